import { readFileSync } from "node:fs";
import { usableBinaries } from "./binaries.ts";
import { lookAfter } from "./caretaker.ts";
import { requireClusterVersion } from "./cluster-version.ts";
import { createCluster } from "./create-cluster.ts";
import {
  findPlaces,
  makeSocketPlace,
  type Places,
  removeDatabaseFiles,
  removeSocketPlace,
  type StartOptions,
} from "./places.ts";
import { leftRunning } from "./left-running.ts";
import { spawnPostmaster, stopPostmaster } from "./postmaster.ts";
import { takeLock } from "./supervisor-lock.ts";

/** A database that is looked after by this process. */
export interface RunningDatabase {
  /** Address for `openDatabase`, with the password: never to be printed. */
  readonly url: string;
  /** Whether it was made by this start. */
  readonly isNew: boolean;
  /** Stops the server and gives the directory back. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on a data directory and looks after it until `stop`, or until this
 * process dies. Problems: conflict when another process has the directory, refused when its
 * version is another, unavailable when the server does not start.
 */
export async function startDatabase(options: StartOptions): Promise<RunningDatabase> {
  const places = findPlaces(options.dataDirectory, options);
  const lock = takeLock(places.lock, options.dataDirectory);
  try {
    const binaries = usableBinaries(places.account, options.shared ?? places.shared);
    const isNew = await createCluster(places, binaries);
    requireClusterVersion(places.cluster, binaries.major);
    const socket = makeSocketPlace(places);
    const url = address(places, socket);
    const care = await lookAfter({
      find: () => leftRunning(places, lock.previous),
      places,
      url,
      start: () => spawnPostmaster(places, binaries, socket, options.settings ?? {}),
      onWatcher: (pid) => lock.noteWatcher(pid),
      onProgress: options.onProgress ?? (() => {}),
    });
    const stop = async (): Promise<void> => {
      await care.stop();
      removeSocketPlace(socket, places);
      lock.release();
    };
    return { url, isNew, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Address of the database for `pg`: the socket's directory stands in the query, with all that PGPORT
 * or PGSSLMODE of our environment would otherwise decide.
 */
function address({ password }: Places, socket: string): string {
  const secret = encodeURIComponent(readFileSync(password, "utf8").trim());
  const given = `host=${encodeURIComponent(socket)}&port=5432&sslmode=disable`;
  return `postgres://muster:${secret}@/muster?${given}`;
}

/**
 * Address of the running database of a data directory, for a second process of the same account.
 * It holds the password: never to be printed.
 */
export function databaseAddress(dataDirectory: string): string {
  const places = findPlaces(dataDirectory);
  return address(places, makeSocketPlace(places));
}

/**
 * Removes the database of a data directory, for whoever wants to begin anew.
 * Problem: conflict when it is in use.
 */
export async function removeDatabase(dataDirectory: string): Promise<void> {
  const places = findPlaces(dataDirectory);
  const lock = takeLock(places.lock, dataDirectory);
  try {
    const found = await leftRunning(places, lock.previous);
    if (found) await stopPostmaster(found);
    removeDatabaseFiles(dataDirectory);
  } finally {
    lock.release();
  }
}
