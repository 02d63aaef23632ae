import type { TableRow } from "../kit/tables.ts";
import { openTable } from "../kit/tables.ts";
import { Problem } from "../kit/problem.ts";
import type { YardstickHow } from "./yardstick-import.contract.ts";
import { readWorkbook } from "./read-workbook.ts";

/** A table of controls, from CSV or from a sheet of a workbook. */
export interface ControlTable {
  readonly file: string;
  /** Names of the columns, trimmed; a name may be empty. */
  readonly header: readonly string[];
  readonly rows: readonly TableRow[];
  readonly format: "csv" | "xlsx";
}

type TableHow = NonNullable<YardstickHow["table"]>;

/** How many rows a table of controls may have. */
const mostRows = 20_000;

/**
 * Reads a table whole, from CSV in UTF-8 or, where that is said, in Windows-1252, or from XLSX.
 * Refuses, in one sentence with the line: what `openTable` and `readWorkbook` refuse, more than
 * 20,000 rows, and a workbook in which no sheet has a header that is known.
 */
export async function readControlTable(
  bytes: Uint8Array,
  file: string,
  how: TableHow,
  isHeader: (cells: readonly string[]) => boolean,
): Promise<ControlTable> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return fromWorkbook(bytes, file, how, isHeader);
  if (how.encoding === "windows-1252") checkReallyWindows(bytes, file);
  const options = {
    file,
    declaring: "`--encoding windows-1252`",
    ...(how.encoding && { encoding: how.encoding }),
    delimiter: how.delimiter ?? (/\.tsv(\.gz)?$/iu.test(file) ? "\t" : ","),
    ...(how.header_line !== undefined && { headerLine: how.header_line }),
  };
  const table = await openTable(oneChunk(bytes), options);
  const rows: TableRow[] = [];
  for await (const row of table.rows) {
    if (rows.length === mostRows) {
      const sentence = `this table has more than ${mostRows} rows; split it.`;
      throw new Problem("too-large", sentence, { file, line: row.line });
    }
    rows.push(row);
  }
  return { file, header: table.header, rows, format: "csv" };
}

// oxlint-disable-next-line require-await -- openTable reads asynchronously; these bytes are here.
async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Text in UTF-8 reads as Windows-1252 without a fault, and as nonsense: ’ becomes â€™. */
function checkReallyWindows(bytes: Uint8Array, file: string): void {
  if (!bytes.some((byte) => byte > 0x7f)) return;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return;
  }
  const sentence = "this is said to be Windows-1252 and is UTF-8; leave the encoding out.";
  throw new Problem("bad-input", sentence, { file });
}

async function fromWorkbook(
  bytes: Uint8Array,
  file: string,
  how: TableHow,
  isHeader: (cells: readonly string[]) => boolean,
): Promise<ControlTable> {
  const sheets = await readWorkbook(bytes, file);
  const wanted = sheets.filter((each) => how.sheet === undefined || each.name === how.sheet);
  if (wanted.length === 0) {
    const names = sheets.map((each) => `"${each.name}"`).join(", ");
    const sentence = `this workbook has no sheet "${how.sheet}"; it has ${names}.`;
    throw new Problem("bad-input", sentence, { file });
  }
  for (const sheet of wanted) {
    const lines = how.header_line === undefined ? sheet.rows.slice(0, 20) : [];
    const at =
      how.header_line === undefined ? lines.findIndex(trimmedIs(isHeader)) : how.header_line - 1;
    const header = sheet.rows[at];
    if (at === -1 || !header || !trimmedIs(isHeader)(header)) continue;
    const rows = sheet.rows
      .slice(at + 1)
      .map((cells, no) => ({ line: at + 2 + no, cells: padded(cells, header.length) }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
    if (rows.length > mostRows) {
      throw new Problem("too-large", `this sheet has more than ${mostRows} rows; split it.`, {
        file,
      });
    }
    return { file, header: header.map((cell) => cell.trim()), rows, format: "xlsx" };
  }
  const sentence =
    "no sheet of this workbook has a header with the columns that are looked for; name them by `columns`, and the sheet by `sheet`.";
  throw new Problem("bad-input", sentence, { file });
}

function trimmedIs(
  isHeader: (cells: readonly string[]) => boolean,
): (cells: readonly string[]) => boolean {
  return (cells) => isHeader(cells.map((cell) => cell.trim()));
}

function padded(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_none, at) => cells[at] ?? "");
}
