import ical, { ICalCalendarMethod } from "ical-generator";
import { addSpan, closingInstant, shortDay } from "../kit/calendar.ts";
import type { DayRule } from "../kit/day-rule.ts";
import { applyDayRule, type HolidayCalendar } from "../kit/holidays.ts";
import { DueDates, occurrences } from "./due-dates.ts";
import { groupOf } from "./clock-row.ts";
import { spanOf } from "./deadlines/literal-due.ts";
import type { OrderFacts } from "./order-facts.ts";
import type { OrderFile, OrderTask } from "./order.contract.ts";
import { ruleWords } from "./words.ts";

interface CalendarMatter {
  readonly order: OrderFile;
  readonly facts: OrderFacts;
  readonly calendar: HolidayCalendar;
  readonly rule: DayRule;
  /** Instant that the entries are stamped with, ISO 8601. */
  readonly stamp: string;
}

/** How many occurrences of a repeat are written out: each may fall on its own day off. */
const repeatsWritten = 10;

/**
 * Writes the dates of an order as iCalendar (RFC 5545): one all-day event for each date, or the
 * instant where the text names an hour. Repeats are written out, because each of them moves by
 * itself when it falls on a day off. A task without a date is left out. The same input gives the
 * same bytes.
 */
export function orderCalendar(matter: CalendarMatter): string {
  const { order, facts, calendar, rule } = matter;
  const feed = ical({
    name: order.short ?? order.title,
    prodId: { company: "Muster", product: "order clock", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
  });
  const dates = new DueDates(order, facts, calendar, rule);
  for (const task of order.tasks) {
    const due = dates.of(task);
    if (due.due === null || due.printed === null || groupOf(task) === "continuing") continue;
    const { deadline } = task;
    const span = deadline.kind === "repeat" ? spanOf(deadline) : null;
    const printed = span === null ? [due.printed] : occurrences(due.printed, span, repeatsWritten);
    const until = deadline.kind === "repeat" ? (deadline.until ?? "9999-12-31") : "9999-12-31";
    for (const [at, day] of printed.filter((each) => each <= until).entries()) {
      const counts = span === null ? due.due : applyDayRule(calendar, day, rule).day;
      feed.createEvent({
        ...eventOf(matter, task, { day: counts, projected: due.projected }),
        id: `${order.id}/${task.id}/${at + 1}@muster`,
      });
    }
  }
  return feed.toString();
}

function eventOf(
  { order, rule, stamp }: CalendarMatter,
  task: OrderTask,
  due: { day: string; projected: boolean },
) {
  const { closes } = task.deadline;
  const leads = task.leads.map((lead) => order.offices[lead]?.title ?? lead).join(", ");
  const forecast = due.projected ? "Forecast: " : "";
  const start = closes ? closingInstant(due.day, closes.time, closes.zone) : due.day;
  return {
    stamp: new Date(stamp),
    start: new Date(start),
    ...(closes ? {} : { end: new Date(addSpan(due.day, { days: 1 })), allDay: true }),
    // Whole days are written in UTC: a reader in any zone sees the same date.
    timezone: "UTC",
    summary: `${forecast}${task.short ?? task.title} (${task.clause})`,
    description: `${task.title}. Lead: ${leads}. Counts as ${shortDay(due.day)}, rule: ${ruleWords[rule]}.`,
  };
}
