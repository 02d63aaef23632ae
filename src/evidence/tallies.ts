import type { Correction, ObservedCount, Retirement } from "./evidence-facts.ts";
import type { UnitsMapping } from "./mapping.contract.ts";

/** How many units of one owner have one pattern. */
export interface SeenTally {
  readonly owner: string;
  readonly pattern: string;
  readonly units: number;
}

/** How many units of one owner were expected and not seen; `day` is that of the owner's name. */
export interface UnseenTally {
  readonly owner: string;
  readonly day: string;
  readonly units: number;
}

/**
 * What counting needs of the rows, and all that it needs: so the database may group them, or a
 * checker may read them from files, and the same pure fold makes evidence of both.
 */
export interface Tallies {
  /** By identifier of a collection of units; corrections are already in. */
  readonly seen: ReadonlyMap<string, readonly SeenTally[]>;
  /** By identifier of a collection of counts. */
  readonly counts: ReadonlyMap<string, readonly ObservedCount[]>;
  /** By key of the expectation. */
  readonly unseen: ReadonlyMap<string, readonly UnseenTally[]>;
  /** Units retired where only counts are there: by source, owner and day. */
  readonly retired: readonly Pick<Retirement, "source" | "owner" | "on" | "units">[];
}

/** A pattern taken apart. */
export interface Pattern {
  readonly states: string;
  readonly marks: string;
  readonly verdict: string;
}

/** Takes a pattern `states|marks|verdict` apart. */
export function readPattern(pattern: string): Pattern {
  const first = pattern.indexOf("|");
  const second = pattern.indexOf("|", first + 1);
  return {
    states: pattern.slice(0, first),
    marks: pattern.slice(first + 1, second),
    verdict: pattern.slice(second + 1),
  };
}

/** Whether a unit counts for an item that asks for a mark (from 1; 0 asks for none). */
export function hasMark(pattern: string, mark: number): boolean {
  return mark === 0 || readPattern(pattern).marks[mark - 1] !== "n";
}

const letters = { good: "g", bad: "b", unknown: "?" } as const;

/**
 * The pattern of a unit after its corrections, the one known last deciding for each part. The
 * source's own pattern is left as it is; this makes a new one.
 */
export function corrected(
  pattern: string,
  corrections: readonly Pick<Correction, "part" | "state" | "known_at">[],
  mapping: UnitsMapping,
): string {
  const { states, marks, verdict } = readPattern(pattern);
  const changed = states.split("");
  for (const each of corrections.toSorted((a, b) => (a.known_at < b.known_at ? -1 : 1))) {
    const at = mapping.parts.findIndex((part) => part.id === each.part);
    if (at !== -1) changed[at] = letters[each.state];
  }
  return `${changed.join("")}|${marks}|${verdict}`;
}
