import { compareFractions, cutDown, cutUp, type Fraction, fraction, whole } from "./exact.ts";
import { boundOf, type ItemValue } from "./item-value.ts";
import type { Bound, Interval } from "./determination.contract.ts";

/** A value and what it weighs: an integer above zero. */
export interface Weighed {
  readonly value: ItemValue;
  readonly weight: number;
}

/** A score: what is proved at least and at most, and how much of it is known, as exact fractions. */
export interface Score {
  readonly lo: Fraction;
  readonly hi: Fraction;
  readonly coverage: Fraction;
  /** Whether these are the exact counts of a single share over units. */
  readonly single: boolean;
}

const none: Score = {
  lo: fraction(0, 1),
  hi: fraction(1, 1),
  coverage: fraction(0, 1),
  single: false,
};

/**
 * The weighted mean of values (determination.md, section 2): weights of missing items are kept, sums
 * are integers, nothing is divided here. A single share keeps its exact counts, so that bands
 * compare those. With nothing to weigh, nothing is known: [0, 1].
 * Throws a RangeError on weights that are not integers above zero.
 */
export function weightedMean(parts: readonly Weighed[]): Score {
  if (parts.some(({ weight }) => !Number.isSafeInteger(weight) || weight <= 0)) {
    throw new RangeError("weights are integers above zero");
  }
  const [first] = parts;
  if (first === undefined) return none;
  if (parts.length === 1 && first.value.counts !== null) {
    const { good, bad, n } = first.value.counts;
    return {
      lo: fraction(good, n),
      hi: fraction(n - bad, n),
      coverage: fraction(good + bad, n),
      single: true,
    };
  }
  const sum = (of: (value: ItemValue) => number): bigint =>
    parts.reduce((total, { value, weight }) => total + BigInt(weight) * BigInt(of(value)), 0n);
  const denominator =
    BigInt(whole) * parts.reduce((total, part) => total + BigInt(part.weight), 0n);
  const over = (numerator: bigint): Fraction => ({ numerator, denominator });
  return {
    lo: over(sum(({ lo }) => lo)),
    hi: over(sum(({ hi }) => hi)),
    coverage: over(sum(({ lo, hi }) => whole - (hi - lo))),
    single: false,
  };
}

/** A score as it is published; the one division of a mean happens here. */
export function scoreInterval({ lo, hi, single }: Score): Interval {
  const exact = compareFractions(lo, hi) === 0;
  return {
    least: boundOf(cutDown(lo), single ? lo : null),
    most: boundOf(exact ? cutDown(hi) : cutUp(hi), single ? hi : null),
  };
}

/** The coverage of a score as it is published. */
export function coverageBound({ coverage, single }: Score): Bound {
  return boundOf(cutDown(coverage), single ? coverage : null);
}
