import { determinationPieces } from "../determination/determination-pieces.ts";
import { Problem } from "../kit/problem.ts";
import { bytesOfPieces } from "../kit/text-pieces.ts";
import type { ZipEntry } from "../kit/zip.ts";
import { bundleNames } from "./bundle-names.ts";
import { checkByHand } from "./check-by-hand.ts";
import { openDataPieces } from "./open-data.ts";
import { ratingsCsvPieces } from "./ratings-csv.ts";
import type { ReportContent } from "./report-content.ts";
import { reportPieces } from "./report-html.ts";
import { reportWorkbook } from "./report-workbook.ts";

/**
 * Writes everything that follows from a determination: the report, the workbook, the table, the open
 * data, the page for checking by hand, and the determination itself. The same content gives the same
 * bytes, so a checker writes them again and compares. A review too large for a workbook has none.
 */
export async function publishedFiles(
  content: ReportContent,
  style: string,
): Promise<readonly ZipEntry[]> {
  const texts = [
    [bundleNames.report, reportPieces(content, style)],
    [bundleNames.csv, ratingsCsvPieces(content)],
    [bundleNames.openData, openDataPieces(content)],
    [bundleNames.determination, determinationPieces(content.determination)],
    [bundleNames.byHand, [checkByHand(content)]],
  ] as const;
  const files: ZipEntry[] = [];
  for (const [name, pieces] of texts) files.push({ name, content: await bytesOfPieces(pieces) });
  const workbook = await unlessTooLarge(() => reportWorkbook(content));
  return workbook === null ? files : [...files, { name: bundleNames.workbook, content: workbook }];
}

/** Makes a file; null for one that would be larger than its format or this machine can hold. */
export async function unlessTooLarge(make: () => Promise<Uint8Array>): Promise<Uint8Array | null> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof Problem && error.kind === "too-large") return null;
    throw error;
  }
}
