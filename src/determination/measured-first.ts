import { whole } from "./exact.ts";
import { type ItemValue, unknownValue } from "./item-value.ts";

/** What is known of one item, by whom. Null where that kind of score does not exist. */
export interface ItemScores {
  /** Whether the yardstick names a measured source for the item. */
  readonly measuredSource: boolean;
  readonly measured: ItemValue | null;
  readonly independent: ItemValue | null;
  readonly self: ItemValue | null;
  /** Whether the item was sampled for independent scoring. */
  readonly sampled: boolean;
}

/**
 * "Measured first" (determination.md, section 2): an item with a named measured source has its
 * measurement or nothing, whatever anybody says. Otherwise the independent score counts; else the
 * self-score, of which as much is proved as the trust in it: `[trust × self, self]`. An item that
 * was sampled and has no independent score counts as the largest divergence, so nothing of its
 * self-score is proved: who withholds an independent score gains nothing by it.
 * `trust` is in billionths (trust.ts).
 */
export function measuredFirst(scores: ItemScores, trust: number): ItemValue {
  if (scores.measuredSource) return scores.measured ?? unknownValue;
  if (scores.independent !== null) return scores.independent;
  if (scores.self === null) return unknownValue;
  if (scores.sampled) return { lo: 0, hi: scores.self.hi, counts: null };
  const lo = Number((BigInt(scores.self.lo) * BigInt(trust)) / BigInt(whole));
  return trust === whole ? scores.self : { lo, hi: scores.self.hi, counts: null };
}
