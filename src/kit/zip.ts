import { crc32 } from "node:zlib";
import { sizeInWords } from "./counted-words.ts";
import { Problem } from "./problem.ts";

/** One file of an archive. */
export interface ZipEntry {
  /** Such as `log/checkpoint`; see `isZipName`. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** How large an archive may be before it is refused unread. */
export interface ZipLimits {
  readonly bytes: number;
  readonly entries: number;
}

/**
 * Generous for a bundle: the demo's has about thirty entries and one megabyte, that of 300
 * organisations with 1,196 items each about 700 megabytes.
 */
export const zipLimits: ZipLimits = { bytes: 1024 * 1024 * 1024, entries: 10_000 };

const localSize = 30;
const centralSize = 46;
const endSize = 22;
const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
/** 1.0, which is enough for stored entries; made by the same, on Unix (so that modes are kept). */
const versionNeeded = 10;
const versionMadeBy = (3 << 8) | versionNeeded;
/** 1 January 1980, the first day that the format can say. */
const fixedDay = 0x0021;
const fixedMode = 0o100644;

/**
 * Says whether a name may stand in an archive: parts of ASCII letters, digits and `. _ @ + -`,
 * joined by `/`, none beginning with a dot. So no name leaves the folder it is unpacked into, on
 * any system, and none is a hidden file.
 */
export function isZipName(name: string): boolean {
  return name.length <= 200 && /^[\w@+-][\w.@+-]*(?:\/[\w@+-][\w.@+-]*)*$/.test(name);
}

/** Orders names as their bytes stand: the one order of entries in an archive. */
export function compareNames(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * Writes an archive of stored entries (APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16),
 * sorted by name, with fixed dates and modes: the same files give the same bytes, always.
 *
 * Refuses: a name that `isZipName` refuses, two names that differ in case only, and what would need
 * zip64 (4 GiB or 65,535 entries).
 */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const sorted = [...entries].sort((left, right) => compareNames(left.name, right.name));
  const names = new Set<string>();
  for (const { name } of sorted) {
    checkName(name, names);
    names.add(name.toLowerCase());
  }
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of sorted) {
    const header = localHeader(entry);
    directory.push(centralHeader(entry, offset));
    parts.push(header, entry.content);
    offset += header.length + entry.content.length;
  }
  const ending = Buffer.concat([...directory, endRecord(directory, offset)]);
  if (offset + ending.length >= 0xffff_ffff || sorted.length >= 0xffff) {
    throw new Problem("too-large", "the archive would be larger than a zip without zip64 can be");
  }
  return Buffer.concat([...parts, ending]);
}

/**
 * Reads an archive, and accepts only the bytes that `writeZip` would have written: every header is
 * built again from the names and contents found and compared. So nothing can hide in extra fields,
 * comments, gaps, overlaps, second copies or behind the end.
 *
 * Refuses, naming the entry or the place: too large, too many, a compressed entry, a bad name, a
 * name twice, a content that does not fit its checksum, any other byte that is not the writer's.
 */
export function readZip(
  bytes: Uint8Array,
  file = "the archive",
  limits: ZipLimits = zipLimits,
): readonly ZipEntry[] {
  if (bytes.length > limits.bytes) {
    throw new Problem(
      "too-large",
      `has ${sizeInWords(bytes.length)}; at most ${sizeInWords(limits.bytes)} are read`,
      {
        file,
      },
    );
  }
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let offset = 0;
  while (data.length >= offset + 4 && data.readUInt32LE(offset) === signatures.local) {
    const entry = readEntry(data, offset, file);
    inFile(file, () => checkOrder(entry.name, entries.at(-1)?.name, names));
    names.add(entry.name.toLowerCase());
    entries.push(entry);
    offset += localSize + entry.name.length + entry.content.length;
    if (entries.length > limits.entries) {
      throw new Problem("too-large", `holds more than ${limits.entries} entries`, { file });
    }
  }
  checkEnding(data, entries, offset, file);
  return entries;
}

/** An archive that another program packed again holds folders too: that is no attack, and no bundle. */
function faultOfName(name: string): string {
  return isZipName(name.replace(/\/$/, ""))
    ? "is a folder; the archive was packed anew by another program, take it as it was published"
    : "has a name that could lead out of its folder";
}

function readEntry(data: Buffer, offset: number, file: string): ZipEntry {
  const refuse = (sentence: string, name?: string): never => {
    const place = name === undefined ? { file } : { file, field: name };
    throw new Problem("bad-input", sentence, place);
  };
  if (data.length < offset + localSize) refuse(`ends within an entry at byte ${offset}`);
  const nameEnd = offset + localSize + data.readUInt16LE(offset + 26);
  const name = data.toString("latin1", offset + localSize, nameEnd);
  if (nameEnd > data.length) refuse(`ends within a name at byte ${offset + localSize}`);
  if (!isZipName(name)) refuse(`the entry at byte ${offset} ${faultOfName(name)}`);
  if (data.readUInt16LE(offset + 8) !== 0) {
    refuse("is compressed; only entries stored as they are can be checked byte by byte", name);
  }
  const end = nameEnd + data.readUInt32LE(offset + 18);
  if (end > data.length) refuse("is longer than what is left of the archive", name);
  const entry = { name, content: data.subarray(nameEnd, end) };
  const expected = localHeader(entry);
  const at = firstDifference(data.subarray(offset, nameEnd), expected);
  if (at >= 14 && at < 18) refuse("its content does not fit its checksum; it was changed", name);
  if (at !== -1) refuse(`its header was changed at byte ${offset + at} of the archive`, name);
  return entry;
}

function checkEnding(
  data: Buffer,
  entries: readonly ZipEntry[],
  start: number,
  file: string,
): void {
  let offset = 0;
  const directory = entries.map((entry) => {
    const header = centralHeader(entry, offset);
    offset += localSize + entry.name.length + entry.content.length;
    return header;
  });
  let at = start;
  for (const [index, header] of directory.entries()) {
    const difference = firstDifference(data.subarray(at, at + header.length), header);
    if (difference !== -1) {
      throw new Problem(
        "bad-input",
        `its line in the archive's directory was changed at byte ${at + difference} of the archive`,
        { file, field: entries[index]?.name ?? "" },
      );
    }
    at += header.length;
  }
  const end = endRecord(directory, start);
  const difference = firstDifference(data.subarray(at, at + end.length), end);
  if (difference !== -1) {
    throw new Problem(
      "bad-input",
      `is not an archive of stored entries as Muster writes it; the first wrong byte is ${at + difference}`,
      { file },
    );
  }
  if (data.length > at + end.length) {
    throw new Problem("bad-input", `has ${data.length - at - end.length} bytes after its end`, {
      file,
    });
  }
}

/** The first place where found bytes are not the expected ones; -1 when there is none. */
function firstDifference(found: Uint8Array, expected: Uint8Array): number {
  for (let at = 0; at < expected.length; at += 1) if (found[at] !== expected[at]) return at;
  return -1;
}

function checkOrder(name: string, before: string | undefined, names: ReadonlySet<string>): void {
  checkName(name, names);
  if (before !== undefined && compareNames(before, name) > 0) {
    throw new Problem("bad-input", "stands out of order; entries are sorted by name", {
      field: name,
    });
  }
}

function checkName(name: string, names: ReadonlySet<string>): void {
  if (!isZipName(name)) {
    throw new Problem("bad-input", `"${name}" cannot be the name of an entry of an archive`);
  }
  if (names.has(name.toLowerCase())) {
    throw new Problem("bad-input", "stands twice in the archive", { field: name });
  }
}

function inFile(file: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const field = error.place.field;
    const sentence = field === undefined ? error.message : error.message.slice(field.length + 2);
    throw new Problem(error.kind, sentence, field === undefined ? { file } : { file, field });
  }
}

function localHeader(entry: ZipEntry): Buffer {
  const header = Buffer.alloc(localSize + entry.name.length);
  header.writeUInt32LE(signatures.local, 0);
  header.writeUInt16LE(versionNeeded, 4);
  writeCommon(header, 6, entry);
  header.write(entry.name, localSize, "latin1");
  return header;
}

function centralHeader(entry: ZipEntry, offset: number): Buffer {
  const header = Buffer.alloc(centralSize + entry.name.length);
  header.writeUInt32LE(signatures.central, 0);
  header.writeUInt16LE(versionMadeBy, 4);
  header.writeUInt16LE(versionNeeded, 6);
  writeCommon(header, 8, entry);
  header.writeUInt32LE(fixedMode * 0x1_0000, 38);
  header.writeUInt32LE(offset, 42);
  header.write(entry.name, centralSize, "latin1");
  return header;
}

/** Flags, method, time, day, checksum, sizes and lengths, which both kinds of header share. */
function writeCommon(header: Buffer, start: number, entry: ZipEntry): void {
  header.writeUInt16LE(fixedDay, start + 6);
  header.writeUInt32LE(crc32(entry.content), start + 8);
  header.writeUInt32LE(entry.content.length, start + 12);
  header.writeUInt32LE(entry.content.length, start + 16);
  header.writeUInt16LE(entry.name.length, start + 20);
}

function endRecord(directory: readonly Uint8Array[], offset: number): Buffer {
  const record = Buffer.alloc(endSize);
  record.writeUInt32LE(signatures.end, 0);
  record.writeUInt16LE(directory.length, 8);
  record.writeUInt16LE(directory.length, 10);
  record.writeUInt32LE(
    directory.reduce((sum, header) => sum + header.length, 0),
    12,
  );
  record.writeUInt32LE(offset, 16);
  return record;
}
