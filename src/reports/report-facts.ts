import type { ReportContent } from "./report-content.ts";

/** The percentages at which the methodology draws a line, highest first. */
export function thresholdsOf({ summary }: ReportContent): number[] {
  return summary.methodology.labels
    .map(({ from_percent }) => Number(from_percent))
    .filter((edge) => edge > 0 && edge < 100);
}

/** What is said beside every rating of a public edition; empty where nothing is withheld. */
export function basisOf({ edition }: ReportContent): string {
  return edition === undefined ? "" : "on public evidence";
}

/** The rank of the best label of the methodology. */
export function bestRankOf({ summary }: ReportContent): number {
  return Math.max(...summary.methodology.labels.map(({ display }) => display.rank ?? 0));
}
