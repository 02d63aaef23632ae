import { Problem } from "../../kit/problem.ts";

/** Why somebody who is signed in was refused: stands in the log beside the permission. */
export type RefusalReason =
  /** An auditor may not see yet what the organisation says of itself. */
  | "blind"
  /** An auditor held a post in the organisation. */
  | "conflict"
  /** Another rule of an action said no. */
  | "rule";

/** A refusal of somebody who is signed in, with the reason that the log is told. */
export class Refusal extends Problem {
  readonly because: RefusalReason | null;

  /** `because` null: a role is missing, which the permission in the log says already. */
  constructor(sentence: string, because: RefusalReason | null) {
    super("not-permitted", sentence);
    this.because = because;
  }
}

/** The reason of a problem of kind `not-permitted`. */
export function refusalReason(problem: Problem): RefusalReason | null {
  return problem instanceof Refusal ? problem.because : "rule";
}
