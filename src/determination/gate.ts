import { compareFractions, type Fraction } from "./exact.ts";

/** What a gate does to a rating, as far as the evidence tells. */
export type GateState = "open" | "shut" | "unknown";

/**
 * Says whether a gate is shut: its condition is a value below a threshold. Shut when even the best
 * case is below, open when the proved case is not, unknown in between (determination.md, section 2).
 */
export function gateState(
  value: { readonly lo: Fraction; readonly hi: Fraction },
  below: Fraction,
): GateState {
  if (compareFractions(value.hi, below) < 0) return "shut";
  return compareFractions(value.lo, below) < 0 ? "unknown" : "open";
}

/** A rating in ranks, 0 the worst: proved at least, and at most. */
export interface Ranks {
  readonly lo: number;
  readonly hi: number;
}

/** Caps a rating by a gate. An unknown condition caps what is proved, not what is possible. */
export function capByGate(ranks: Ranks, state: GateState, cap: number): Ranks {
  return {
    lo: state === "open" ? ranks.lo : Math.min(ranks.lo, cap),
    hi: state === "shut" ? Math.min(ranks.hi, cap) : ranks.hi,
  };
}
