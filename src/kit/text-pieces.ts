import { createHash } from "node:crypto";
import { breathe } from "./breathe.ts";
import type { Digest } from "./canonical-json.ts";
import { sameBytes } from "./merkle.ts";

/**
 * Puts a text that is written piece by piece together, as UTF-8: outside of the heap, which would not
 * hold a text of hundreds of megabytes, and with a breath after every piece, so that a server answers
 * others meanwhile.
 */
export async function bytesOfPieces(pieces: Iterable<string>): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for (const piece of pieces) {
    parts.push(Buffer.from(piece));
    await breathe();
  }
  return Buffer.concat(parts);
}

/** SHA-256 of a text that is written piece by piece, in the same way. */
export async function digestOfPieces(pieces: Iterable<string>): Promise<Digest> {
  const hash = createHash("sha256");
  for (const piece of pieces) {
    hash.update(piece);
    await breathe();
  }
  return hash.digest("hex") as Digest;
}

/** Whether bytes are those of a text that is written piece by piece. */
export function isTextOfPieces(bytes: Uint8Array, pieces: Iterable<string>): boolean {
  let at = 0;
  for (const piece of pieces) {
    const part = Buffer.from(piece);
    if (!sameBytes(bytes.subarray(at, at + part.length), part)) return false;
    at += part.length;
  }
  return at === bytes.length;
}
