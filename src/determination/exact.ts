/** One, in billionths: the unit of every published share. */
export const whole = 1_000_000_000;

/** A share as an exact fraction of two integers, the lower one above zero. Never a float. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Makes a fraction of two safe integers. Throws a RangeError when it is not a share within 0..1. */
export function fraction(numerator: number, denominator: number): Fraction {
  const within = Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator);
  if (!within || denominator <= 0 || numerator < 0 || numerator > denominator) {
    throw new RangeError(`${numerator} of ${denominator} is not a share`);
  }
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
}

/** A whole number of billionths as a fraction. */
export function ofBillionths(billionths: number): Fraction {
  return fraction(billionths, whole);
}

/** Compares two fractions by cross-multiplication: below 0, 0 or above 0. */
export function compareFractions(left: Fraction, right: Fraction): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Billionths of a fraction, what is left over cut away. */
export function cutDown({ numerator, denominator }: Fraction): number {
  return Number((numerator * BigInt(whole)) / denominator);
}

/** Billionths of a fraction, anything left over counted as one more. */
export function cutUp({ numerator, denominator }: Fraction): number {
  return Number((numerator * BigInt(whole) + denominator - 1n) / denominator);
}

/** The least count out of `n` that reaches a threshold. */
export function leastCountFor(threshold: Fraction, n: number): number {
  return Number(
    (threshold.numerator * BigInt(n) + threshold.denominator - 1n) / threshold.denominator,
  );
}
