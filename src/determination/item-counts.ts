import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { RatedItem } from "./determination.contract.ts";
import { leastCountFor, whole } from "./exact.ts";
import { type Methodology, scoreItems } from "./methodology.ts";
import type { RatedYardstick } from "./rating-inputs.ts";

/** The counts of one item as they enter a total. */
export type ItemCounts = Pick<
  ItemEvidence,
  "item" | "units" | "good" | "bad" | "unknown" | "unseen" | "n" | "missing"
>;

/** The counts of an item's evidence, without where it comes from. */
export function countsOf(evidence: ItemEvidence): ItemCounts {
  const { item, units, good, bad, unknown, unseen, n, missing } = evidence;
  return { item, units, good, bad, unknown, unseen, n, missing };
}

/** What is counted where people gave scores: organisations, each good, bad or unknown in an item. */
export const scoredUnits = "organisations";

/**
 * How a scored item of one organisation counts in the enterprise view. An organisation is good in
 * it when it is proved to reach the best band of the methodology, bad when it is proved not to, and
 * else unknown. Nothing known at all is missing, and counts as unknown: never as good or bad.
 */
export type ItemStanding = "good" | "bad" | "unknown" | "missing" | "not-applicable";

/** The least value, in billionths, that lies in the best band of a methodology. */
export function bestFrom({ labels }: Methodology): number {
  const best = labels.at(-1);
  return best === undefined ? whole : leastCountFor(best.from, whole);
}

/** How a value of an item to which the rules apply counts; `best` is `bestFrom` of the methodology. */
export function standingOfValue(lo: number, hi: number, best: number): ItemStanding {
  if (lo === 0 && hi === whole) return "missing";
  return lo >= best ? "good" : hi < best ? "bad" : "unknown";
}

/** A way to count the items of ratings, laid out once for a methodology and a yardstick. */
export type ItemCounter = (item: RatedItem) => ItemCounts;

/**
 * Counts items as their methodology has them: units of evidence where an item is measured, the
 * organisation itself where people gave scores.
 */
export function itemCounter(methodology: Methodology, yardstick: RatedYardstick): ItemCounter {
  if (methodology.scores === "measured") return ({ evidence }) => countsOf(evidence);
  const measured = new Set(
    yardstick.items.flatMap(({ id, measured_by }) => (measured_by === undefined ? [] : [id])),
  );
  const weighed = new Set(scoreItems(methodology).map(({ item }) => item));
  const best = bestFrom(methodology);
  return ({ item, evidence, value, weight }) => {
    if (measured.has(item)) return countsOf(evidence);
    const left = weight === 0 && weighed.has(item);
    const standing = left
      ? "not-applicable"
      : standingOfValue(value.least.billionths, value.most.billionths, best);
    return scoredCounts(item, standing);
  };
}

/** The counts of one scored item of one organisation. */
export function scoredCounts(item: string, standing: ItemStanding): ItemCounts {
  return {
    item,
    units: scoredUnits,
    good: standing === "good" ? 1 : 0,
    bad: standing === "bad" ? 1 : 0,
    unknown: standing === "unknown" || standing === "missing" ? 1 : 0,
    unseen: 0,
    n: standing === "not-applicable" ? 0 : 1,
    missing: standing === "missing" ? "no-collection" : null,
  };
}
