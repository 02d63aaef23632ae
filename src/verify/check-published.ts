import { sameBytes } from "../kit/merkle.ts";
import { publishedFiles } from "../reports/published-files.ts";
import { type ReportContent, reportEdition } from "../reports/report-content.ts";
import { type Check, fails, holds, named } from "./verification.ts";
import type { ReadEntry } from "../reports/recompute.ts";

/**
 * Says of a bundle of another edition that this checker cannot write its files again; nothing of
 * one of its own. It is not passed over: who publishes could name another edition to escape.
 */
export function checkEdition(edition: number): Check | null {
  if (edition === reportEdition) return null;
  const words = `the report is of edition ${edition}, this checker knows edition ${reportEdition}; use the release that the bundle was made with`;
  return fails("published", words);
}

/**
 * Writes the published files again from what was recomputed, and compares them byte by byte: so the
 * report, the workbook, the table and the open data say what the ratings say, and nothing else. The
 * PDF is not set again: checking needs no typesetter, so of the PDF only its digest is known to be
 * the signed one, and the sentence says so.
 */
export async function checkPublished(
  content: ReportContent,
  style: string,
  read: ReadEntry,
  hasPrint: boolean,
): Promise<Check> {
  const differing = (await publishedFiles(content, style))
    .filter((file) => !sameBytes(file.content, read(file.name)))
    .map(({ name }) => name);
  return differing.length === 0
    ? holds(
        "published",
        `report, workbook, table and open data are what the ratings give${hasPrint ? " (report.pdf is checked by its digest only)" : ""}`,
      )
    : fails("published", `not what the ratings give: ${named(differing)}`, differing);
}
