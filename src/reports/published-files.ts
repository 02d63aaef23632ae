import { canonicalJson } from "../kit/canonical-json.ts";
import type { ZipEntry } from "../kit/zip.ts";
import { bundleNames } from "./bundle-names.ts";
import { checkByHand } from "./check-by-hand.ts";
import { openData } from "./open-data.ts";
import { ratingsCsv } from "./ratings-csv.ts";
import type { ReportContent } from "./report-content.ts";
import { renderReport } from "./report-html.ts";

/**
 * Writes everything that follows from a determination: the report, the table, the open data, the
 * page for checking by hand, and the determination itself. The same content gives the same bytes,
 * so a checker writes them again and compares.
 */
export function publishedFiles(content: ReportContent, style: string): readonly ZipEntry[] {
  const texts = [
    [bundleNames.report, renderReport(content, style)],
    [bundleNames.csv, ratingsCsv(content)],
    [bundleNames.openData, openData(content)],
    [bundleNames.determination, canonicalJson(content.determination)],
    [bundleNames.byHand, checkByHand(content)],
  ] as const;
  return texts.map(([name, text]) => ({ name, content: new TextEncoder().encode(text) }));
}
