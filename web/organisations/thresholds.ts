import type { MethodologySummary } from "../../src/determination/determination-views.contract.ts";

/** Percent at which the methodology draws lines, worst first; the lowest band begins at 0. */
export function thresholdsOf(rated: {
  readonly methodology: MethodologySummary;
}): readonly number[] {
  return rated.methodology.labels
    .map((label) => Number(label.from_percent))
    .filter((percent) => percent > 0)
    .toReversed();
}
