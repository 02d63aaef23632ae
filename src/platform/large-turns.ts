import { AsyncLocalStorage } from "node:async_hooks";
import { Problem } from "../kit/problem.ts";

/** More than these would wait longer than a proxy waits: each takes more than a minute. */
const mostWaiting = 2;

let last: Promise<unknown> = Promise.resolve();
let present = 0;

/** What one request holds; its turn is kept until its answer is made. */
class Holder {
  private turn: Promise<() => void> | undefined;

  /** Waits for the turn, once. Refuses (unavailable): where too many wait already. */
  async take(): Promise<void> {
    this.turn ??= queued();
    await this.turn;
  }

  async end(): Promise<void> {
    const release = await this.turn?.catch(() => undefined);
    release?.();
  }
}

async function queued(): Promise<() => void> {
  if (present > mostWaiting) {
    const sentence = `${present} requests as large as this one are being answered or wait already; ask again in a minute.`;
    throw new Problem("unavailable", sentence);
  }
  present += 1;
  const before = last;
  const mine = Promise.withResolvers<undefined>();
  last = mine.promise;
  await before;
  return () => {
    present -= 1;
    mine.resolve(undefined);
  };
}

const holders = new AsyncLocalStorage<Holder>();

/** Answers a request within which large things wait for each other: see `takeLargeTurn`. */
export async function withLargeTurns<T>(answer: () => Promise<T>): Promise<T> {
  const holder = new Holder();
  try {
    return await holders.run(holder, answer);
  } finally {
    await holder.end();
  }
}

/**
 * Waits until no other request of this process makes something of hundreds of megabytes, and keeps
 * the turn until the answer of this one is made: two at once would not fit into the heap. Asked again
 * within one request, it is there already. Outside of requests nothing waits.
 *
 * Refuses (unavailable): when too many wait already.
 */
export async function takeLargeTurn(): Promise<void> {
  await holders.getStore()?.take();
}
