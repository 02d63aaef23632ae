import { boundsOfCounts, type ScoreBounds } from "./closed-sample.ts";
import type { DivergenceSum } from "./divergence.contract.ts";
import { dayNumber, type PackedScores, packedValue } from "./packed-scores.ts";

/** What both sides say of one item, in billionths of its scale; null where nothing, or a reason. */
export interface Pair {
  readonly self: ScoreBounds | null;
  readonly independent: ScoreBounds | null;
}

/** How two scores of one item stand to each other, in billionths. */
export interface Difference {
  /** The difference that is proved: 0 where the ranges overlap. */
  readonly least: number;
  /** The difference that is possible. */
  readonly most: number;
  /** Self minus independent, at least and at most. */
  readonly leanLo: number;
  readonly leanHi: number;
  readonly higher: "self" | "independent" | null;
}

/** How two scores differ, however what is unknown turns out. */
export function differenceOf(self: ScoreBounds, independent: ScoreBounds): Difference {
  const leanLo = self.lo - independent.hi;
  const leanHi = self.hi - independent.lo;
  return {
    least: Math.max(0, leanLo, -leanHi),
    most: Math.max(Math.abs(leanLo), Math.abs(leanHi)),
    leanLo,
    leanHi,
    higher: leanLo > 0 ? "self" : leanHi < 0 ? "independent" : null,
  };
}

/**
 * What one side says of one item; null where it says nothing, says why there is nothing, or said it
 * before the round that is open.
 */
export function sideOfItem(
  scores: PackedScores | null,
  place: number,
  since: string | null,
): ScoreBounds | null {
  const value = scores === null ? undefined : packedValue(scores, place);
  if (value === undefined || (since !== null && value.day < dayNumber(since))) return null;
  return boundsOfCounts({ ...value, missing: null });
}

/** Sums the differences of many items; an item with one score only never counts as agreement. */
export class DivergenceTotal {
  private pairs = 0;
  private selfOnly = 0;
  private independentOnly = 0;
  private neither = 0;
  private higher = 0;
  private lower = 0;
  private most = 0n;
  private leanLo = 0n;
  private leanHi = 0n;
  private largest = 0;

  /** Takes one item in. */
  add({ self, independent }: Pair): void {
    if (self === null || independent === null) {
      if (self !== null) this.selfOnly += 1;
      else if (independent !== null) this.independentOnly += 1;
      else this.neither += 1;
      return;
    }
    const difference = differenceOf(self, independent);
    this.pairs += 1;
    if (difference.higher === "self") this.higher += 1;
    if (difference.higher === "independent") this.lower += 1;
    this.most += BigInt(difference.most);
    this.leanLo += BigInt(difference.leanLo);
    this.leanHi += BigInt(difference.leanHi);
    this.largest = Math.max(this.largest, difference.most);
  }

  /** What it came to; means are cut towards minus infinity, in billionths. */
  sum(): DivergenceSum {
    const { pairs, higher, lower } = this;
    const mean = (sum: bigint): number | null => (pairs === 0 ? null : meanOf(sum, pairs));
    return {
      pairs,
      self_only: this.selfOnly,
      independent_only: this.independentOnly,
      neither: this.neither,
      higher,
      lower,
      level: pairs - higher - lower,
      mean: mean(this.most),
      lean_lo: mean(this.leanLo),
      lean_hi: mean(this.leanHi),
      largest: pairs === 0 ? null : this.largest,
    };
  }
}

/** The mean of a sum of whole numbers, cut towards minus infinity. */
export function meanOf(sum: bigint, count: number): number {
  const divisor = BigInt(count);
  const cut = sum / divisor;
  return Number(sum < 0n && cut * divisor !== sum ? cut - 1n : cut);
}
