import { Readable, pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { sizeInWords } from "./counted-words.ts";
import { Problem } from "./problem.ts";

/** How many bytes a file may have once it is unpacked: enough for a table of a million rows. */
export const expandedLimit = 256 * 1024 * 1024;

/**
 * Passes bytes on, unpacked when they begin as gzip does (RFC 1952: 1f 8b).
 * Given: the name of the file, for the sentence of a refusal, and the limit in bytes.
 * Refuses: gzip that is cut off or broken (bad-input); more than `limit` bytes (too-large), as soon
 * as they come, so that a bomb is never held.
 */
export async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  { file, limit = expandedLimit }: { readonly file: string; readonly limit?: number },
): AsyncGenerator<Uint8Array> {
  const { first, all } = await peek(chunks);
  const packed = first[0] === 0x1f && first[1] === 0x8b;
  let size = 0;
  for await (const chunk of packed ? gunzipped(all, file) : all) {
    size += chunk.length;
    if (size > limit) {
      const sentence = `this has more than ${sizeInWords(limit)}${packed ? " once unpacked" : ""}; split it.`;
      throw new Problem("too-large", sentence, { file });
    }
    yield chunk;
  }
}

/** Looks at the first two bytes without losing them. */
async function peek(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ first: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const iterator = chunks[Symbol.asyncIterator]();
  let first = new Uint8Array();
  let ended = false;
  while (first.length < 2 && !ended) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else first = first.length === 0 ? Uint8Array.from(next.value) : joined(first, next.value);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      if (first.length > 0) yield first;
      for (;;) {
        const next = await iterator.next();
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { first, all: all() };
}

function joined(one: Uint8Array, two: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + two.length);
  both.set(one);
  both.set(two, one.length);
  return both;
}

async function* gunzipped(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array> {
  // The pipeline hands errors of either side to whoever reads; its own callback has nothing to add.
  const stream = pipeline(Readable.from(chunks, { objectMode: true }), createGunzip(), () => {});
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const sentence = "this begins like gzip and cannot be unpacked; get the whole file again.";
    throw new Problem("bad-input", sentence, { file }, { cause });
  }
}
