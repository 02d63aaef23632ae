import writeExcelFile from "write-excel-file/node";
import { Problem } from "./problem.ts";
import { withRows, writable } from "./workbook-rows.ts";
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

/** With more cells than this, a workbook's longest sheets are written row by row. */
const mostCellsAtOnce = 500_000;
/** A sheet with more rows than this is long. */
const longSheet = 100;
/** What a sheet can hold (as spreadsheet programs hold to ECMA-376). */
export const mostRows = 1_048_576;

/**
 * Writes a workbook (ECMA-376, `.xlsx`) of values: texts stay texts, also those that look like a
 * formula, and a sign that XML cannot hold becomes U+FFFD. The same sheets give the same bytes.
 *
 * Given: with more cells than `atOnce` the rows of long sheets are written one by one.
 * Refuses (too-large): more rows than a sheet can have.
 */
export async function writeWorkbook(
  sheets: readonly Sheet[],
  atOnce = mostCellsAtOnce,
): Promise<Uint8Array> {
  const cells = sheets.reduce(
    (all, { rows }) => all + rows.reduce((sum, row) => sum + row.length, 0),
    0,
  );
  const longest = Math.max(...sheets.map(({ rows }) => rows.length));
  if (longest > mostRows) {
    const sentence = `the workbook would have a sheet of ${longest} rows, and a sheet holds at most ${mostRows}; take the table (csv) or the open data (json).`;
    throw new Problem("too-large", sentence);
  }
  return cells > atOnce ? writtenByRows(sheets) : writtenAtOnce(sheets);
}

/** The library writes the heads of long sheets and the others whole; rows follow one by one. */
async function writtenByRows(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const begun = await writtenAtOnce(
    sheets.map((sheet) =>
      isLong(sheet) ? { ...sheet, rows: sheet.rows.slice(0, sheet.heads) } : sheet,
    ),
  );
  return withRows(
    begun,
    sheets.flatMap((sheet, at) =>
      isLong(sheet)
        ? [{ sheet: at + 1, first: sheet.heads + 1, rows: sheet.rows.slice(sheet.heads) }]
        : [],
    ),
  );
}

function isLong({ rows }: Sheet): boolean {
  return rows.length > longSheet;
}

async function writtenAtOnce(sheets: readonly Sheet[]): Promise<Uint8Array> {
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
