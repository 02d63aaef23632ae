import type { UnitState } from "./evidence-facts.ts";
import type { UnitsMapping } from "./mapping.contract.ts";
import { readPattern } from "./tallies.ts";

/** How the units of one pattern count for one item; null where they do not count for it. */
export interface PatternState {
  readonly state: UnitState;
  /** The state of each part of the item, in its order. */
  readonly parts: readonly UnitState[];
}

/** The state that a letter of a pattern stands for. */
export function stateOf(letter: string | undefined): UnitState {
  return letter === "g" ? "good" : letter === "b" ? "bad" : "unknown";
}

/**
 * A unit is good when every part is known good, bad when any part is known bad, else unknown. A unit
 * of which it is not known whether it counts at all (its mark is not known) is unknown.
 */
export function patternState(
  pattern: string,
  mapping: UnitsMapping,
  item: string,
): PatternState | null {
  const found = mapping.items.find((each) => each.item === item);
  if (!found) return null;
  const { states, marks } = readPattern(pattern);
  const at = (mapping.marks ?? []).findIndex((mark) => mark.id === found.where);
  const mark = found.where === undefined ? "y" : marks[at];
  if (mark === "n") return null;
  const parts = found.all.map((part) =>
    stateOf(states[mapping.parts.findIndex((each) => each.id === part)]),
  );
  if (mark !== "y") return { state: "unknown", parts: parts.map(() => "unknown" as const) };
  if (parts.includes("bad")) return { state: "bad", parts };
  return { state: parts.every((part) => part === "good") ? "good" : "unknown", parts };
}
