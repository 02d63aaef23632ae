import type { Command } from "commander";
import { readDay, shortDay, weekdayOf } from "../kit/calendar.ts";
import { DayRule } from "../kit/day-rule.ts";
import { type HolidayCalendar, readHolidayCalendar } from "../kit/holidays.ts";
import { Problem } from "../kit/problem.ts";
import { findCalendar } from "../platform/calendars/find-calendar.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { datesMovedByText, type TextMove } from "./amended-dates.ts";
import { type DueDate, DueDates } from "./due-dates.ts";
import { groupOf } from "./clock-row.ts";
import { noSuchTask } from "./no-such-name.ts";
import { noFacts, type OrderFacts } from "./order-facts.ts";
import { orderCalendar } from "./order-calendar.ts";
import type { OrderFile } from "./order.contract.ts";
import { readOrder } from "./read-order.ts";
import { movedInWords, ruleWords } from "./words.ts";

interface DateOptions {
  readonly signed?: string;
  readonly rule?: string;
  readonly delivered: readonly string[];
  readonly calendar?: string;
  readonly before?: string;
}

/** Adds the commands that only read files, and need no server, to `order`. */
export function orderFileCommands(order: Command, terminal: Terminal): void {
  const dated = (command: Command): Command =>
    command
      .option("--signed <date>", "the day of signing; default: the one in the file")
      .option("--rule <rule>", "for days off: printed, next or previous; default: the file's rule")
      .option(
        "--delivered <task=date>",
        "a product that came on a day; may be given again",
        collect,
        [],
      )
      .option("--calendar <file>", "a calendar of holidays instead of the one the order names");
  order
    .command("check <file>")
    .description("say whether an order file holds together")
    .action((file: string) => check(terminal, file));
  dated(order.command("dates <file>"))
    .description("print the date of every task; needs no server")
    .option("--before <file>", "the text before an amendment: which dates the amendment moved")
    .action((file: string, options: DateOptions) => dates(terminal, file, options));
  dated(order.command("calendar <file>"))
    .description("write the dates as iCalendar, for ordinary calendars")
    .action((file: string, options: DateOptions) => calendar(terminal, file, options));
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}

async function readFile(terminal: Terminal, file: string): Promise<OrderFile> {
  return readOrder(await terminal.readFile(file), file);
}

async function check(terminal: Terminal, file: string): Promise<void> {
  const order = await readFile(terminal, file);
  const { title } = await findCalendar(order.calendar);
  const count = (group: string): number =>
    order.tasks.filter((task) => groupOf(task) === group).length;
  const counts = {
    dated: count("dated"),
    no_own_date: count("no-own-date"),
    continuing: count("continuing"),
  };
  if (terminal.wantsJson) {
    return terminal.json({
      file,
      order: order.id,
      status: order.status,
      tasks: order.tasks.length,
      ...counts,
    });
  }
  terminal.out(`${file} holds together: ${order.short ?? order.title}, ${order.status}.`);
  terminal.out(
    `${order.tasks.length} tasks: ${counts.dated} with a date of their own, ${counts.no_own_date} without, ${counts.continuing} in force all the time.`,
  );
  terminal.out(`Calendar: ${title}.`);
}

function ruleOf(text: string | undefined, order: OrderFile): DayRule {
  if (text === undefined) return order.rule ?? "printed";
  const known = ["printed", "next", "previous"] as const;
  const rule = known.find((each) => each === text);
  if (rule) return rule;
  throw new Problem("bad-input", `“${text}” is no rule for days off; use ${known.join(", ")}.`, {
    field: "--rule",
  });
}

function factsOf(order: OrderFile, options: DateOptions): OrderFacts {
  const signed = options.signed ?? order.signed ?? null;
  if (signed !== null) readDay(signed, { field: "--signed" });
  const events = options.delivered.flatMap((given) => {
    const [, task = "", on = ""] = /^([^=]+)=(.+)$/u.exec(given) ?? [];
    if (task === "") {
      const sentence = `“${given}” is no task with a date; write TASK=DATE.`;
      throw new Problem("bad-input", sentence, { field: "--delivered" });
    }
    if (!order.tasks.some((each) => each.id === task)) {
      throw new Problem("not-found", noSuchTask(order, task), { field: "--delivered" });
    }
    readDay(on, { field: "--delivered" });
    if (signed === null || on < signed) {
      throw new Problem(
        "bad-input",
        `${task} cannot come before the order is signed; give --signed.`,
        { field: "--delivered" },
      );
    }
    // Said of the whole product, a delivery counts as its receipt and acceptance on that day.
    return (["delivery", "receipt", "acceptance"] as const).map((event) => ({
      task,
      event,
      part: null,
      on,
    }));
  });
  return { ...noFacts, signed, events };
}

async function calendarOf(
  terminal: Terminal,
  order: OrderFile,
  file: string | undefined,
): Promise<HolidayCalendar> {
  return file === undefined
    ? findCalendar(order.calendar)
    : readHolidayCalendar(await terminal.readFile(file), file);
}

async function dates(terminal: Terminal, file: string, options: DateOptions): Promise<void> {
  const order = await readFile(terminal, file);
  const rule = ruleOf(options.rule, order);
  const facts = factsOf(order, options);
  const holidays = await calendarOf(terminal, order, options.calendar);
  const all = new DueDates(order, facts, holidays, rule).all();
  const clauses = new Map(order.tasks.map((task) => [task.id, task.clause]));
  const moves = await movesSince(terminal, order, options, { facts, holidays, rule });
  if (all.some((each) => !each.covered)) {
    terminal.note(
      `${holidays.title} does not speak for every day here; beyond it only weekends are known.`,
    );
  }
  if (terminal.wantsJson) {
    return terminal.json(
      all.map(({ task, due, repeats, projected }) => ({
        task,
        clause: clauses.get(task) ?? "",
        due,
        weekday: due === null ? null : weekdayOf(due),
        rule,
        repeats,
        projected,
        ...(moves === null ? {} : { was: wasOf(moves, task, due) }),
      })),
    );
  }
  const signed = facts.signed === null ? "not signed" : `signed ${shortDay(facts.signed)}`;
  terminal.out(`${order.short ?? order.title}, ${signed}. Rule for days off: ${ruleWords[rule]}.`);
  for (const each of all) terminal.out(lineOf(each, clauses.get(each.task) ?? ""));
  if (moves === null) return;
  if (moves.length === 0) terminal.out("The amendment moved no date.");
  for (const moved of moves) terminal.out(`${movedInWords(moved)} (${moved.by})`);
}

/** What the text before gave of a task: the same date where it did not move. */
function wasOf(moves: readonly TextMove[], task: string, due: string | null): string | null {
  const moved = moves.find((each) => each.task === task);
  return moved === undefined ? due : moved.was;
}

/** The dates that a text moved, held against the one before; nothing when none was named. */
async function movesSince(
  terminal: Terminal,
  after: OrderFile,
  options: DateOptions,
  how: { facts: OrderFacts; holidays: HolidayCalendar; rule: DayRule },
): Promise<TextMove[] | null> {
  if (options.before === undefined) return null;
  const before = await readFile(terminal, options.before);
  const calendar =
    options.calendar === undefined ? await findCalendar(before.calendar) : how.holidays;
  return datesMovedByText(
    { version: 1, order: before, calendar, rule: ruleOf(options.rule, before) },
    { version: 2, order: after, calendar: how.holidays, rule: how.rule },
    how.facts,
  );
}

function lineOf(each: DueDate, clause: string): string {
  const date = each.due === null ? each.words : shortDay(each.due);
  const remarks = [
    each.projected ? "forecast" : "",
    each.due !== null && each.due !== each.printed && each.printed !== null
      ? `printed ${shortDay(each.printed)}`
      : "",
    each.repeats ?? "",
  ].filter((remark) => remark !== "");
  const remark = remarks.length === 0 ? "" : `  (${remarks.join(", ")})`;
  return `${clause.padEnd(16)} ${each.task.padEnd(38)} ${date}${remark}`;
}

async function calendar(terminal: Terminal, file: string, options: DateOptions): Promise<void> {
  const order = await readFile(terminal, file);
  const facts = factsOf(order, options);
  if (facts.signed === null) {
    throw new Problem(
      "refused",
      `${order.id} is not signed, so it has no dates to write; give --signed to try a day.`,
    );
  }
  const holidays = await calendarOf(terminal, order, options.calendar);
  // Stamped with the day of signing, so that the same file gives the same bytes.
  const stamp = `${facts.signed}T00:00:00Z`;
  const text = orderCalendar({
    order,
    facts,
    calendar: holidays,
    rule: ruleOf(options.rule, order),
    stamp,
  });
  if (terminal.wantsJson) return terminal.json({ calendar: text });
  terminal.content(`${text}\r\n`);
}
