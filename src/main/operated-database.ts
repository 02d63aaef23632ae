import { existsSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../kit/problem.ts";
import { type Database, openDatabase } from "../platform/database/database.ts";
import { requireServer } from "../platform/database/server-version.ts";
import {
  databaseAddress,
  removeDatabase,
  startDatabase,
} from "../platform/database/start-database.ts";
import type { Settings } from "../platform/settings/settings.ts";
import { claimDataDirectory } from "./data-directory.ts";

/** The database of an instance for whoever operates it, whether a server runs on it or not. */
export interface OperatedDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/** Says whether a data directory has a database, or had one. */
export function hasDatabase(data: string): boolean {
  return (
    existsSync(join(data, "database.location")) || existsSync(join(data, "database", "cluster"))
  );
}

async function external(url: string): Promise<OperatedDatabase> {
  const database = openDatabase(url, { connections: 2 });
  try {
    await requireServer(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return { database, close: () => database.close() };
}

async function started(
  settings: Settings,
  onProgress: (words: string) => void,
): Promise<OperatedDatabase> {
  const own = await startDatabase({ dataDirectory: settings.data, onProgress });
  const database = openDatabase(own.url, { connections: 2 });
  const close = async (): Promise<void> => {
    await database.close();
    await own.stop();
  };
  return { database, close };
}

/**
 * Opens the database of an instance that is there: the external one, the one that a running server
 * looks after, or else our own, started for this while.
 * Refuses (not-found): a data directory without a database.
 */
export async function openOperated(
  settings: Settings,
  onProgress: (words: string) => void,
): Promise<OperatedDatabase> {
  if (settings.databaseUrl !== null) return external(settings.databaseUrl);
  if (!hasDatabase(settings.data)) {
    throw new Problem(
      "not-found",
      `There is no database of Muster in ${settings.data}; set MUSTER_DATA to the data directory of the instance.`,
    );
  }
  try {
    return await started(settings, onProgress);
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== "conflict") throw error;
    // A server looks after it: it is reached by its socket, as a second process of the same account.
    return external(databaseAddress(settings.data));
  }
}

/**
 * Opens the database of an instance whose server is stopped. Of an external database nobody can
 * tell from here; what must not go on there is refused by its own means.
 * Refuses (not-found): no database; (conflict): a server runs on it.
 */
export async function openStopped(
  settings: Settings,
  onProgress: (words: string) => void,
): Promise<OperatedDatabase> {
  const isOurs = settings.databaseUrl === null && hasDatabase(settings.data);
  return isOurs ? started(settings, onProgress) : openOperated(settings, onProgress);
}

/** A database for a restore, and how to take away what was made for it. */
export interface NewDatabase extends OperatedDatabase {
  /** Closes it, and removes it where it was made by this. */
  undo(): Promise<void>;
}

/** Opens the database that a backup is to go into; makes our own where there is none. */
export async function openForRestore(
  settings: Settings,
  onProgress: (words: string) => void,
): Promise<NewDatabase> {
  if (settings.databaseUrl !== null) {
    const operated = await external(settings.databaseUrl);
    return { ...operated, undo: () => operated.close() };
  }
  const wasThere = hasDatabase(settings.data);
  claimDataDirectory(settings.data);
  const operated = await started(settings, onProgress);
  const undo = async (): Promise<void> => {
    await operated.close();
    if (!wasThere) await removeDatabase(settings.data);
  };
  return { ...operated, undo };
}
