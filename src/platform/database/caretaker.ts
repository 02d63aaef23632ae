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
 * Looks after the server that was found, or starts one: gives it a watcher, waits until it is
 * ready, starts it again when it dies. Whoever uses the database meets broken connections in
 * between, and nothing that was committed is lost.
 */
export async function lookAfter(found: Postmaster | undefined, charge: Charge): Promise<Caretaker> {
  let current = await bringUp(charge, found);
  let restarts: number[] = [];
  let stopping = false;
  let restarting: Promise<void> = Promise.resolve();

  const restart = async (): Promise<void> => {
    current.watcher.dismiss();
    const now = performance.now();
    restarts = [...restarts.filter((then) => now - then < 60_000), now];
    if (restarts.length > mostRestarts) {
      charge.onProgress(`the database stopped again and again:\n${tail(charge.places.log)}`);
      return;
    }
    charge.onProgress("the database stopped unexpectedly and is started again");
    current = await bringUp(charge, undefined);
    watch();
  };
  const onEnd = (): void => {
    if (stopping) return;
    restarting = restart().catch((error: unknown) => charge.onProgress(String(error)));
  };
  const watch = (): void => whenEnded(current.postmaster, onEnd);
  watch();

  return {
    async stop() {
      stopping = true;
      await restarting;
      await stopPostmaster(current.postmaster);
      current.watcher.dismiss();
    },
  };
}

interface Watched {
  readonly postmaster: Postmaster;
  readonly watcher: Watcher;
}

/** Starts, or takes over, a server with its watcher, and waits until it answers. */
async function bringUp(charge: Charge, found: Postmaster | undefined): Promise<Watched> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const postmaster = found ?? charge.start();
    const watcher = startWatcher(postmaster.pid, charge.places);
    charge.onWatcher(watcher.pid);
    try {
      await untilReady(charge.url, postmaster.pid, charge.places.log);
      return { postmaster, watcher };
    } catch (error) {
      await stopPostmaster(postmaster);
      watcher.dismiss();
      if (performance.now() > deadline || !isHeldByTheDying(charge.places.log)) throw error;
      await pause(100);
    }
  }
}

/** After a SIGKILL the old server's children hold its memory for a moment longer. */
function isHeldByTheDying(log: string): boolean {
  return tail(log, 4).includes("shared memory block");
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
