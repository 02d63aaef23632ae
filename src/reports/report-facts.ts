import { type BarCounts, barInWords } from "../../charts/bar-geometry.ts";
import { capital, intervalInWords } from "../determination/words.ts";
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

type Row = ReportContent["summary"]["ratings"][number];

const billion = 1_000_000_000;

/** Says whether one item makes the score, so that its counts tell all of it. */
export function isSingle({ summary }: ReportContent): boolean {
  return summary.methodology.score_items.length === 1;
}

/**
 * What the bar of a rating is drawn from, with its words: the counts of the one item that makes the
 * score, or, where several make it, the score itself.
 */
export function scoreBar(row: Row, content: ReportContent): { counts: BarCounts; said: string } {
  const { least, most } = row.score;
  if (isSingle(content)) {
    const { good, bad, unknown, n } = row;
    const counts = { good, bad, unknown, n };
    return { counts, said: barInWords(counts) };
  }
  return {
    counts: {
      good: least.billionths,
      bad: billion - most.billionths,
      unknown: most.billionths - least.billionths,
      n: billion,
    },
    said: intervalInWords(row.score),
  };
}

/** What the share of a bar is a share of: "hosts", or "score" where several items make it. */
export function sharedUnits(content: ReportContent): string {
  return isSingle(content) ? (content.summary.ratings[0]?.units ?? "units") : "score";
}

/** The head of the column of sizes; several items have no size in common, so there is none. */
export function sizeColumn(content: ReportContent): string | null {
  return isSingle(content) ? capital(sharedUnits(content)) : null;
}
