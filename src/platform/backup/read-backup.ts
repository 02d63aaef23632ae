import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import type { Static, TSchema } from "typebox";
import { canonicalJson } from "../../kit/canonical-json.ts";
import { checkShape, pathInWords } from "../../kit/check-shape.ts";
import { Problem } from "../../kit/problem.ts";
import {
  BackupContents,
  backupFormat,
  BackupHead,
  contentsName,
  countLines,
  headName,
  pieceLength,
  pieceName,
  secretName,
} from "./backup-head.ts";
import { digestLine } from "./archive.ts";
import { readArchive, type ReadEntry } from "./read-archive.ts";

/** Whoever reads a backup: told its parts in their order. Nothing counts before the end. */
export interface BackupReader {
  /** Told before the tables. */
  readonly head?: (head: BackupHead, secret: Uint8Array | undefined) => Promise<void> | void;
  /** Told each piece of a table, in order, as COPY reads it. */
  readonly piece?: (table: string, rows: Uint8Array) => Promise<void>;
  /** Told how many bytes of rows were read. */
  readonly onProgress?: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** A backup that was read to its end and found whole. */
export interface WholeBackup {
  readonly head: BackupHead;
  readonly contents: BackupContents;
  readonly secret: Uint8Array | undefined;
  /** SHA-256 of the list of digests, which stands for every byte of it. */
  readonly identity: string;
}

const decompress = promisify(zstdDecompress);
type Counted = BackupContents["tables"][number];

function damaged(file: string, what: string): Problem {
  const sentence = `this backup is damaged (${what}) and nothing of it was used; take another copy of it.`;
  return new Problem("bad-input", sentence, { file });
}

/**
 * Reads a backup to its end and checks everything that can be checked without a database: every
 * byte, every digest, every count. A piece never grows beyond 4 MiB, whatever it claims.
 * Refuses (not-found): no such file; (bad-input): no backup, one of a newer Muster, a damaged one.
 */
export async function readBackup(file: string, reader: BackupReader): Promise<WholeBackup> {
  const handle = await open(file, "r").catch((error: unknown) => {
    throw new Problem(
      "not-found",
      "there is no such file that can be read; check the path.",
      { file },
      { cause: error },
    );
  });
  try {
    await requireBackup(handle, file);
    return await readEntries(handle, file, reader);
  } finally {
    await handle.close();
  }
}

/** Says at once of a file that never was a backup that it is none. */
async function requireBackup(handle: FileHandle, file: string): Promise<void> {
  if ((await handle.stat()).isFile()) {
    const { buffer } = await handle.read(Buffer.alloc(headName.length), 0, headName.length, 0);
    if (buffer.toString("latin1") === headName) return;
  }
  const sentence = "this is no backup of Muster; name a file that muster backup has written.";
  throw new Problem("bad-input", sentence, { file });
}

async function readEntries(
  handle: FileHandle,
  file: string,
  reader: BackupReader,
): Promise<WholeBackup> {
  const identity = createHash("sha256");
  const entries = readArchive(handle, file);
  const next = async (): Promise<ReadEntry> => {
    reader.signal.throwIfAborted();
    const { value, done } = await entries.next();
    if (done) throw damaged(file, `${contentsName} is missing`);
    identity.update(digestLine(value.name, value.content));
    return value;
  };
  const named = async (name: string): Promise<ReadEntry> => {
    const entry = await next();
    if (entry.name !== name) throw damaged(file, `${name} is not where it belongs`);
    return entry;
  };
  const { content, seconds } = await named(headName);
  const head = readHead(content, file);
  const secret = head.with_secret ? (await named(secretName)).content : undefined;
  await reader.head?.(head, secret);
  const counter = countTables(head);
  for (let entry = await next(); ; entry = await next()) {
    if (entry.seconds !== seconds) throw damaged(file, "its times disagree");
    if (entry.name === contentsName) {
      const contents = readPart(BackupContents, entry.content, file, contentsName);
      requireCounted(contents, counter.end(), file);
      const { done } = await entries.next();
      if (!done) throw damaged(file, "something stands behind its contents");
      return { head, contents, secret, identity: identity.digest("hex") };
    }
    const table = counter.tableOf(entry.name);
    if (table === undefined) throw damaged(file, `${entry.name} is not where it belongs`);
    const rows = await unpack(entry, file);
    const bytes = counter.add(rows);
    reader.onProgress?.(bytes);
    await reader.piece?.(table, rows);
  }
}

function requireCounted(contents: BackupContents, counted: Counted[], file: string): void {
  if (canonicalJson(contents) === canonicalJson({ tables: counted })) return;
  throw damaged(file, "it does not hold the rows that it counts");
}

interface Counter {
  /** The table that a piece belongs to, when it is the next one in the order of the tables. */
  tableOf(entry: string): string | undefined;
  /** Counts a piece of that table; answers how many bytes there were in all. */
  add(rows: Uint8Array): number;
  end(): Counted[];
}

/** Counts what the tables hold, piece by piece, in their order. */
function countTables({ tables }: BackupHead): Counter {
  const counted: Counted[] = [];
  let bytes = 0;
  let hash = createHash("sha256");
  let current = { pieces: 0, rows: 0, bytes: 0 };
  const isAt = (): string | undefined => tables[counted.length]?.name;
  const close = (name: string): void => {
    counted.push({ name, ...current, digest: hash.digest("hex") });
    hash = createHash("sha256");
    current = { pieces: 0, rows: 0, bytes: 0 };
  };
  return {
    tableOf(entry) {
      for (let name = isAt(); name !== undefined; name = isAt()) {
        if (entry === pieceName(name, current.pieces + 1)) return name;
        close(name);
      }
      return undefined;
    },
    add(rows) {
      hash.update(rows);
      current.pieces += 1;
      current.rows += countLines(rows);
      current.bytes += rows.length;
      return (bytes += rows.length);
    },
    end() {
      for (let name = isAt(); name !== undefined; name = isAt()) close(name);
      return counted;
    },
  };
}

async function unpack({ name, content }: ReadEntry, file: string): Promise<Uint8Array> {
  try {
    return await decompress(content, { maxOutputLength: pieceLength });
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
    const what =
      code === "ERR_BUFFER_TOO_LARGE"
        ? `${name} grows beyond what a backup holds`
        : `${name} cannot be unpacked`;
    throw damaged(file, what);
  }
}

function readHead(content: Uint8Array, file: string): BackupHead {
  const { format, muster } = Object(parsed(content, file, headName));
  const isOther = typeof format === "string" && /^muster\/backup\/\d+$/.test(format);
  if (isOther && format !== backupFormat) {
    const by = typeof muster === "string" ? `Muster ${muster.slice(0, 40)}` : "another Muster";
    const sentence = `${by} wrote this as ${format} and this one reads ${backupFormat}; restore it with that version.`;
    throw new Problem("bad-input", sentence, { file });
  }
  return readPart(BackupHead, content, file, headName);
}

function parsed(content: Uint8Array, file: string, part: string): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString("utf8"));
  } catch {
    throw damaged(file, `${part} is not JSON`);
  }
}

function readPart<S extends TSchema>(
  schema: S,
  content: Uint8Array,
  file: string,
  part: string,
): Static<S> {
  const value = parsed(content, file, part);
  try {
    return checkShape(schema, value, (path) => ({ field: pathInWords(path) }));
  } catch (error) {
    throw damaged(file, `${part}: ${error instanceof Error ? error.message : ""}`);
  }
}
