import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import { Type } from "typebox";
import { canonicalJson } from "../../kit/canonical-json.ts";
import { Problem } from "../../kit/problem.ts";
import type { Database, Transaction } from "../database/database.ts";
import { latestCheckpoint } from "../log/log.store.ts";
import {
  type BackupContents,
  backupFormat,
  type BackupHead,
  contentsName,
  countLines,
  headName,
  pieceLength,
  pieceName,
  secretName,
} from "./backup-head.ts";
import { syncDirectory } from "./durable.ts";
import { makePartName } from "./part-name.ts";
import {
  counters,
  holdTables,
  quoted,
  quotedList,
  sealedKeys,
  stepsThatRan,
  type Table,
  tablesInOrder,
} from "./tables.store.ts";
import { type ArchiveWriter, writeArchive } from "./write-archive.ts";

/** What a backup is made of. */
export interface BackupRequest {
  /** Two connections are used: one reads, the other breaks the first off when it is stopped. */
  readonly database: Database;
  readonly file: string;
  /** The version of this Muster. */
  readonly version: string;
  /** The secret, when it is to lie in the backup. */
  readonly secret?: Uint8Array | undefined;
  readonly signal: AbortSignal;
  /** Told what the backup begins with, before anything is written; may refuse it. */
  readonly check?: (head: BackupHead) => void;
  /** Told how far it is. */
  readonly onProgress?: (told: { readonly table: string; readonly bytes: number }) => void;
}

/** A backup that was written. */
export interface WrittenBackup {
  readonly head: BackupHead;
  readonly contents: BackupContents;
  readonly size: number;
  /** SHA-256 of the whole file. */
  readonly digest: string;
}

/**
 * Tables whose rows let somebody in for a while: a link that was used after the backup would open
 * again after a restore. They are carried without rows.
 */
export const passingTables: readonly string[] = ["sessions", "one_time_links", "failed_sign_ins"];

const compress = promisify(zstdCompress);
const Moment = Type.Object({ now: Type.String(), pid: Type.Integer() });

/**
 * Writes everything that lasts into one file: one snapshot of all tables, while others read and
 * write. Never more than some pieces of 4 MiB are in memory. The file appears under its name when it
 * is whole and on the disk; until then it is beside it, and a failure or a stop removes it.
 * Refuses (bad-input): a file that cannot be written; (unavailable): a database that breaks off.
 */
export async function writeBackup(request: BackupRequest): Promise<WrittenBackup> {
  const { file, signal } = request;
  const part = makePartName(file);
  const handle = await open(part, "wx", 0o600).catch((error: unknown) => {
    throw unwritable(file, error);
  });
  const remove = (): void => rmSync(part, { force: true });
  process.once("exit", remove);
  try {
    const written = await writeInto(request, (seconds) => writeArchive(handle, seconds));
    await handle.sync();
    await handle.close();
    signal.throwIfAborted();
    await rename(part, file);
    await syncDirectory(file);
    return written;
  } catch (error) {
    await handle.close().catch(() => {});
    remove();
    const isOfTheFile = error instanceof Error && Reflect.get(error, "syscall") !== undefined;
    throw isOfTheFile && !(error instanceof Problem) ? unwritable(file, error) : error;
  } finally {
    process.off("exit", remove);
  }
}

function unwritable(file: string, cause: unknown): Problem {
  const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
  const sentence =
    code === "ENOSPC"
      ? "there is no space left for the backup; name a file on another disk."
      : "this cannot be written; name a file in a directory that is there and yours.";
  return new Problem("bad-input", sentence, { file }, { cause });
}

async function writeInto(
  { database, version, secret, signal, check, onProgress = () => {} }: BackupRequest,
  begin: (seconds: number) => ArchiveWriter,
): Promise<WrittenBackup> {
  return database.transact("read", async (transaction) => {
    const { now, pid } = await moment(transaction);
    const tables = await tablesInOrder(transaction);
    await holdTables(transaction, tables);
    const head: BackupHead = {
      format: backupFormat,
      muster: version,
      made_at: now,
      steps: await stepsThatRan(transaction),
      tables: tables.map(({ name, columns }) => ({ name, columns: [...columns] })),
      counters: await counters(transaction),
      sealed_keys: await sealedKeys(transaction),
      checkpoint: (await latestCheckpoint(transaction))?.note ?? null,
      with_secret: secret !== undefined,
    };
    check?.(head);
    const archive = begin(Math.floor(Date.parse(now) / 1000));
    await archive.add(headName, Buffer.from(`${canonicalJson(head)}\n`));
    if (secret) await archive.add(secretName, secret);
    const contents: BackupContents = { tables: [] };
    let before = 0;
    for (const table of tables) {
      const stream = transaction.copyOut(copyText(table));
      const onBytes = (bytes: number): void => {
        signal.throwIfAborted();
        onProgress({ table: table.name, bytes: before + bytes });
      };
      const counted = await writeTable(archive, table, stream, onBytes).catch(async (error) => {
        // A COPY that nobody reads to its end would hold the connection for ever.
        await breakOff(database, pid, stream);
        throw error;
      });
      before += counted.bytes;
      contents.tables.push(counted);
    }
    await archive.add(contentsName, Buffer.from(`${canonicalJson(contents)}\n`));
    return { head, contents, ...(await archive.end()) };
  });
}

async function moment(transaction: Transaction): Promise<{ now: string; pid: number }> {
  const row = await transaction.first(
    Moment,
    `select clock_timestamp() as now, pg_backend_pid() as pid`,
  );
  if (!row) throw new Error("the database has no clock");
  return row;
}

function copyText({ name, columns }: Table): string {
  const list = quotedList(columns);
  return passingTables.includes(name)
    ? `copy (select ${list} from ${quoted(name)} where false) to stdout`
    : `copy ${quoted(name)} (${list}) to stdout`;
}

/** Ends the session that sends a COPY; what it had sent already is read and forgotten. */
async function breakOff(database: Database, pid: number, stream: Readable): Promise<void> {
  await database
    .transact("read", (other) => other.run(`select pg_terminate_backend($1)`, [pid]))
    .catch(() => {});
  stream.on("error", () => {}).resume();
}

async function writeTable(
  archive: ArchiveWriter,
  { name }: Table,
  stream: Readable,
  onBytes: (bytes: number) => void,
): Promise<BackupContents["tables"][number]> {
  const hash = createHash("sha256");
  const counted = { name, pieces: 0, rows: 0, bytes: 0 };
  const flush = async (piece: Uint8Array): Promise<void> => {
    hash.update(piece);
    counted.pieces += 1;
    counted.bytes += piece.length;
    counted.rows += countLines(piece);
    await archive.add(pieceName(name, counted.pieces), await compress(piece));
    onBytes(counted.bytes);
  };
  for await (const piece of piecesOf(stream)) await flush(piece);
  return { ...counted, digest: hash.digest("hex") };
}

/** Cuts a stream into pieces of one length; only the last may be shorter. */
async function* piecesOf(stream: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    let rest: Buffer = Buffer.from(chunk);
    while (length + rest.length >= pieceLength) {
      const taken = pieceLength - length;
      yield Buffer.concat([...waiting, rest.subarray(0, taken)]);
      rest = rest.subarray(taken);
      waiting = [];
      length = 0;
    }
    if (rest.length > 0) waiting.push(rest);
    length += rest.length;
  }
  if (length > 0) yield Buffer.concat(waiting);
}
