import { createReadStream } from "node:fs";
import { Problem } from "../kit/problem.ts";
import { columnOf, openTable, type Table } from "../kit/tables.ts";
import type { Upload } from "../platform/http/route.ts";
import type { Cells } from "./record-cells.ts";
import { columnsOf } from "./record-export.actions.ts";
import { registerWords } from "./record-ids.ts";
import type { RecordImportFields } from "./record-import.contract.ts";
import type { Register } from "./records.contract.ts";
import { bareCell } from "./safe-cells.ts";

/** More than any review has; a file of more is another file. */
const mostRows = 20_000;

/** A row of a file of records: its cells by the names of their columns, as they were before export. */
export interface FileRow {
  readonly line: number;
  readonly cells: Cells;
}

/**
 * Reads a CSV of records. Refuses (bad-input): a column that the register does not know, a file
 * without rows, and what `openTable` refuses.
 */
export async function readRecordFile(
  register: Register,
  file: Pick<Upload, "name" | "path">,
  { encoding }: RecordImportFields,
): Promise<FileRow[]> {
  const table = await openTable(createReadStream(file.path), {
    file: file.name,
    ...(encoding === undefined ? {} : { encoding }),
    declaring: "`--encoding windows-1252`",
  });
  const columns = knownColumns(register, table, file.name);
  const rows: FileRow[] = [];
  for await (const { line, cells } of table.rows) {
    if (rows.length >= mostRows) {
      const sentence = `this file has more than ${mostRows} rows; split it.`;
      throw new Problem("too-large", sentence, { file: file.name, line });
    }
    const read = columns.map(([name, at]) => [name, bareCell(cells[at] ?? "")] as const);
    rows.push({ line, cells: Object.fromEntries(read) });
  }
  if (rows.length === 0) {
    const sentence = `this file has no rows below its header; write one ${registerWords[register].one} in each.`;
    throw new Problem("bad-input", sentence, { file: file.name });
  }
  return rows;
}

/** The columns of a file with their places. */
function knownColumns(register: Register, { header }: Table, file: string): [string, number][] {
  const { entered, told } = columnsOf(register);
  const known = [...entered, "reason", ...told];
  return header.map((name, at): [string, number] => {
    columnOf(header, name, file);
    if (known.includes(name)) return [name, at];
    const sentence = `“${name.slice(0, 60)}” is no column of ${registerWords[register].many}; known are ${known.join(", ")}.`;
    throw new Problem("bad-input", sentence, { file, line: 1 });
  });
}
