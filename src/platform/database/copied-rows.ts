import pg from "pg";

/** A row that COPY … (FORMAT binary) sent. It is only good until the next one is read. */
export interface CopiedRow {
  /** Bytes of a field, without a copy. Throws a TypeError on null. */
  bytes(column: number): Buffer;
  /** A field of one of the integer types, a date (days since 1 January 2000), or a boolean's byte. */
  integer(column: number): number;
  /**
   * A bigint, or a timestamptz (microseconds since 1 January 2000, UTC). Throws a RangeError beyond
   * safe integers.
   */
  long(column: number): number;
}

/** A text as SQL writes it, for statements such as COPY that take no values beside them. */
export function asLiteral(text: string): string {
  return pg.escapeLiteral(text);
}

const signature = Buffer.from("PGCOPY\n\xff\r\n\0", "latin1");
/** Signature, flags and the length of an extension, of which there is none. */
const headLength = signature.length + 8;

/**
 * Reads the stream of a binary COPY row by row without making an object for any of them, so that a
 * million take less than a second. Answers how many there were.
 * Throws a TypeError on a stream that is no binary COPY, has rows of another width, or ends half-way.
 * Source: PostgreSQL 18, "COPY", section "Binary Format".
 */
export async function eachCopiedRow(
  chunks: AsyncIterable<Uint8Array>,
  columns: number,
  use: (row: CopiedRow) => void,
): Promise<number> {
  const row = new Cursor(columns);
  let rest: Buffer = Buffer.alloc(0);
  let count = 0;
  let begun = false;
  let ended = false;
  for await (const chunk of chunks) {
    const given = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const buffer = rest.length === 0 ? given : Buffer.concat([rest, given]);
    let at = 0;
    if (!begun) {
      if (buffer.length < headLength) {
        rest = buffer;
        continue;
      }
      if (!buffer.subarray(0, signature.length).equals(signature)) throw broken("no binary COPY");
      at = headLength;
      begun = true;
    }
    while (!ended && buffer.length - at >= 2) {
      if (buffer.readInt16BE(at) === -1) {
        ended = true;
        break;
      }
      const next = row.read(buffer, at);
      if (next < 0) break;
      use(row);
      count += 1;
      at = next;
    }
    rest = buffer.subarray(at);
  }
  if (!ended) throw broken("cut off");
  return count;
}

function broken(how: string): TypeError {
  return new TypeError(`the rows that were copied out are not what was asked for: ${how}`);
}

class Cursor implements CopiedRow {
  readonly #begins: Int32Array;
  readonly #lengths: Int32Array;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(columns: number) {
    this.#begins = new Int32Array(columns);
    this.#lengths = new Int32Array(columns);
  }

  /** Finds the fields of the row at a place; answers where the next begins, or -1 if it is not whole. */
  read(buffer: Buffer, from: number): number {
    const columns = this.#begins.length;
    if (buffer.readInt16BE(from) !== columns) throw broken(`no rows of ${columns} fields`);
    let at = from + 2;
    for (let column = 0; column < columns; column += 1) {
      if (buffer.length - at < 4) return -1;
      const length = buffer.readInt32BE(at);
      at += 4;
      this.#begins[column] = at;
      this.#lengths[column] = length;
      if (length > 0) at += length;
      if (at > buffer.length) return -1;
    }
    this.#buffer = buffer;
    return at;
  }

  bytes(column: number): Buffer {
    const from = this.#begins[column] ?? 0;
    const length = this.#lengths[column] ?? -1;
    if (length < 0) throw broken(`nothing in field ${column}`);
    return this.#buffer.subarray(from, from + length);
  }

  integer(column: number): number {
    const from = this.#begins[column] ?? 0;
    switch (this.#lengths[column]) {
      case 4:
        return this.#buffer.readInt32BE(from);
      case 2:
        return this.#buffer.readInt16BE(from);
      case 1:
        return this.#buffer.readInt8(from);
      default:
        throw broken(`no integer in field ${column}`);
    }
  }

  long(column: number): number {
    if (this.#lengths[column] !== 8) throw broken(`no bigint in field ${column}`);
    const from = this.#begins[column] ?? 0;
    const value = this.#buffer.readInt32BE(from) * 2 ** 32 + this.#buffer.readUInt32BE(from + 4);
    if (!Number.isSafeInteger(value)) throw new RangeError("a bigint does not fit a safe integer");
    return value;
  }
}
