import { Problem } from "../../kit/problem.ts";
import type { Places } from "./places.ts";
import { type Postmaster, runningPostmaster } from "./postmaster.ts";
import { processEnded, processStart } from "./running-process.ts";
import type { Holder } from "./supervisor-lock.ts";

/**
 * Deals with a server that runs already although the lock was free. Its Muster died: while the
 * watcher is at work the end is waited for; when that died too, the server is answered, to be
 * adopted. Problem: conflict when no Muster ever started it.
 */
export async function leftRunning(
  { cluster }: Places,
  previous: Holder | undefined,
): Promise<Postmaster | undefined> {
  const found = runningPostmaster(cluster);
  if (!found) return undefined;
  if (!previous) {
    throw new Problem(
      "conflict",
      `The database in ${cluster} is already run by a PostgreSQL server that no Muster started, process ${found.pid}: stop that one first.`,
    );
  }
  const watched = processStart(previous.watcher);
  if (watched === undefined || watched !== previous.watcher_start) return found;
  if (await processEnded(found.pid, 60_000)) return undefined;
  throw new Problem(
    "conflict",
    `The database in ${cluster} has not stopped for a minute, process ${found.pid}: end that process and start again.`,
  );
}
