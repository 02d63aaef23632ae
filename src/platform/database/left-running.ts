import { Problem } from "../../kit/problem.ts";
import type { Places } from "./places.ts";
import { type Postmaster, runningPostmaster, stopPostmaster } from "./postmaster.ts";
import { processEnded, processStart } from "./running-process.ts";
import type { Holder } from "./supervisor-lock.ts";

/**
 * Deals with a server that runs already although the lock was free. Its Muster died: while the
 * watcher is at work the end is waited for; when that died too, the server is answered, to be
 * adopted. When its Muster died before it had noted the watcher, there may be one that ends the
 * server at any moment, so it is ended here. Problem: conflict when no Muster ever started it, or
 * when it does not end.
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
  if (previous.watcher === 0) {
    await stopPostmaster(found);
  } else if (isWatched(previous)) {
    while (isWatched(previous) && !(await processEnded(found.pid, 1000)));
    // One that lost its watcher half-way may have been told to stop, or not.
    if (processStart(found.pid) === found.start) await stopPostmaster(found);
  } else {
    return found;
  }
  if (processStart(found.pid) !== found.start) return undefined;
  throw new Problem(
    "conflict",
    `The database in ${cluster} does not stop, process ${found.pid}: end that process and start again.`,
  );
}

function isWatched({ watcher, watcher_start: start }: Holder): boolean {
  return processStart(watcher) === start;
}
