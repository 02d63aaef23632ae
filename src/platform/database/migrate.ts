import { createHash } from "node:crypto";
import { Type } from "typebox";
import { Problem } from "../../kit/problem.ts";
import type { Database, Transaction } from "./database.ts";
import type { Migration } from "./migration.ts";

const Applied = Type.Object({ id: Type.String(), digest: Type.String() });

/** Number of the advisory lock, any fixed one: several processes may start on one database. */
const lockNumber = 480_001;

const stepsTable = `create table if not exists schema_steps (id text primary key, digest text not null, ran timestamptz not null default now())`;

/**
 * Brings the schema up to date: runs every step that has not run yet, in the order given, each in a
 * transaction of its own, and answers the steps that it ran. Steps unknown to the list are left: a
 * newer Muster may share the database. Problem: internal when a step was changed after it ran.
 */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
): Promise<string[]> {
  const ids = new Set(migrations.map((migration) => migration.id));
  if (ids.size !== migrations.length) throw new Error("two steps of the schema have the same id");
  const applied = await database.transact("write", async (transaction) => {
    await lock(transaction);
    await transaction.run(stepsTable);
    return transaction.rows(Applied, `select id, digest from schema_steps`);
  });
  const digests = new Map(applied.map((step) => [step.id, step.digest]));
  const ran: string[] = [];
  for (const migration of migrations) {
    const before = digests.get(migration.id);
    if (before !== undefined) requireUnchanged(migration, before);
    else if (await runStep(database, migration)) ran.push(migration.id);
  }
  return ran;
}

/**
 * Makes the schema of an empty database by the steps given, in the transaction of whoever fills it.
 * A Muster that starts on it meanwhile waits for the end.
 */
export async function createSchema(
  transaction: Transaction,
  steps: readonly Migration[],
): Promise<void> {
  await lock(transaction);
  await transaction.run(stepsTable);
  for (const step of steps) await transaction.run(step.sql);
}

async function runStep(database: Database, migration: Migration): Promise<boolean> {
  return database.transact("write", async (transaction) => {
    await lock(transaction);
    // Another process may have run it since the list was read.
    const done = await transaction.first(
      Applied,
      `select id, digest from schema_steps where id = $1`,
      [migration.id],
    );
    if (done) return false;
    await transaction.run(migration.sql);
    await transaction.run(`insert into schema_steps (id, digest) values ($1, $2)`, [
      migration.id,
      stepDigest(migration),
    ]);
    return true;
  });
}

function lock(transaction: Transaction): Promise<number> {
  return transaction.run(`select pg_advisory_xact_lock(${lockNumber})`);
}

/** The digest by which a step is known after it ran. */
export function stepDigest(migration: Migration): string {
  return createHash("sha256").update(migration.sql).digest("hex");
}

function requireUnchanged(migration: Migration, before: string): void {
  if (before === stepDigest(migration)) return;
  throw new Problem(
    "internal",
    `The step ${migration.id} of the schema was changed after this database ran it: use the Muster that made the database, or begin with a new one.`,
  );
}
