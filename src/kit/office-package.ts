import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";
import { sizeInWords } from "./counted-words.ts";
import { Problem } from "./problem.ts";

/** How much a workbook may hold: ten times the largest table of controls there is. */
export const packageLimits = {
  bytes: 16 * 1024 * 1024,
  entries: 500,
  expandedBytes: 64 * 1024 * 1024,
} as const;

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
/** 2.0, which deflate asks for, and names in UTF-8 (bit 11). */
const versionNeeded = 20;
const utf8Names = 0x0800;
const deflated = 8;
/** 1 January 1980, the first day that the format can say. */
const fixedDay = 0x0021;

/**
 * Packs the parts of an office file (ECMA-376-2; APPNOTE.TXT 6.3.10), compressed, in the order in
 * which they are given: the first has to be `[Content_Types].xml`. The same parts give the same bytes.
 */
export function writeOfficePackage(parts: ReadonlyMap<string, string>): Uint8Array {
  const bodies: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [name, text] of parts) {
    const content = Buffer.from(text, "utf8");
    const packed = deflateRawSync(content, { level: 9 });
    const named = Buffer.from(name, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(versionNeeded, 0);
    common.writeUInt16LE(utf8Names, 2);
    common.writeUInt16LE(deflated, 4);
    common.writeUInt16LE(fixedDay, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(named.length, 22);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(signatures.local);
    bodies.push(head, common, named, packed);
    const line = Buffer.alloc(46);
    line.writeUInt32LE(signatures.central);
    line.writeUInt16LE(versionNeeded, 4);
    common.copy(line, 6);
    line.writeUInt32LE(offset, 42);
    directory.push(line, named);
    offset += head.length + common.length + named.length + packed.length;
  }
  const lines = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(signatures.end);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(lines.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, lines, end]);
}

/**
 * Unpacks the parts of a workbook by the directory at its end (APPNOTE.TXT 6.3.10, 4.3.12 and
 * 4.3.16), each with what is left of one limit for all: a zip bomb is refused by what it holds and
 * not by what it says of itself.
 * Refuses (bad-input, too-large): what is no workbook, is damaged or encrypted, holds a part twice,
 * or is too much.
 */
export function readOfficePackage(bytes: Uint8Array, file: string): Map<string, Uint8Array> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const refuse = (sentence: string, kind: "bad-input" | "too-large" = "bad-input"): never => {
    throw new Problem(kind, sentence, { file });
  };
  if (data.length > packageLimits.bytes) {
    const most = sizeInWords(packageLimits.bytes);
    refuse(`this workbook has more than ${most}; take sheets out.`, "too-large");
  }
  const broken = "this is no workbook that can be read; save it as XLSX again.";
  const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || end + 22 > data.length) refuse(broken);
  const count = data.readUInt16LE(end + 10);
  let at = data.readUInt32LE(end + 16);
  if (count > packageLimits.entries) {
    refuse(
      `this workbook has more than ${packageLimits.entries} parts; take sheets out.`,
      "too-large",
    );
  }
  const parts = new Map<string, Uint8Array>();
  let left: number = packageLimits.expandedBytes;
  for (let entry = 0; entry < count; entry += 1) {
    if (at + 46 > data.length || data.readUInt32LE(at) !== signatures.central) refuse(broken);
    const packed = data.readUInt32LE(at + 20);
    const local = data.readUInt32LE(at + 42);
    if (local + 30 > data.length || data.readUInt32LE(local) !== signatures.local) refuse(broken);
    const nameLength = data.readUInt16LE(at + 28);
    const name = data.toString("utf8", at + 46, at + 46 + nameLength);
    const from = local + 30 + data.readUInt16LE(local + 26) + data.readUInt16LE(local + 28);
    const content = data.subarray(from, from + packed);
    if (content.length !== packed || parts.has(name)) refuse(broken);
    const expanded = expandedPart(content, data.readUInt16LE(at + 10), left);
    if (expanded === "too much") {
      refuse(
        `this workbook has more than ${sizeInWords(packageLimits.expandedBytes)} once unpacked; take sheets out.`,
        "too-large",
      );
    } else if (expanded === null || expanded.length !== data.readUInt32LE(at + 24)) refuse(broken);
    else {
      left -= expanded.length;
      parts.set(name, expanded);
    }
    at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
  }
  return parts;
}

/** A part unpacked; null where it is damaged or packed in a way that workbooks are not. */
function expandedPart(
  content: Uint8Array,
  method: number,
  limit: number,
): Uint8Array | "too much" | null {
  if (method === 0) return content.length > limit ? "too much" : content;
  if (method !== deflated) return null;
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    return error instanceof RangeError ? "too much" : null;
  }
}
