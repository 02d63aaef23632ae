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

/** How often within a minute a server that dies is started again before it is given up. */
const mostRestarts = 5;

/**
 * Looks after a server that runs already, or starts one: gives it a watcher, waits until it is
 * ready, starts it again when it dies. Whoever uses the database meets broken connections in
 * between, and nothing that was committed is lost.
 */
export async function lookAfter(charge: Charge): Promise<Caretaker> {
  let current = await bringUp(charge);
  let restarts: number[] = [];
  let stopping = false;
  let restarting: Promise<void> = Promise.resolve();

  const restart = async (): Promise<void> => {
    current.guard.dismiss();
    const now = performance.now();
    restarts = [...restarts.filter((then) => now - then < 60_000), now];
    if (restarts.length > mostRestarts) {
      charge.onProgress(`the database stopped again and again:\n${tail(charge.places.log)}`);
      return;
    }
    charge.onProgress("the database stopped unexpectedly and is started again");
    current = await bringUp({ ...charge, find: () => Promise.resolve(undefined) });
    whenEnded(current.postmaster, onEnd);
  };
  const onEnd = (): void => {
    if (stopping) return;
    restarting = restart().catch((error: unknown) => charge.onProgress(String(error)));
  };
  whenEnded(current.postmaster, onEnd);

  return {
    async stop() {
      stopping = true;
      await restarting;
      await stopPostmaster(current.postmaster);
      current.guard.dismiss();
    },
  };
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
 * owner was killed while starting it may not have shown itself when it was looked for.
 */
function isHeldByTheDying(log: string): boolean {
  return /shared memory block|lock file "postmaster.pid" already exists/.test(tail(log, 4));
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
