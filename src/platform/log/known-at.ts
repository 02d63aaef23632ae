import { Type } from "typebox";
import type { Transaction } from "../database/database.ts";

const Stamp = Type.Object({ last: Type.String() });

/** Takes the next instant: a statement of its own, or the beginning of a larger one. */
export const stampSql = `update facts_clock set last = greatest(clock_timestamp(), last + interval '1 microsecond') returning last`;

/**
 * Takes the next instant of the clock of facts: later than every committed one, and in the order of
 * commits, because the row stays locked until the transaction ends. So nothing that becomes known
 * later ever carries an earlier instant. Ask as late as possible: other writers wait.
 */
export async function stampKnownAt(transaction: Transaction): Promise<string> {
  const row = await transaction.first(Stamp, stampSql);
  if (!row) throw new Error("the clock of facts is missing");
  return row.last;
}

/** The instant up to which everything is known now: what `--as-of` means when it is left out. */
export async function lastKnownAt(transaction: Transaction): Promise<string> {
  const row = await transaction.first(Stamp, `select last from facts_clock`);
  if (!row) throw new Error("the clock of facts is missing");
  return row.last;
}

/**
 * The instant up to which what is known will never change: the last fact, or five seconds ago,
 * whichever is later. A work that is still being committed took its instant just before that.
 */
export async function settledUntil(transaction: Transaction): Promise<string> {
  const row = await transaction.first(
    Stamp,
    `select greatest(last, clock_timestamp() - interval '5 seconds') as last from facts_clock`,
  );
  if (!row) throw new Error("the clock of facts is missing");
  return row.last;
}

/** The day on the clock of facts, or of the database where that is later. */
export async function todayOf(transaction: Transaction): Promise<string> {
  return (await settledUntil(transaction)).slice(0, 10);
}
