import { sameBytes } from "../kit/merkle.ts";
import { publishedFiles } from "../reports/published-files.ts";
import { type ReportContent, reportEdition } from "../reports/report-content.ts";
import { type Check, fails, holds, named } from "./verification.ts";
import type { ReadEntry } from "../reports/recompute.ts";

/**
 * Writes the published files again from what was recomputed, and compares them byte by byte: so the
 * report, the table and the open data say what the ratings say, and nothing else.
 */
export function checkPublished(
  content: ReportContent,
  style: string,
  edition: number,
  read: ReadEntry,
): Check {
  if (edition !== reportEdition) {
    const words = `the report is of edition ${edition}, this checker knows edition ${reportEdition}; use the release that the bundle was made with`;
    return fails("published", words);
  }
  const differing = publishedFiles(content, style)
    .filter((file) => !sameBytes(file.content, read(file.name)))
    .map(({ name }) => name);
  return differing.length === 0
    ? holds("published", "report, table and open data are what the ratings give")
    : fails("published", `not what the ratings give: ${named(differing)}`, differing);
}
