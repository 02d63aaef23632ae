import type { ScoreCounts } from "./score-counts.ts";

const whole = 1_000_000_000;

/**
 * What the closing of the sample recorded of one organisation, once and for good: trust is learnt
 * from this alone, so that nothing that becomes known later can raise it (docs/decisions/0009).
 */
export interface ClosedSample {
  /** Sampled items with both scores. */
  readonly pairs: number;
  readonly sampled: number;
  /** Sum of the divergences over all sampled items, in billionths. */
  readonly divergence: number;
}

/** What a score proves in billionths: at least `lo`, at most `hi`. */
export interface ScoreBounds {
  readonly lo: number;
  readonly hi: number;
}

/** One item that was sampled for independent scoring; null where a score is not there. */
export interface SampledItem {
  readonly self: ScoreBounds | null;
  readonly independent: ScoreBounds | null;
}

/**
 * What the closing of a sample records of one organisation (determination.md, section 2). A sampled
 * item that lacks either score counts as the largest divergence, so that withholding one never
 * raises trust. Between two ranges the divergence is the largest that is possible.
 */
export function closeSample(sampled: readonly SampledItem[]): ClosedSample {
  return {
    pairs: sampled.filter(({ self, independent }) => self !== null && independent !== null).length,
    sampled: sampled.length,
    divergence: sampled.reduce((sum, item) => sum + divergence(item), 0),
  };
}

function divergence({ self, independent }: SampledItem): number {
  if (self === null || independent === null) return whole;
  return Math.max(Math.abs(self.hi - independent.lo), Math.abs(independent.hi - self.lo));
}

/**
 * What counts prove, in billionths: `lo` cut down, `hi` up, the same where nothing is unknown; null
 * where they say that the value is missing.
 */
export function boundsOfCounts({ good, bad, n, missing }: ScoreCounts): ScoreBounds | null {
  if (missing !== null || n === 0) return null;
  const lo = share(good, n, 0n);
  return { lo, hi: good + bad === n ? lo : share(n - bad, n, BigInt(n) - 1n) };
}

function share(part: number, n: number, more: bigint): number {
  return Number((BigInt(part) * BigInt(whole) + more) / BigInt(n));
}
