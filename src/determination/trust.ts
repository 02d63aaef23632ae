import { whole } from "./exact.ts";
import type { ItemValue } from "./item-value.ts";

/** One item that was sampled for independent scoring; null where a score is not there. */
export interface SampledItem {
  readonly self: ItemValue | null;
  readonly independent: ItemValue | null;
}

/**
 * How far self-scores are believed, in billionths (determination.md, section 2). Trust is 0 until
 * both scores exist for `minimumPairs` sampled items; then it is one less the mean divergence.
 * A sampled item that lacks either score counts as the largest divergence, so that withholding one
 * never raises trust. Between two ranges the divergence is the largest that is possible.
 * Trust is learnt, so learning that something unknown is bad may raise it: the second property of
 * determination.md, section 4, holds for the trust as it stands.
 * Throws a RangeError when the minimum is not a whole number above zero.
 */
export function trustIn(sampled: readonly SampledItem[], minimumPairs: number): number {
  if (!Number.isSafeInteger(minimumPairs) || minimumPairs < 1) {
    throw new RangeError("trust needs a minimum of at least one pair of scores");
  }
  const pairs = sampled.filter(({ self, independent }) => self !== null && independent !== null);
  if (pairs.length < minimumPairs) return 0;
  const total = sampled.reduce((sum, item) => sum + BigInt(divergence(item)), 0n);
  const count = BigInt(sampled.length);
  return whole - Number((total + count - 1n) / count);
}

function divergence({ self, independent }: SampledItem): number {
  if (self === null || independent === null) return whole;
  return Math.max(Math.abs(self.hi - independent.lo), Math.abs(independent.hi - self.lo));
}
