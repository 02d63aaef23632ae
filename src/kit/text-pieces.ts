import { createHash } from "node:crypto";
import { breathe } from "./breathe.ts";
import type { Digest } from "./canonical-json.ts";
import { type Sink, writeCanonical } from "./canonical-writer.ts";
import { sameBytes } from "./merkle.ts";

/** A piece of a long text: itself, or a value whose canonical JSON stands there. */
export type Piece = string | { readonly value: unknown };

/** Bytes are collected outside of the heap, as many at a time. */
const blockSize = 1024 * 1024;

/** Collects text as UTF-8 in blocks: no string is ever longer than what is written at once. */
class Blocks {
  readonly #full: (block: Buffer) => void;
  #block = Buffer.allocUnsafe(blockSize);
  #length = 0;

  constructor(full: (block: Buffer) => void) {
    this.#full = full;
  }

  readonly put: Sink = (text) => {
    // One unit of UTF-16 has at most three bytes in UTF-8.
    const most = text.length * 3;
    if (this.#length + most > this.#block.length) {
      this.end();
      this.#block = Buffer.allocUnsafe(Math.max(blockSize, most));
    }
    this.#length += this.#block.write(text, this.#length);
  };

  end(): void {
    if (this.#length > 0) this.#full(this.#block.subarray(0, this.#length));
    this.#length = 0;
  }
}

function put(piece: Piece, sink: Sink): void {
  if (typeof piece === "string") sink(piece);
  else writeCanonical(piece.value, sink);
}

async function putAll(pieces: Iterable<Piece>, full: (block: Buffer) => void): Promise<void> {
  const blocks = new Blocks(full);
  for (const piece of pieces) {
    put(piece, blocks.put);
    await breathe();
  }
  blocks.end();
}

/**
 * Puts a text that is written piece by piece together, as UTF-8: outside of the heap, which would not
 * hold a text of hundreds of megabytes, and with a breath after every piece, so that a server answers
 * others meanwhile.
 */
export async function bytesOfPieces(pieces: Iterable<Piece>): Promise<Uint8Array> {
  const blocks: Buffer[] = [];
  await putAll(pieces, (block) => blocks.push(block));
  return Buffer.concat(blocks);
}

/** SHA-256 of a text that is written piece by piece, in the same way. */
export async function digestOfPieces(pieces: Iterable<Piece>): Promise<Digest> {
  const hash = createHash("sha256");
  await putAll(pieces, (block) => hash.update(block));
  return hash.digest("hex") as Digest;
}

/** Whether bytes are those of a text that is written piece by piece. */
export async function isTextOfPieces(bytes: Uint8Array, pieces: Iterable<Piece>): Promise<boolean> {
  let at = 0;
  let same = true;
  await putAll(pieces, (block) => {
    same &&= sameBytes(bytes.subarray(at, at + block.length), block);
    at += block.length;
  });
  return same && at === bytes.length;
}

/** The canonical JSON of one value as UTF-8. */
export function canonicalBytes(value: unknown): Buffer {
  const all: Buffer[] = [];
  const blocks = new Blocks((block) => all.push(block));
  writeCanonical(value, blocks.put);
  blocks.end();
  return Buffer.concat(all);
}

/** A text of pieces as one string: for what is short. */
export function textOfPieces(pieces: Iterable<Piece>): string {
  const texts: string[] = [];
  for (const piece of pieces) put(piece, (text) => texts.push(text));
  return texts.join("");
}
