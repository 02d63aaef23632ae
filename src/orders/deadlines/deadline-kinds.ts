import type { Deadline, DeadlineKind } from "../deadline.contract.ts";
import { afterProduct } from "./after-product.ts";
import { afterSigning } from "./after-signing.ts";
import { atOnce } from "./at-once.ts";
import { fixed } from "./fixed.ts";
import type { Counting, DeadlineRule, LiteralDue } from "./literal-due.ts";
import { noDeadline } from "./no-deadline.ts";
import { repeat } from "./repeat.ts";

type Rules = { readonly [K in DeadlineKind]: DeadlineRule<Extract<Deadline, { kind: K }>> };

/** Every kind of deadline with its rule: a new kind is a file and a line here. */
const deadlineRules: Rules = {
  none: noDeadline,
  "at-once": atOnce,
  fixed,
  "after-signing": afterSigning,
  "after-product": afterProduct,
  repeat,
};

function ruleOf(deadline: Deadline): DeadlineRule<Deadline> {
  // The table pairs each kind with the rule for exactly that kind.
  return deadlineRules[deadline.kind];
}

/** Counts a deadline of any kind, before the rule for days off. */
export function literalDue(deadline: Deadline, counting: Counting): LiteralDue {
  return ruleOf(deadline).due(deadline, counting);
}

/** Writes a deadline as a rule: `signing + 90 days`. */
export function deadlineInWords(deadline: Deadline, titleOf: (task: string) => string): string {
  return ruleOf(deadline).words(deadline, titleOf);
}

/** The tasks whose products a deadline waits for. */
export function waitsFor(deadline: Deadline): readonly string[] {
  return ruleOf(deadline).waitsFor(deadline);
}
