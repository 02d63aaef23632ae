import { createHash } from "node:crypto";

// A backup is a plain archive in the ustar format (POSIX.1-2017, pax, "ustar Interchange Format"),
// so that it can be listed, taken apart and checked with tools that everybody has. One set of
// entries has exactly one text: a header that differs from what is written here by a single bit is
// refused, so that no byte of a backup is without meaning.

/** The unit of an archive. */
export const blockLength = 512;

/** The name of the last entry: the digests of all others, as `sha256sum --check` reads them. */
export const digestsName = "SHA256SUMS";

/** Two blocks of zeros end an archive. */
export const archiveEnd: Uint8Array = new Uint8Array(2 * blockLength);

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, "0")}\0`;
}

/**
 * Writes the header of an entry: a file that only its owner may read.
 * Given: a name of at most 100 bytes of ASCII, a size below 8 GiB, and seconds since 1970.
 */
export function entryHeader(name: string, size: number, seconds: number): Uint8Array {
  const text = [
    name.padEnd(100, "\0"),
    octal(0o600, 8),
    octal(0, 8),
    octal(0, 8),
    octal(size, 12),
    octal(seconds, 12),
    "        ",
    "0",
    "".padEnd(100, "\0"),
    "ustar\0",
    "00",
    "".padEnd(64, "\0"),
    octal(0, 8),
    octal(0, 8),
    "".padEnd(155 + 12, "\0"),
  ].join("");
  const header = Buffer.from(text, "latin1");
  if (header.length !== blockLength) throw new TypeError(`"${name}" does not fit into a header`);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return header;
}

/** What a header says. */
export interface Entry {
  readonly name: string;
  readonly size: number;
  readonly seconds: number;
}

/** Reads a header; null for what is not exactly as `entryHeader` writes it. */
export function readEntryHeader(block: Uint8Array): Entry | null {
  const text = Buffer.from(block).toString("latin1");
  const name = text.slice(0, 100).replace(/\0+$/, "");
  const size = /^[0-7]{11}$/.exec(text.slice(124, 135))?.[0];
  const seconds = /^[0-7]{11}$/.exec(text.slice(136, 147))?.[0];
  const isName = /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/.test(name);
  if (block.length !== blockLength || !isName || size === undefined || seconds === undefined) {
    return null;
  }
  const entry = { name, size: Number.parseInt(size, 8), seconds: Number.parseInt(seconds, 8) };
  const again = entryHeader(entry.name, entry.size, entry.seconds);
  return Buffer.compare(again, block) === 0 ? entry : null;
}

/** How many zeros follow a content of so many bytes. */
export function paddingAfter(size: number): number {
  return (blockLength - (size % blockLength)) % blockLength;
}

/** One line of the list of digests. */
export function digestLine(name: string, content: Uint8Array): string {
  return `${createHash("sha256").update(content).digest("hex")}  ${name}\n`;
}
