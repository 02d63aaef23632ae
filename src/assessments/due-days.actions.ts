import { dayInWords } from "../kit/calendar.ts";
import { DueDates } from "../orders/due-dates.ts";
import type { OrderTask } from "../orders/order.contract.ts";
import { keptOrder } from "../orders/orders.actions.ts";
import { lastOrderFact, readActs, readTexts } from "../orders/orders.store.ts";
import { findCalendar } from "../platform/calendars/find-calendar.ts";
import type { Transaction } from "../platform/database/database.ts";
import { remember } from "../platform/database/remember.ts";
import type { SideTerms } from "./stages.contract.ts";

/** A day by which a side is due, or why there is none, in words. */
export interface DueDay {
  readonly due: string | null;
  readonly words: string;
}

/** When one side is due, by organisation. */
export interface DueDays {
  of(organisation: string): DueDay;
}

interface CountedOrder {
  readonly dates: DueDates;
  readonly tasks: ReadonlyMap<string, OrderTask>;
}

const recallOrder = remember<CountedOrder | null>(16);

/** The dates of an order as they count on a day; null where there is no such order. */
function countedOrder(
  transaction: Transaction,
  order: string,
  today: string,
  lastFact: string,
): Promise<CountedOrder | null> {
  return recallOrder(transaction, JSON.stringify([order, today, lastFact]), async () => {
    const texts = await readTexts(transaction, "infinity", order);
    const acts = await readActs(transaction, "infinity", order);
    const kept = keptOrder(texts, acts, today);
    if (kept === undefined) return null;
    const { order: text, state } = kept;
    const calendar = await findCalendar(text.calendar);
    const rule = state.rule ?? text.rule ?? "printed";
    return {
      dates: new DueDates(text, state.facts, calendar, rule),
      tasks: new Map(text.tasks.map((task) => [task.id, task])),
    };
  });
}

const never: DueDay = { due: null, words: "No day was set." };

/**
 * By when one side is due by the terms of a review: on the day that they name, or when the clock of
 * the review's order says so for the organisation's own part of a task. What is only forecast locks
 * nothing. No statement where the terms name no task; one while the order stands unchanged.
 */
export async function dueDays(
  transaction: Transaction,
  order: string,
  { task, due_day }: SideTerms,
  today: string,
): Promise<DueDays> {
  if (due_day !== undefined) {
    const words = `Due on ${dayInWords(due_day)} by the terms of the review.`;
    return { of: () => ({ due: due_day, words }) };
  }
  if (task === undefined) return { of: () => never };
  const lastFact = await lastOrderFact(transaction, order);
  const counted =
    lastFact === null ? null : await countedOrder(transaction, order, today, lastFact);
  const owed = counted?.tasks.get(task);
  if (counted === null || owed === undefined) {
    const words = `The order has no task ${task} any more, so no day counts.`;
    return { of: () => ({ due: null, words }) };
  }
  return {
    of: (organisation) => {
      const { due, projected, words: rule } = counted.dates.of(owed, organisation);
      if (due === null || projected) {
        const words = `The clock of ${order} does not run yet for its task ${task} (${rule}).`;
        return { due: null, words };
      }
      return { due, words: `Due on ${dayInWords(due)} by ${order}, task ${task} (${rule}).` };
    },
  };
}

/** Whether an order that stands has a task; null where there is no such order. */
export async function orderHasTask(
  transaction: Transaction,
  order: string,
  task: string,
  today: string,
): Promise<boolean | null> {
  const lastFact = await lastOrderFact(transaction, order);
  if (lastFact === null) return null;
  const counted = await countedOrder(transaction, order, today, lastFact);
  return counted === null ? null : counted.tasks.has(task);
}
