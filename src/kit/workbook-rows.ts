import { crc32, createDeflateRaw, inflateRawSync } from "node:zlib";
import { breathe } from "./breathe.ts";
import { plainText } from "./shown-text.ts";

/** A cell as it is written: a number, a text that XML can hold, or nothing. */
export type WrittenCell = string | number | null;

/** Rows that a sheet gets behind those that it has. */
export interface MoreRows {
  /** Which sheet, from 1. */
  readonly sheet: number;
  /** The number of the first of them, from 1. */
  readonly first: number;
  readonly rows: readonly (readonly WrittenCell[])[];
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly packed: Uint8Array;
}

const rowsAtOnce = 500;
const strings = "xl/sharedStrings.xml";

/**
 * Puts rows into sheets of a workbook (ECMA-376, part 1, section 18.3) whose cells are too many to be
 * held side by side: each row is written and packed before the next is looked at.
 *
 * Given: a workbook that a library of ours wrote a moment ago, and rows in the order of sheets.
 * Fails: on anything else.
 */
export async function withRows(
  workbook: Uint8Array,
  more: readonly MoreRows[],
): Promise<Uint8Array> {
  const entries = entriesOf(Buffer.from(workbook));
  const shared = sharedStrings(entries);
  const written: Entry[] = [];
  for (const entry of entries) {
    const own = more.find(({ sheet }) => entry.name === `xl/worksheets/sheet${sheet}.xml`);
    if (own !== undefined) {
      written.push(await packed(entry.name, between(entry, "</sheetData>", rowTexts(own, shared))));
    } else if (entry.name !== strings) {
      written.push(entry);
    }
  }
  const table = entries.find(({ name }) => name === strings);
  if (table === undefined) throw new Error("this is no workbook that we wrote");
  return archiveOf([...written, await packed(strings, between(table, "</sst>", shared.texts()))]);
}

/** What a cell can hold (ECMA-376, as spreadsheet programs hold to it). */
const longestText = 32_767;

/** A text as a cell can hold it: without signs that XML cannot say, and cut where it is too long. */
export function writable(text: string): string {
  const plain = plainText(text.toWellFormed()).replaceAll(/[\uFFFE\uFFFF]/g, "\uFFFD");
  return plain.length <= longestText ? plain : `${plain.slice(0, longestText - 1).toWellFormed()}…`;
}

interface SharedStrings {
  placeOf(text: string): number;
  texts(): Generator<string>;
}

/** Texts are kept once for all sheets; those of the library come first. */
function sharedStrings(entries: readonly Entry[]): SharedStrings {
  const table = entries.find(({ name }) => name === strings);
  const before = table === undefined ? 0 : textOf(table).split("<si>").length - 1;
  const places = new Map<string, number>();
  return {
    placeOf: (text) => {
      const known = places.get(text);
      if (known !== undefined) return known;
      const place = before + places.size;
      places.set(text, place);
      return place;
    },
    texts: function* texts() {
      for (const text of places.keys()) {
        yield `<si><t xml:space="preserve">${escaped(writable(text))}</t></si>`;
      }
    },
  };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function* rowTexts({ first, rows }: MoreRows, shared: SharedStrings): Generator<string> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    let text = "";
    for (const [at, row] of rows.slice(from, from + rowsAtOnce).entries()) {
      text += rowText(first + from + at, row, shared);
    }
    yield text;
  }
}

function rowText(number: number, row: readonly WrittenCell[], shared: SharedStrings): string {
  let cells = "";
  for (const [at, cell] of row.entries()) {
    if (cell === null || cell === "") continue;
    const place = `${columnName(at)}${number}`;
    cells +=
      typeof cell === "number"
        ? `<c r="${place}"><v>${cell}</v></c>`
        : `<c r="${place}" t="s"><v>${shared.placeOf(cell)}</v></c>`;
  }
  return cells === "" ? `<row r="${number}"/>` : `<row r="${number}">${cells}</row>`;
}

/** A, B, … Z, AA, AB … */
function columnName(at: number): string {
  const letter = String.fromCodePoint(65 + (at % 26));
  return at < 26 ? letter : `${columnName(Math.floor(at / 26) - 1)}${letter}`;
}

function* between(entry: Entry, end: string, texts: Iterable<string>): Generator<string> {
  const text = textOf(entry);
  const at = text.lastIndexOf(end);
  if (at < 0) throw new Error("this is no workbook that we wrote");
  yield text.slice(0, at);
  yield* texts;
  yield text.slice(at);
}

function textOf({ method, packed: bytes }: Entry): string {
  return new TextDecoder().decode(method === 0 ? bytes : inflateRawSync(bytes));
}

/** Packs a text that comes in pieces. */
async function packed(name: string, texts: Iterable<string>): Promise<Entry> {
  const deflate = createDeflateRaw();
  const parts: Buffer[] = [];
  deflate.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => {
    deflate.once("end", resolve).once("error", reject);
  });
  let crc = 0;
  let size = 0;
  for (const text of texts) {
    const bytes = Buffer.from(text);
    crc = crc32(bytes, crc);
    size += bytes.length;
    if (!deflate.write(bytes)) {
      await new Promise<void>((resolve) => deflate.once("drain", () => resolve()));
    }
    await breathe();
  }
  deflate.end();
  await ended;
  return { name, method: 8, crc, size, packed: Buffer.concat(parts) };
}

/** The entries of an archive without comment (APPNOTE.TXT 6.3.10, sections 4.3.7 and 4.3.12). */
function entriesOf(archive: Buffer): Entry[] {
  const entries: Entry[] = [];
  let at = archive.readUInt32LE(archive.length - 22 + 16);
  for (let left = archive.readUInt16LE(archive.length - 22 + 10); left > 0; left -= 1) {
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    entries.push({
      name: archive.toString("utf8", at + 46, at + 46 + nameLength),
      method: archive.readUInt16LE(at + 10),
      crc: archive.readUInt32LE(at + 16),
      size: archive.readUInt32LE(at + 24),
      packed: archive.subarray(start, start + archive.readUInt32LE(at + 20)),
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}

const version = 20;
/** 1 January 1980, the first day that the format can say. */
const firstInstant = 0x0021_0000;

function archiveOf(entries: readonly Entry[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    writeShared(local, 4, entry, name);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(version, 4);
    writeShared(central, 6, entry, name);
    central.writeUInt32LE(offset, 42);
    directory.push(central, name);
    parts.push(local, name, entry.packed);
    offset += local.length + name.length + entry.packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

/** Version, method, time, checksum, sizes and length of the name, which both headers have in common. */
function writeShared(header: Buffer, start: number, entry: Entry, name: Buffer): void {
  header.writeUInt16LE(version, start);
  header.writeUInt16LE(entry.method, start + 4);
  header.writeUInt32LE(firstInstant, start + 6);
  header.writeUInt32LE(entry.crc, start + 10);
  header.writeUInt32LE(entry.packed.length, start + 14);
  header.writeUInt32LE(entry.size, start + 18);
  header.writeUInt16LE(name.length, start + 22);
}
