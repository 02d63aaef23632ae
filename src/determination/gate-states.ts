import type { Accountability } from "../decisions/decisions.contract.ts";
import type { GateState } from "./gate.ts";
import type { Methodology, StateCondition } from "./methodology.ts";

/**
 * What gates look at beside values, of one organisation on a day: whether its open risks are decided,
 * and whether its head signed in time. In public editions of what is told alone.
 */
export interface CountedStates {
  readonly organisation: string;
  readonly open_risks: number;
  /** Open risks on which no signature stands: without decision, only prepared, or expired. */
  readonly undecided: number;
  /** Whether the last day for the signature is past, and nothing was signed. */
  readonly late: boolean;
  /** The last day for the signature; null where none was set. */
  readonly due: string | null;
  /** False where risks may be withheld: then nothing proves that none is undecided. */
  readonly whole: boolean;
}

/** As much of what is known of decisions and signature as gates look at. */
export function countedStates({
  organisation,
  open_risks,
  undecided,
  signature,
  due,
}: Pick<
  Accountability,
  "organisation" | "open_risks" | "undecided" | "signature" | "due"
>): CountedStates {
  return { organisation, open_risks, undecided, late: signature === "late", due, whole: true };
}

/** Whether a methodology looks at decisions and signatures at all. */
export function asksStates({ gates }: Pick<Methodology, "gates">): boolean {
  return gates.some(({ when }) => when !== null);
}

/**
 * Says whether a gate on decisions or signatures is shut. It is always known, but where an edition
 * withholds what it looks at: then it is unknown, and caps what is proved.
 */
export function stateGate(when: StateCondition, states: CountedStates | undefined): GateState {
  if (states === undefined) return "unknown";
  if (when === "unsigned-late") return states.late ? "shut" : "open";
  if (states.undecided > 0) return "shut";
  return states.whole ? "open" : "unknown";
}
