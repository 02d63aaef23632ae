import type { ClosedSample } from "../assessments/closed-sample.ts";
import { whole } from "./exact.ts";

/**
 * How far self-scores are believed, in billionths (determination.md, section 2). Trust is 0 until
 * the sample is closed, and stays 0 where both scores existed then for fewer than `minimumPairs`
 * sampled items; else it is one less the mean divergence. It is recorded once and never learnt
 * again: a trust that goes on learning rises when something unknown turns out bad, against the
 * second property of section 4 (docs/decisions/0009).
 * Throws a RangeError when the minimum is not a whole number above zero.
 */
export function trustIn(closed: ClosedSample | null, minimumPairs: number): number {
  if (!Number.isSafeInteger(minimumPairs) || minimumPairs < 1) {
    throw new RangeError("trust needs a minimum of at least one pair of scores");
  }
  if (closed === null || closed.sampled === 0 || closed.pairs < minimumPairs) return 0;
  const count = BigInt(closed.sampled);
  return whole - Number((BigInt(closed.divergence) + count - 1n) / count);
}
