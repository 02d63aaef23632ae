import { dayInWords } from "../kit/calendar.ts";
import type { DayRule } from "../kit/day-rule.ts";
import type { HolidayCalendar } from "../kit/holidays.ts";
import type { MovedDate } from "./clock.contract.ts";
import type { RowMatter } from "./clock-row.ts";
import { waitsFor } from "./deadlines/deadline-kinds.ts";
import { DueDates } from "./due-dates.ts";
import { noFacts } from "./order-facts.ts";
import type { OrderTask } from "./order.contract.ts";

/**
 * Dates that are no longer what the text alone gives, each with what moved it: an extension of its
 * own, or what is on record of the product it counts from. What an amendment of the text moved is
 * said by `datesMovedByAmendments`.
 */
export function movedDates(
  matter: RowMatter,
  how: { calendar: HolidayCalendar; rule: DayRule },
): MovedDate[] {
  const { order, state, dates } = matter;
  const { signed, organisations } = state.facts;
  const before = new DueDates(order, { ...noFacts, signed, organisations }, how.calendar, how.rule);
  return order.tasks.flatMap((task) => {
    const was = before.of(task);
    const now = dates.of(task);
    if (was.printed === now.printed || was.repeats !== null) return [];
    return [
      {
        task: task.id,
        title: task.short ?? task.title,
        was: was.due,
        now: now.due,
        because: reasonOf(matter, task),
        amendment: null,
      },
    ];
  });
}

const eventWords = { delivery: "delivered", receipt: "received", acceptance: "accepted" } as const;

function reasonOf({ order, state }: RowMatter, task: OrderTask): string {
  const own = state.facts.extensions.findLast((each) => each.task === task.id);
  if (own) return `extended by ${order.offices[own.by]?.title ?? own.by}: ${own.because}`;
  const anchors = waitsFor(task.deadline);
  const reasons = anchors.flatMap((anchor) => {
    const title = order.tasks.find((each) => each.id === anchor)?.short ?? anchor;
    const last = state.facts.events
      .filter((each) => each.task === anchor)
      .toSorted((a, b) => a.on.localeCompare(b.on))
      .at(-1);
    if (last) return [`${title}: ${eventWords[last.event]} ${dayInWords(last.on)}`];
    const extended = state.facts.extensions.findLast((each) => each.task === anchor);
    return extended ? [`${title}: extended to ${dayInWords(extended.until)}`] : [];
  });
  return reasons.length > 0
    ? reasons.join("; ")
    : `it counts from ${anchors.join(" and ")}, whose own date moved`;
}
