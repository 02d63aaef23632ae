import { setTimeout as pause } from "node:timers/promises";
import type { Places } from "./places.ts";
import { type Postmaster, stopPostmaster, wasStopped } from "./postmaster.ts";
import { logLength, logSince, untilReady } from "./ready.ts";
import { processStart } from "./running-process.ts";
import { startWatcher, type Watcher } from "./watcher.ts";

/** What a caretaker works with. */
export interface Charge {
  readonly places: Places;
  readonly url: string;
  /** Finds a server that runs already and is to be taken over. */
  readonly find: () => Promise<Postmaster | undefined>;
  readonly start: () => Postmaster;
  /** Told the number of each new watcher; and 0 before, while there may be one that nobody knows. */
  readonly onWatcher: (pid: number) => void;
  readonly onProgress: (words: string) => void;
}

/** Keeps a server running until told to stop it. */
export interface Caretaker {
  stop(): Promise<void>;
}

/** A server that dies more often than this within a minute is given a moment before each start. */
const mostAtOnce = 10;
const breath = 5000;

/**
 * Looks after a server that runs already, or starts one: gives it a watcher, waits until it is
 * ready, starts it again when it dies, for as long as it takes. Whoever uses the database meets
 * broken connections in between, and nothing that was committed is lost.
 */
export async function lookAfter(charge: Charge): Promise<Caretaker> {
  let current = await bringUp(charge);
  let deaths: number[] = [];
  const stopping = new AbortController();
  let restarting: Promise<void> = Promise.resolve();

  const restart = async (): Promise<void> => {
    current.guard.dismiss();
    while (!stopping.signal.aborted) {
      const now = performance.now();
      deaths = [...deaths.filter((then) => now - then < 60_000), now];
      if (deaths.length > mostAtOnce) await pauseUnless(stopping.signal);
      charge.onProgress("the database stopped unexpectedly and is started again");
      try {
        current = await bringUp({ ...charge, find: () => Promise.resolve(undefined) });
        whenEnded(current.postmaster, onEnd);
        return;
      } catch (error) {
        charge.onProgress(error instanceof Error ? error.message : String(error));
      }
    }
  };
  const onEnd = (): void => {
    if (!stopping.signal.aborted) restarting = restart();
  };
  whenEnded(current.postmaster, onEnd);

  return {
    async stop() {
      stopping.abort();
      await restarting;
      await stopPostmaster(current.postmaster);
      current.guard.dismiss();
    },
  };
}

async function pauseUnless(signal: AbortSignal): Promise<void> {
  await pause(breath, undefined, { signal, ref: false }).catch(() => {});
}

interface Guarded {
  readonly postmaster: Postmaster;
  readonly guard: Guard;
}

/** How often a server that somebody stops while it is waited for is followed by another. */
const mostStops = 5;
/** How many milliseconds one that is ending may hold what the next one needs. */
const longestHold = 20_000;

/** Starts, or takes over, a server with its watcher, and waits until it answers. */
async function bringUp(charge: Charge): Promise<Guarded> {
  const { places, url, onProgress } = charge;
  const deadline = performance.now() + longestHold;
  for (let stops = 0; ;) {
    const logged = logLength(places.log);
    const postmaster = (await charge.find()) ?? startUnwatched(charge);
    const guard = new Guard(postmaster, charge);
    try {
      await untilReady(url, postmaster, places, onProgress);
      return { postmaster, guard };
    } catch (error) {
      // Whoever stopped it, such as the watcher of an owner that was killed, has done so now.
      const stopped = await wasStopped(postmaster);
      await stopPostmaster(postmaster);
      guard.dismiss();
      const held = performance.now() < deadline && isHeldByTheDying(logSince(places.log, logged));
      if (stopped ? ++stops > mostStops : !held) throw error;
      await pause(100);
    }
  }
}

/** Whoever comes after a crash between start and watch must not take the watcher before for this one's. */
function startUnwatched({ onWatcher, start }: Charge): Postmaster {
  onWatcher(0);
  return start();
}

/** Sees to it that a server always has a watcher: one that is lost is replaced after a second. */
class Guard {
  private watcher: Watcher;
  private dismissed = false;

  constructor({ pid }: Postmaster, charge: Charge) {
    const begin = (): Watcher => {
      charge.onWatcher(0);
      const watcher = startWatcher(pid, charge.places, () => {
        setTimeout(() => {
          if (!this.dismissed) this.watcher = begin();
        }, 1000).unref();
      });
      charge.onWatcher(watcher.pid);
      return watcher;
    };
    this.watcher = begin();
  }

  dismiss(): void {
    this.dismissed = true;
    this.watcher.dismiss();
  }
}

/**
 * After a SIGKILL the old server's children hold its memory for a moment longer; and a server whose
 * owner was killed while starting it may not have shown itself when it was looked for.
 */
function isHeldByTheDying(said: string): boolean {
  return /shared memory block|lock file "postmaster.pid" already exists/.test(said);
}

function whenEnded({ child, pid, start }: Postmaster, onEnd: () => void): void {
  if (child) {
    if (child.exitCode !== null || child.signalCode !== null) queueMicrotask(onEnd);
    else child.once("exit", onEnd);
    return;
  }
  // A server that was adopted is nobody's child here, so it has to be asked after.
  const timer = setInterval(() => {
    if (processStart(pid) === start) return;
    clearInterval(timer);
    onEnd();
  }, 200);
  timer.unref();
}
