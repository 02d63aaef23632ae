import { type Fraction, fraction, whole } from "./exact.ts";
import type { ItemValue } from "./item-value.ts";
import { type Score, weightedMean } from "./weighted-mean.ts";

/** Core and supplemental metrics are averaged apart. */
export interface MaturityAverages {
  readonly core: Score;
  readonly supplemental: Score;
}

/** The share that stands for level 4 on the scale from 1 to 5: from there on, effective. */
export const effectiveFrom: Fraction = fraction(750_000_000, whole);

/**
 * "Maturity average" (determination.md, section 2): only independent levels count, every metric
 * alike, core and supplemental apart. A metric without an independent level has the value [0, 1].
 */
export function maturityAverages(
  metrics: readonly { readonly core: boolean; readonly value: ItemValue }[],
): MaturityAverages {
  const mean = (core: boolean): Score =>
    weightedMean(
      metrics.filter((metric) => metric.core === core).map(({ value }) => ({ value, weight: 1 })),
    );
  return { core: mean(true), supplemental: mean(false) };
}
