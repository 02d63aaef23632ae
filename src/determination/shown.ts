import { compareFractions, type Fraction } from "./exact.ts";
import type { Ranks } from "./gate.ts";

/** What is shown of a rating: a rank, or one of the two displays outside the order. */
export type Shown =
  | { readonly kind: "rank"; readonly rank: number }
  | { readonly kind: "insufficient"; readonly because: "sample" | "coverage" }
  | { readonly kind: "not-reported" };

/** What the rule of display looks at. */
export interface Showable {
  readonly ranks: Ranks;
  readonly coverage: Fraction;
  /** Units of the sample, counted in N and not in what was measured; null where none is asked. */
  readonly sample: { readonly units: number; readonly least: number } | null;
  readonly minimumCoverage: Fraction;
  /** Whether anything at all was measured for an item of the score. */
  readonly anyEvidence: boolean;
}

/**
 * What is shown (determination.md, section 2): below the minimum sample *Insufficient Evidence*;
 * otherwise the rating when it is proved, whatever the coverage; otherwise the proved one, when
 * coverage reaches the minimum; otherwise *Insufficient Evidence*, or *Not Reported* without any.
 */
export function shownOf(given: Showable): Shown {
  const { ranks, sample } = given;
  if (sample !== null && sample.units < sample.least) {
    return { kind: "insufficient", because: "sample" };
  }
  if (ranks.lo === ranks.hi) return { kind: "rank", rank: ranks.lo };
  if (compareFractions(given.coverage, given.minimumCoverage) >= 0) {
    return { kind: "rank", rank: ranks.lo };
  }
  return given.anyEvidence
    ? { kind: "insufficient", because: "coverage" }
    : { kind: "not-reported" };
}
