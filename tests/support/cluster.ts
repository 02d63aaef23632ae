import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { features } from "../../src/main/features.ts";
import { openDatabase } from "../../src/platform/database/database.ts";
import { migrate } from "../../src/platform/database/migrate.ts";
import { startDatabase } from "../../src/platform/database/start-database.ts";
import { databaseNamed, templateName } from "./database-name.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the shared cluster of the tests. */
    readonly clusterUrl: string;
  }
}

/** Settings that give up durability for speed: these databases do not outlive the tests. */
const hasty = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_connections: "200",
};

/**
 * Starts one cluster for all tests on PostgreSQL, with a migrated template that each of them copies.
 * Answers how to take it down.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), "muster-tests-"));
  // Started by root the cluster runs as another account, which has to pass.
  chmodSync(directory, 0o711);
  const cluster = await startDatabase({ dataDirectory: directory, settings: hasty });
  await makeTemplate(cluster.url);
  project.provide("clusterUrl", cluster.url);
  return async () => {
    await cluster.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}

async function makeTemplate(url: string): Promise<void> {
  const database = openDatabase(url, { connections: 1 });
  try {
    await database.command(`create database ${templateName}`);
  } finally {
    await database.close();
  }
  const template = openDatabase(databaseNamed(url, templateName), { connections: 1 });
  try {
    await migrate(
      template,
      features.flatMap((feature) => feature.migrations),
    );
  } finally {
    await template.close();
  }
}
