import { openDatabase, type Database } from "../platform/database/database.ts";
import { migrate } from "../platform/database/migrate.ts";
import { requireServer } from "../platform/database/server-version.ts";
import { startDatabase } from "../platform/database/start-database.ts";
import type { Settings } from "../platform/settings/settings.ts";
import { features } from "./features.ts";

/** The database of an instance: a pool for requests, one connection for the sequencer. */
export interface InstanceDatabase {
  readonly database: Database;
  readonly forSequencer: Database;
  /** Whether it was made by this start; unknown (false) for an external one. */
  readonly isNew: boolean;
  close(): Promise<void>;
}

/** Starts our own PostgreSQL, or takes the one that the settings name, and brings its schema up to date. */
export async function openInstanceDatabase(
  settings: Settings,
  onProgress: (words: string) => void,
): Promise<InstanceDatabase> {
  const own =
    settings.databaseUrl === null
      ? await startDatabase({ dataDirectory: settings.data, onProgress })
      : undefined;
  const url = own?.url ?? settings.databaseUrl ?? "";
  const database = openDatabase(url);
  const forSequencer = openDatabase(url, { connections: 1 });
  const close = async (): Promise<void> => {
    await Promise.all([database.close(), forSequencer.close()]);
    await own?.stop();
  };
  try {
    if (!own) await requireServer(database);
    await migrate(
      database,
      features.flatMap((feature) => feature.migrations),
    );
    return { database, forSequencer, isNew: own?.isNew ?? false, close };
  } catch (error) {
    await close();
    throw error;
  }
}
