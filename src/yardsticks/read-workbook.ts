import { inflateRawSync } from "node:zlib";
import readXlsxFile from "read-excel-file/universal";
import { sizeInWords } from "../kit/counted-words.ts";
import { Problem } from "../kit/problem.ts";

/** One sheet of a workbook: its name, and the cells of its rows as text. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** How much a workbook may hold: ten times the largest table of controls there is. */
export const workbookLimits = {
  bytes: 16 * 1024 * 1024,
  entries: 500,
  expandedBytes: 64 * 1024 * 1024,
  cells: 1_000_000,
} as const;

/**
 * Reads an XLSX workbook (ECMA-376): all sheets, all cells as text.
 * Every part is unpacked once with a limit before anything else looks at it, so that a zip bomb is
 * refused by what it holds and not by what it says of itself.
 * Refuses (bad-input, too-large): what is no workbook, is damaged, or is too much.
 */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<Sheet[]> {
  checkArchive(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), file);
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
      if (cells > workbookLimits.cells) {
        const sentence = `this workbook has more than ${workbookLimits.cells} cells; take sheets out.`;
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

/** Goes through the directory at the end of a zip (APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16). */
function checkArchive(data: Buffer, file: string): void {
  const refuse = (sentence: string, kind: "bad-input" | "too-large" = "bad-input"): never => {
    throw new Problem(kind, sentence, { file });
  };
  if (data.length > workbookLimits.bytes) {
    refuse(
      `this workbook has more than ${sizeInWords(workbookLimits.bytes)}; take sheets out.`,
      "too-large",
    );
  }
  const broken = "this is no workbook that can be read; save it as XLSX again.";
  const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > data.length) refuse(broken);
  const count = data.readUInt16LE(end + 10);
  let at = data.readUInt32LE(end + 16);
  if (count > workbookLimits.entries) {
    refuse(
      `this workbook has more than ${workbookLimits.entries} parts; take sheets out.`,
      "too-large",
    );
  }
  let left: number = workbookLimits.expandedBytes;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== 0x02014b50) refuse(broken);
    const method = data.readUInt16LE(at + 10);
    const packed = data.readUInt32LE(at + 20);
    const said = data.readUInt32LE(at + 24);
    const local = data.readUInt32LE(at + 42);
    if (local + 30 > data.length || data.readUInt32LE(local) !== 0x04034b50) refuse(broken);
    const from = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
    const content = data.subarray(from, from + packed);
    const size = content.length === packed ? expandedSize(content, method, left) : -1;
    if (size === -2) {
      refuse(
        `this workbook has more than ${sizeInWords(workbookLimits.expandedBytes)} once unpacked; take sheets out.`,
        "too-large",
      );
    }
    if (size !== said) refuse(broken);
    left -= size;
    at += 46 + data.readUInt16LE(at + 28) + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
}

/** How many bytes a part has once unpacked; -1 where it is damaged, -2 where that is too much. */
function expandedSize(content: Uint8Array, method: number, limit: number): number {
  if (method === 0) return content.length > limit ? -2 : content.length;
  if (method !== 8) return -1;
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, limit) }).length;
  } catch (error) {
    return error instanceof RangeError ? -2 : -1;
  }
}
