import { type Fraction, fraction } from "./exact.ts";

/** A share in percent with one decimal, cut and never rounded up: 94.97 % reads "94.9". */
export function percentCut({ numerator, denominator }: Fraction): string {
  const tenths = (numerator * 1000n) / denominator;
  return `${tenths / 10n}.${tenths % 10n}`;
}

const written = /^(\d{1,3})(?:\.(\d{1,7}))?$/;

/**
 * Reads a percentage as people write it in a methodology: 95 or "97.5", at most seven decimals.
 * Undefined when it is not one, or above 100.
 */
export function readPercent(text: string | number): Fraction | undefined {
  const [, units, decimals = ""] = written.exec(String(text)) ?? [];
  if (units === undefined) return undefined;
  const billionths = Number(units) * 10_000_000 + Number(decimals.padEnd(7, "0"));
  return billionths > 1_000_000_000 ? undefined : fraction(billionths, 1_000_000_000);
}
