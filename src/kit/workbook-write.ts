import writeExcelFile from "write-excel-file/node";
import { Problem } from "./problem.ts";
import { plainText } from "./shown-text.ts";
import { withoutDates } from "./zip-dates.ts";

/** One cell: a text, a number, or null for an empty one. Never a formula. */
export type WorkbookCell = string | number | null;

/** One sheet: its name, the widths of its columns in letters, and its rows; the first is its head. */
export interface Sheet {
  readonly name: string;
  readonly widths: readonly number[];
  /** Rows at the top that stay in sight and are printed bold. */
  readonly heads: number;
  readonly rows: readonly (readonly WorkbookCell[])[];
}

/** What a cell can hold (ECMA-376, as spreadsheet programs hold to it). */
const longestText = 32_767;
/** The whole workbook is put together in memory; a spreadsheet program would do the same. */
export const mostCells = 500_000;

/**
 * Writes a workbook (ECMA-376, `.xlsx`) of values: texts stay texts, also those that look like a
 * formula, and a sign that XML cannot hold becomes U+FFFD. The same sheets give the same bytes.
 *
 * Refuses (too-large): more than half a million cells.
 */
export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const cells = sheets.reduce(
    (all, { rows }) => all + rows.reduce((sum, row) => sum + row.length, 0),
    0,
  );
  if (cells > mostCells) {
    const sentence = `the workbook would have ${cells} cells, and at most ${mostCells} are written; take the table (csv) or the open data (json).`;
    throw new Problem("too-large", sentence);
  }
  const written = await writeExcelFile(
    sheets.map(({ name, widths, heads, rows }) => ({
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: heads,
      data: rows.map((row, at) => row.map((cell) => cellOf(cell, at < heads))),
    })),
  ).toBuffer();
  return withoutDates(written);
}

function cellOf(cell: WorkbookCell, isHead: boolean) {
  if (cell === null || cell === "") return null;
  if (typeof cell === "number") return { value: cell, type: Number };
  const value = writable(cell);
  return isHead ? { value, type: String, fontWeight: "bold" as const } : { value, type: String };
}

function writable(text: string): string {
  const plain = plainText(text.toWellFormed()).replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD");
  return plain.length <= longestText ? plain : `${plain.slice(0, longestText - 1).toWellFormed()}…`;
}
