import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { archiveEnd, digestLine, digestsName, entryHeader, paddingAfter } from "./archive.ts";

/** An archive that is being written. */
export interface ArchiveWriter {
  /** Writes an entry and waits until the system has taken it. */
  add(name: string, content: Uint8Array): Promise<void>;
  /** Writes the digests and the end. Answers the size and the digest of the whole file. */
  end(): Promise<{ readonly size: number; readonly digest: string }>;
}

/** Writes an archive into an open file, from its beginning, entry by entry. */
export function writeArchive(file: FileHandle, seconds: number): ArchiveWriter {
  const whole = createHash("sha256");
  let digests = "";
  let size = 0;

  const put = async (bytes: Uint8Array): Promise<void> => {
    whole.update(bytes);
    size += bytes.length;
    for (let from = 0; from < bytes.length;) {
      from += (await file.write(bytes, from, bytes.length - from)).bytesWritten;
    }
  };
  const putEntry = async (name: string, content: Uint8Array): Promise<void> => {
    await put(entryHeader(name, content.length, seconds));
    await put(content);
    await put(new Uint8Array(paddingAfter(content.length)));
  };

  return {
    async add(name, content) {
      digests += digestLine(name, content);
      await putEntry(name, content);
    },
    async end() {
      await putEntry(digestsName, Buffer.from(digests));
      await put(archiveEnd);
      return { size, digest: whole.digest("hex") };
    },
  };
}
