/** Counts behind one bar. `unknown` holds what was seen and is not known, and what was not seen. */
export interface BarCounts {
  readonly good: number;
  readonly bad: number;
  readonly unknown: number;
  readonly n: number;
}

/** Shares of a bar in percent of its width: 0 to `least` proved, `least` to `most` unknown. */
export interface BarShares {
  readonly least: number;
  readonly most: number;
}

/**
 * Turns exact counts into shares for drawing.
 *
 * Given: counts whose sum is `n`; `n` 0 means that nothing is known.
 * Returns: percent of the width; [0, 100] where there is nothing to count.
 */
export function barShares(counts: BarCounts): BarShares {
  if (counts.n <= 0) return { least: 0, most: 100 };
  return {
    least: (100 * counts.good) / counts.n,
    most: (100 * (counts.n - counts.bad)) / counts.n,
  };
}

/** The part of a bar that is drawn enlarged, in percent. */
export interface Lens {
  readonly from: number;
  readonly to: number;
}

const widestLens = 40;
const nearness = 10;

/**
 * Chooses what to enlarge so that the distance to a threshold can be seen.
 *
 * Given: the shares of a bar and the thresholds of the methodology, in percent.
 * Returns: the smallest run of whole tenths that holds the range and the nearest threshold; null when
 * no threshold is within ten points of the range, or when more than four tenths would be needed.
 */
export function chooseLens(shares: BarShares, thresholds: readonly number[]): Lens | null {
  const near = thresholds
    .map((threshold) => ({ threshold, distance: distance(shares, threshold) }))
    .filter((candidate) => candidate.distance < nearness)
    .sort((one, other) => one.distance - other.distance)[0];
  if (near === undefined) return null;
  const low = Math.min(shares.least, near.threshold);
  const high = Math.max(shares.most, near.threshold);
  const from = Math.max(0, Math.min(90, Math.floor((low - 0.5) / 10) * 10));
  const to = Math.min(100, Math.max(from + 10, Math.ceil((high + 0.5) / 10) * 10));
  return to - from > widestLens ? null : { from, to };
}

function distance(shares: BarShares, threshold: number): number {
  if (threshold < shares.least) return shares.least - threshold;
  if (threshold > shares.most) return threshold - shares.most;
  return 0;
}

/** Writes a whole number with commas: 24638 as "24,638". */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/gu, ",");
}

/** Says a bar in words: "1,379 of 1,452 proved good, 14 unknown, 59 proved bad". */
export function barInWords(counts: BarCounts): string {
  if (counts.n === 0) return "nothing to count";
  return `${grouped(counts.good)} of ${grouped(counts.n)} proved good, ${grouped(counts.unknown)} unknown, ${grouped(counts.bad)} proved bad`;
}
