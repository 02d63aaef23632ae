import { finished } from "node:stream/promises";
import type { Writable } from "node:stream";
import { parseCheckpoint } from "../../kit/checkpoint.ts";
import { growingTiles, rangeHash } from "../../kit/merkle-tiles.ts";
import { sameBytes } from "../../kit/merkle.ts";
import { Problem } from "../../kit/problem.ts";
import { openNote, readVerifierKey } from "../../kit/signed-note.ts";
import type { Database, Transaction } from "../database/database.ts";
import { createSchema, stepDigest } from "../database/migrate.ts";
import type { Migration } from "../database/migration.ts";
import { latestCheckpoint, logVerifierKey, readTiles } from "../log/log.store.ts";
import type { BackupHead } from "./backup-head.ts";
import { type BackupReader, readBackup, type WholeBackup } from "./read-backup.ts";
import { quoted, quotedList, tablesInOrder } from "./tables.store.ts";

/** Where a backup goes. */
export interface RestoreRequest {
  readonly database: Database;
  readonly file: string;
  /** The backup as it was read whole before: what is loaded has to be the very same. */
  readonly whole: WholeBackup;
  /** Every step of the schema that this Muster knows. */
  readonly migrations: readonly Migration[];
  readonly signal: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
}

/**
 * Loads a backup into an empty database, in one transaction: all of it is there afterwards, or
 * nothing. The schema is made by the steps that had run where the backup was made; later ones are
 * for `migrate`. At the end the log has to give the root that its last checkpoint signed.
 * Refuses (refused): a database that holds tables; (bad-input): a file that changed since it was
 * checked, tables that do not fit the steps, a log that does not fit its checkpoint.
 */
export async function restoreBackup(request: RestoreRequest): Promise<void> {
  const { database, file, whole, migrations, signal, onProgress = () => {} } = request;
  await database.transact("write", async (transaction) => {
    await requireEmpty(transaction);
    await createSchema(transaction, stepsOf(whole.head, migrations, file));
    await requireSameTables(transaction, whole.head, file);
    await emptyTables(transaction, whole.head);
    const loader = loadTables(transaction, whole.head);
    const again = await loadWhole(loader, file, { onProgress, signal });
    if (again.identity !== whole.identity) {
      throw new Problem("conflict", "this was changed while it was restored; nothing was kept.", {
        file,
      });
    }
    for (const { name, last } of whole.head.counters) {
      if (last === null) continue;
      await transaction.run(`select setval($1::regclass, $2, true)`, [quoted(name), last]);
    }
    await requireLogWhole(transaction, whole.head, file);
  });
}

async function loadWhole(
  loader: Loader,
  file: string,
  options: Pick<BackupReader, "onProgress" | "signal">,
): Promise<WholeBackup> {
  try {
    const whole = await readBackup(file, { ...options, piece: loader.piece });
    await loader.end();
    return whole;
  } catch (error) {
    await loader.breakOff();
    throw error;
  }
}

/** Refuses (refused) a database that holds any table. */
export async function requireEmpty(transaction: Transaction): Promise<void> {
  if ((await tablesInOrder(transaction)).length === 0) return;
  throw new Problem(
    "refused",
    "There are tables in this database already, and a backup is restored into an empty one only: name a new data directory (MUSTER_DATA) or a new database (MUSTER_DATABASE_URL).",
  );
}

/**
 * The steps that had run where a backup was made, with their SQL.
 * Refuses (bad-input): steps that this Muster does not know, or knows otherwise.
 */
export function stepsOf(
  head: BackupHead,
  migrations: readonly Migration[],
  file: string,
): readonly Migration[] {
  const known = new Map(migrations.map((step) => [step.id, step]));
  const unknown = head.steps.find(({ id }) => !known.has(id));
  if (unknown) {
    const sentence = `Muster ${head.muster} wrote this with a schema (${unknown.id}) that this Muster does not know; restore it with that version or a later one.`;
    throw new Problem("bad-input", sentence, { file });
  }
  const wanted = new Map(head.steps.map(({ id, digest }) => [id, digest]));
  const steps = migrations.filter(({ id }) => wanted.has(id));
  const other = steps.find((step) => stepDigest(step) !== wanted.get(step.id));
  if (!other) return steps;
  const sentence = `the step ${other.id} of its schema is not the one of this Muster; restore it with Muster ${head.muster}.`;
  throw new Problem("bad-input", sentence, { file });
}

async function requireSameTables(
  transaction: Transaction,
  { tables }: BackupHead,
  file: string,
): Promise<void> {
  const shape = (
    given: readonly { readonly name: string; readonly columns: readonly string[] }[],
  ): string =>
    given
      .map(({ name, columns }) => `${name} (${columns.toSorted().join(", ")})`)
      .toSorted()
      .join("\n");
  if (shape(await tablesInOrder(transaction)) === shape(tables)) return;
  const sentence = "its tables are not those that its steps make; take another copy of it.";
  throw new Problem("bad-input", sentence, { file });
}

/** What the steps themselves wrote is in the backup too, as it has become since. */
async function emptyTables(transaction: Transaction, { tables }: BackupHead): Promise<void> {
  await transaction.run(`truncate ${quotedList(tables.map(({ name }) => name))}`);
}

interface Loader {
  readonly piece: (table: string, rows: Uint8Array) => Promise<void>;
  end(): Promise<void>;
  /** Breaks off what is being loaded, so that the transaction can be rolled back. */
  breakOff(): Promise<void>;
}

interface Loading {
  readonly table: string;
  readonly stream: Writable;
  fault: unknown;
}

/** Loads one table after another; a piece is taken when PostgreSQL has room for it. */
function loadTables(transaction: Transaction, { tables }: BackupHead): Loader {
  const columns = new Map(tables.map((table) => [table.name, table.columns]));
  let open: Loading | undefined;
  const begin = (table: string): Loading => {
    const list = quotedList(columns.get(table) ?? []);
    const stream = transaction.copyInto(`copy ${quoted(table)} (${list}) from stdin`);
    const loading: Loading = { table, stream, fault: undefined };
    stream.on("error", (error) => (loading.fault ??= error));
    return (open = loading);
  };
  const end = async (): Promise<void> => {
    if (!open) return;
    const { stream, fault } = open;
    if (fault !== undefined) throw fault;
    stream.end();
    await finished(stream);
    open = undefined;
  };
  return {
    end,
    async piece(table, rows) {
      if (open?.table !== table) await end();
      const { stream, fault } = open ?? begin(table);
      if (fault !== undefined) throw fault;
      await new Promise<void>((resolve, reject) => {
        stream.write(rows, (error) => (error ? reject(error) : resolve()));
      });
    },
    async breakOff() {
      // After an error the COPY is over already.
      if (!open || open.fault !== undefined || open.stream.writableEnded) return;
      open.stream.destroy();
      await finished(open.stream).catch(() => {});
    },
  };
}

/** The tiles of the log have to give the root of the last checkpoint, and its key to open it. */
async function requireLogWhole(
  transaction: Transaction,
  { checkpoint }: BackupHead,
  file: string,
): Promise<void> {
  const [head, key] = [await latestCheckpoint(transaction), await logVerifierKey(transaction)];
  if ((head?.note ?? null) !== checkpoint) throw misfit(file);
  if (!head || key === undefined) return;
  const { text } = await openNote(head.note, [await readVerifierKey(key)]);
  const { size, root } = parseCheckpoint(text);
  const tiles = await readTiles(transaction, growingTiles(size));
  const whole = size === 0 || sameBytes(rangeHash({ from: 0, to: size }, tiles), root);
  if (!whole || head.size !== size) throw misfit(file);
}

function misfit(file: string): Problem {
  const sentence = "its log does not give the root that it signed last, so nothing of it was kept.";
  return new Problem("bad-input", sentence, { file });
}
