import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { Bound, Interval } from "./determination.contract.ts";
import { cutDown, cutUp, type Fraction, fraction, whole } from "./exact.ts";
import { percentCut } from "./percent.ts";

/** What the evidence proves of an item: at least `lo` and at most `hi`, in integer billionths. */
export interface ItemValue {
  readonly lo: number;
  readonly hi: number;
  /** Exact counts of units behind it; null where nothing is there to count. */
  readonly counts: { readonly good: number; readonly bad: number; readonly n: number } | null;
}

/** The value of which nothing is known: [0, 1]. */
export const unknownValue: ItemValue = { lo: 0, hi: whole, counts: null };

/**
 * The value of an item from its counts: `[good / n, (n - bad) / n]` (determination.md, section 1).
 * `lo` is cut down and `hi` up; when nothing is unknown both are the same cut number, so that what
 * is exact stays exact. What is missing is [0, 1], whatever its counts say.
 * Throws a RangeError when the counts do not add up to `n`.
 */
export function valueOfItem(evidence: ItemEvidence): ItemValue {
  const { good, bad, unknown, unseen, n, item } = evidence;
  if (good + bad + unknown + unseen !== n) {
    throw new RangeError(`the counts of ${item} do not add up to ${n}`);
  }
  if (n === 0) return unknownValue;
  if (evidence.missing !== null) return { lo: 0, hi: whole, counts: { good: 0, bad: 0, n } };
  const lo = cutDown(fraction(good, n));
  const hi = good + bad === n ? lo : cutUp(fraction(n - bad, n));
  return { lo, hi, counts: { good, bad, n } };
}

/** A bound as it is published: billionths, percent, and exact counts where there are any. */
export function boundOf(billionths: number, exact: Fraction | null): Bound {
  return {
    billionths,
    percent: percentCut(exact ?? fraction(billionths, whole)),
    exact:
      exact === null
        ? null
        : { numerator: Number(exact.numerator), denominator: Number(exact.denominator) },
  };
}

/** An item's value as it is published. */
export function intervalOf({ lo, hi, counts }: ItemValue): Interval {
  const least = counts === null ? null : fraction(counts.good, counts.n);
  const most = counts === null ? null : fraction(counts.n - counts.bad, counts.n);
  return { least: boundOf(lo, least), most: boundOf(hi, most) };
}
