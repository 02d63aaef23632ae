import type { FileHandle } from "node:fs/promises";
import { Problem } from "../../kit/problem.ts";
import {
  archiveEnd,
  blockLength,
  digestLine,
  digestsName,
  type Entry,
  paddingAfter,
  readEntryHeader,
} from "./archive.ts";

/** An entry with its content. */
export interface ReadEntry {
  readonly name: string;
  readonly content: Uint8Array;
  readonly seconds: number;
}

// An entry is held in memory whole; what a backup writes stays far below this.
const largestEntry = 64 * 1024 * 1024;

function damaged(file: string, what: string): Problem {
  const sentence = `this backup is damaged (${what}) and nothing of it was used; take another copy of it.`;
  return new Problem("bad-input", sentence, { file });
}

function isZero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}

/**
 * Reads an archive entry by entry, each whole, and checks as it goes that every byte of the file is
 * what `writeArchive` would have written; the digests stand at the end, so nothing that was read
 * counts before this has ended.
 * Refuses (bad-input): what is no backup, what is cut, what goes on after its end, and whatever was
 * changed in it, be it one bit.
 */
export async function* readArchive(handle: FileHandle, file: string): AsyncGenerator<ReadEntry> {
  const { size } = await handle.stat();
  let at = 0;
  let digests = "";

  const take = async (length: number): Promise<Uint8Array> => {
    if (length > size - at) throw damaged(file, `it ends after ${size} bytes, in the middle`);
    const bytes = Buffer.alloc(length);
    for (let got = 0; got < length;) {
      const { bytesRead } = await handle.read(bytes, got, length - got, at + got);
      if (bytesRead === 0) throw damaged(file, "it became shorter while it was read");
      got += bytesRead;
    }
    at += length;
    return bytes;
  };
  const takeEntry = async (): Promise<Entry & { content: Uint8Array }> => {
    const place = at;
    const entry = readEntryHeader(await take(blockLength));
    if (!entry) throw damaged(file, `no header at byte ${place}`);
    if (entry.size > largestEntry) throw damaged(file, `${entry.name} says it is too large`);
    const content = await take(entry.size);
    if (!isZero(await take(paddingAfter(entry.size)))) {
      throw damaged(file, `something stands behind ${entry.name}`);
    }
    return { ...entry, content };
  };

  for (;;) {
    const entry = await takeEntry();
    if (entry.name === digestsName) {
      if (Buffer.from(entry.content).toString("utf8") !== digests) {
        throw damaged(file, "its parts do not have the digests that it lists");
      }
      break;
    }
    digests += digestLine(entry.name, entry.content);
    yield { name: entry.name, content: entry.content, seconds: entry.seconds };
  }
  const end = await take(archiveEnd.length);
  if (!isZero(end) || at !== size) throw damaged(file, "something stands behind its end");
}
