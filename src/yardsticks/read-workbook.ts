import readXlsxFile from "read-excel-file/universal";
import { readOfficePackage } from "../kit/office-package.ts";
import { Problem } from "../kit/problem.ts";

/** One sheet of a workbook: its name, and the cells of its rows as text. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** How many cells a workbook may hold: ten times the largest table of controls there is. */
const mostCells = 1_000_000;

/**
 * Reads an XLSX workbook (ECMA-376): all sheets, all cells as text.
 * Every part is unpacked once with a limit before anything else looks at it, so that a zip bomb is
 * refused by what it holds and not by what it says of itself.
 * Refuses (bad-input, too-large): what is no workbook, is damaged, or is too much.
 */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<Sheet[]> {
  readOfficePackage(bytes, file);
  let sheets: readonly { sheet: string; data: readonly (readonly unknown[])[] }[];
  try {
    sheets = await readXlsxFile(Uint8Array.from(bytes).buffer);
  } catch (cause) {
    const sentence = "this is no workbook that can be read; save it as XLSX again.";
    throw new Problem("bad-input", sentence, { file }, { cause });
  }
  let cells = 0;
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) => {
      cells += row.length;
      if (cells > mostCells) {
        const sentence = `this workbook has more than ${mostCells} cells; take sheets out.`;
        throw new Problem("too-large", sentence, { file });
      }
      return row.map((cell) => textOf(cell));
    }),
  }));
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  const plain = typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean";
  return plain ? String(cell) : "";
}
