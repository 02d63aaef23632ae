import { setImmediate } from "node:timers/promises";

/** Lets everything else that waits in this process have its turn: long work is cut by it. */
export function breathe(): Promise<void> {
  return setImmediate();
}
