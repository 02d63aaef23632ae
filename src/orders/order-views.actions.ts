import { noSuchTask, noSuchVersion } from "./no-such-name.ts";
import { readDay, readInstant } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { readOffices, readStandings } from "../offices/offices.store.ts";
import { findCalendar } from "../platform/calendars/find-calendar.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import type { CountedText } from "./amended-dates.ts";
import type { ClockView } from "./clock.contract.ts";
import { obligationsOf } from "./clock-row.ts";
import { DueDates } from "./due-dates.ts";
import { orderCalendar } from "./order-calendar.ts";
import { type ClockMatter, orderClock } from "./order-clock.ts";
import type { OrderDiff } from "./order-diff.contract.ts";
import { orderDiff } from "./order-diff.ts";
import type { OrderFile } from "./order.contract.ts";
import { findOrder, type KeptOrder, keptOrder } from "./orders.actions.ts";
import type { ObligationList, OrderList } from "./orders.contract.ts";
import { readActs, readText, readTexts } from "./orders.store.ts";

interface When {
  readonly on?: string | undefined;
  readonly as_of?: string | undefined;
}
type Rule = "printed" | "next" | "previous";

async function instantOf(
  work: Pick<Work, "transaction">,
  when: When,
): Promise<{ asOf: string; on: string }> {
  const { as_of, on } = when;
  const asOf =
    as_of === undefined
      ? await lastKnownAt(work.transaction)
      : readInstant(as_of, { field: "as_of" });
  return { asOf, on: on === undefined ? asOf.slice(0, 10) : readDay(on, { field: "on" }) };
}

type Register = Pick<ClockMatter, "offices" | "standings">;

async function registerOf(work: Work, asOf: string): Promise<Register> {
  return {
    offices: await readOffices(work.transaction, asOf),
    standings: await readStandings(work.transaction, asOf),
  };
}

async function clockOf(
  { order, state, texts, kept }: KeptOrder,
  register: Register,
  when: { asOf: string; on: string; rule?: Rule | undefined },
): Promise<ClockView> {
  const ruleOf = (text: OrderFile): Rule => when.rule ?? state.rule ?? text.rule ?? "printed";
  const counted: CountedText[] = [];
  for (const { version, content } of texts) {
    const calendar = await findCalendar(content.calendar);
    counted.push({ version, order: content, calendar, rule: ruleOf(content) });
  }
  return orderClock({
    ...register,
    order,
    state,
    calendar: await findCalendar(order.calendar),
    rule: ruleOf(order),
    on: when.on,
    asOf: when.asOf,
    kept,
    texts: counted,
  });
}

/** The clock of an order on a day, under a rule for days off, as known at an instant. */
export async function showClock(
  work: Work,
  id: string,
  query: When & { rule?: Rule | undefined },
): Promise<ClockView> {
  const { asOf, on } = await instantOf(work, query);
  const kept = await findOrder(work, id, asOf, on);
  return clockOf(kept, await registerOf(work, asOf), { asOf, on, rule: query.rule });
}

/** Every order with its headline; the number of queries does not grow with their number. */
export async function listOrders(work: Work, query: When): Promise<OrderList> {
  const { asOf, on } = await instantOf(work, query);
  const texts = Map.groupBy(await readTexts(work.transaction, asOf), (row) => row.order_id);
  const acts = Map.groupBy(await readActs(work.transaction, asOf), (row) => row.order_id);
  const register = await registerOf(work, asOf);
  const orders: OrderList["orders"] = [];
  for (const [id, versions] of texts) {
    const kept = keptOrder(versions, acts.get(id) ?? [], on);
    if (!kept) continue;
    const view = await clockOf(kept, register, { asOf, on });
    const { title, short, kind, status, status_words, version, tasks, signed, headline } = view;
    orders.push({
      order: id,
      title,
      short,
      kind,
      status,
      status_words,
      version,
      tasks,
      signed,
      headline,
    });
  }
  return { orders: orders.toSorted((a, b) => (b.signed ?? "").localeCompare(a.signed ?? "")) };
}

/** What every organisation or lead owes, with its own date and state. */
export async function listObligations(
  work: Pick<Work, "transaction">,
  id: string,
  query: When & { task?: string | undefined },
): Promise<ObligationList> {
  const { asOf, on } = await instantOf(work, query);
  const { order, state } = await findOrder(work, id, asOf, on);
  const calendar = await findCalendar(order.calendar);
  const dates = new DueDates(order, state.facts, calendar, state.rule ?? order.rule ?? "printed");
  const tasks = order.tasks.filter((task) => query.task === undefined || task.id === query.task);
  if (tasks.length === 0) throw new Problem("not-found", noSuchTask(order, query.task ?? ""));
  const obligations = tasks.flatMap((task) =>
    obligationsOf(task, state).map((each) => {
      const { due, projected } = dates.of(task, each.part);
      return { task: task.id, ...each, due, projected };
    }),
  );
  return { order: id, on, obligations };
}

/**
 * The file of an order, byte for byte as it was imported: the version asked for, else the one that
 * counts on the day. Refuses (not-found).
 */
export async function showOrderFile(
  work: Work,
  id: string,
  query: When & { version?: number | undefined },
): Promise<{ text: string; name: string }> {
  const { asOf, on } = await instantOf(work, query);
  const { state, texts } = await findOrder(work, id, asOf, on);
  const version = query.version ?? state.version;
  const known = texts.some((each) => each.version === version);
  const text = known ? await readText(work.transaction, id, version) : undefined;
  if (text === undefined) throw new Problem("not-found", noSuchVersion(id, version, texts.length));
  return { text, name: query.version === undefined ? `${id}.yaml` : `${id}@${version}.yaml` };
}

/** The dates of an order as iCalendar. */
export async function showCalendar(
  work: Work,
  id: string,
  query: When & { rule?: Rule | undefined },
): Promise<string> {
  const { asOf, on } = await instantOf(work, query);
  const { order, state } = await findOrder(work, id, asOf, on);
  const rule = query.rule ?? state.rule ?? order.rule ?? "printed";
  return orderCalendar({
    order,
    facts: state.facts,
    calendar: await findCalendar(order.calendar),
    rule,
    stamp: asOf,
  });
}

/** The differences between two orders that are kept. */
export async function compareOrders(
  work: Work,
  id: string,
  other: string,
  query: When,
): Promise<OrderDiff> {
  const { asOf, on } = await instantOf(work, query);
  const [before, after] = [
    await findOrder(work, other, asOf, on),
    await findOrder(work, id, asOf, on),
  ];
  return orderDiff(before.order, after.order);
}
