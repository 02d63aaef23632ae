import { setTimeout as pause } from "node:timers/promises";
import type { Places } from "./places.ts";
import { type Postmaster, stopPostmaster } from "./postmaster.ts";
import { tail, untilReady } from "./ready.ts";
import { processStart } from "./running-process.ts";
import { startWatcher, type Watcher } from "./watcher.ts";

/** What a caretaker works with. */
export interface Charge {
  readonly places: Places;
  readonly url: string;
  /** Finds a server that runs already and is to be taken over. */
  readonly find: () => Promise<Postmaster | undefined>;
  readonly start: () => Postmaster;
  /** Told the number of each new watcher. */
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

/** Starts, or takes over, a server with its watcher, and waits until it answers. */
async function bringUp(charge: Charge): Promise<Guarded> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const postmaster = (await charge.find()) ?? charge.start();
    const guard = new Guard(postmaster.pid, charge);
    try {
      await untilReady(charge.url, postmaster.pid, charge.places.log, charge.onProgress);
      return { postmaster, guard };
    } catch (error) {
      await stopPostmaster(postmaster);
      guard.dismiss();
      if (performance.now() > deadline || !isHeldByTheDying(charge.places.log)) throw error;
      await pause(100);
    }
  }
}

/** Sees to it that a server always has a watcher: one that is lost is replaced after a second. */
class Guard {
  private watcher: Watcher;
  private dismissed = false;

  constructor(postmaster: number, charge: Charge) {
    const begin = (): Watcher => {
      const watcher = startWatcher(postmaster, charge.places, () => {
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
 * owner was killed while starting it may not have shown itself when it was looked for. What that one
 * says while it stops stands between, so more than the very last lines are read.
 */
function isHeldByTheDying(log: string): boolean {
  return /shared memory block|lock file "postmaster.pid" already exists/.test(tail(log, 12));
}

function whenEnded({ child, pid }: Postmaster, onEnd: () => void): void {
  if (child) {
    if (child.exitCode !== null || child.signalCode !== null) queueMicrotask(onEnd);
    else child.once("exit", onEnd);
    return;
  }
  // A server that was adopted is nobody's child here, so it has to be asked after.
  const timer = setInterval(() => {
    if (processStart(pid) !== undefined) return;
    clearInterval(timer);
    onEnd();
  }, 200);
  timer.unref();
}
