import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { inject } from "vitest";
import { type Database, openDatabase } from "../../src/platform/database/database.ts";
import type { Actor } from "../../src/platform/identity/policy.ts";
import { performWork } from "../../src/platform/perform-work.ts";
import type { Work } from "../../src/platform/work.ts";
import { databaseNamed, templateName } from "./database-name.ts";

/** A database of one test file. */
export interface TestDatabase {
  readonly database: Database;
  /** Its address, for a second process or pool. */
  readonly url: string;
  /** Closes and removes it. */
  drop(): Promise<void>;
}

/** A fresh copy of the migrated template, in the cluster that all tests share. */
export function testDatabase(): Promise<TestDatabase> {
  return databaseFrom(templateName);
}

/** A database without a table. */
export function emptyDatabase(): Promise<TestDatabase> {
  return databaseFrom("template0");
}

async function databaseFrom(template: string): Promise<TestDatabase> {
  const cluster = inject("clusterUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await command(cluster, `create database ${name} template ${template} strategy file_copy`);
  const url = databaseNamed(cluster, name);
  const database = openDatabase(url, { connections: 5 });
  return {
    database,
    url,
    async drop() {
      await database.close();
      await dropped(cluster, name);
    },
  };
}

/** PostgreSQL may be tidying the tables at this moment, which nobody but itself may end: wait for it. */
async function dropped(cluster: string, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await command(cluster, `drop database if exists ${name} with (force)`);
      return;
    } catch (error) {
      const isTidied = error instanceof Error && /terminate process/u.test(error.message);
      if (!isTidied || tries === 100) throw error;
      await setTimeout(200);
    }
  }
}

async function command(url: string, text: string): Promise<void> {
  const database = openDatabase(url, { connections: 1 });
  try {
    await database.command(text);
  } finally {
    await database.close();
  }
}

/** Somebody who may do everything that an office does. */
export const testOfficer: Actor = {
  kind: "person",
  account: "test-officer",
  name: "Test Officer",
  grants: [
    { role: "administrator", organisation: null },
    { role: "reviewing-officer", organisation: null },
  ],
};

/** Runs an action in one write transaction, as the test officer unless another actor is given. */
export async function testWork<T>(
  database: Database,
  action: (work: Work) => Promise<T>,
  options: { readonly actor?: Actor } = {},
): Promise<T> {
  const { answer } = await performWork(database, "write", options.actor ?? testOfficer, action);
  return answer;
}
