import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../../shared/data/federal");

/**
 * A published file that the project may not carry: from the shared data where they are, else our own
 * few rows that reproduce the same trap, so that the promise is tested everywhere.
 */
export function realOr(name: string, own: string): AsyncIterable<Uint8Array> {
  const path = join(folder, name);
  return existsSync(path) ? createReadStream(path) : bytesOf(own);
}

/** A text as a stream of bytes, in pieces of the given size. */
export async function* bytesOf(
  content: string | Uint8Array,
  pieces = 65_536,
): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
}
