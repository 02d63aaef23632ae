import type { Static } from "typebox";
import { addSpan, type Day, dayInWords, spanInWords, weekdayInWords } from "../../kit/calendar.ts";
import type { AfterProductDeadline, AnchorChoice } from "../deadline.contract.ts";
import { type AnchorRecord, type CountingStep, type DeadlineRule, spanOf } from "./literal-due.ts";

interface Start {
  readonly day: Day | null;
  readonly projected: boolean;
}

function latest(days: readonly (Day | null)[]): Day | null {
  if (days.length === 0 || days.includes(null)) return null;
  return days.reduce((late, day) => (day !== null && late !== null && day > late ? day : late));
}

/**
 * The day a chained clock starts. The first on record starts it when that is the choice; else all
 * must be there, and until then the anchors' own literal dates stand in for what is missing. An
 * open choice makes no forecast of what is complete and came on one day.
 */
export function startOfClock(anchors: readonly AnchorRecord[], choice: AnchorChoice): Start {
  const days = anchors.flatMap((anchor) => anchor.days).toSorted();
  const standIn = anchors.some((anchor) => anchor.standIn);
  const [first] = days;
  const last = days.at(-1);
  if (choice === "first" && first !== undefined) return { day: first, projected: standIn };
  if (first !== undefined && last !== undefined && anchors.every((anchor) => anchor.complete)) {
    return { day: last, projected: standIn || (choice === "undecided" && first !== last) };
  }
  const missing = anchors.filter((anchor) => !anchor.complete).map((anchor) => anchor.literal);
  return { day: latest([...missing, ...days]), projected: true };
}

function onRecord(anchors: readonly AnchorRecord[]): string {
  const days = anchors.flatMap((anchor) => anchor.days);
  const expected = anchors.reduce<number | null>(
    (sum, anchor) => (sum === null || anchor.expected === null ? null : sum + anchor.expected),
    0,
  );
  const of = expected === null || expected < 2 ? "" : ` of ${expected}`;
  const whole = anchors.every((anchor) => anchor.complete) ? "all on record" : undefined;
  return days.length === 0 ? `none${of} on record` : (whole ?? `${days.length}${of} on record`);
}

const events = { delivery: "delivery", receipt: "receipt", acceptance: "acceptance" } as const;

/** After the delivery, receipt or acceptance of other tasks' products; moves with them. */
export const afterProduct: DeadlineRule<Static<typeof AfterProductDeadline>> = {
  due: (deadline, counting) => {
    const span = spanOf(deadline);
    const anchors = deadline.tasks.map((task) => counting.anchor(task, deadline.event));
    const notStarted = anchors.every((anchor) => anchor.days.length === 0);
    const names = anchors.map((anchor) => anchor.title).join(" and ");
    const steps: CountingStep[] = [
      {
        what: "Clause",
        words: `${span ? spanInWords(span) : "work"} after ${events[deadline.event]} of: ${names}`,
      },
      { what: "On record", words: onRecord(anchors) },
    ];
    const start = startOfClock(anchors, counting.anchorChoice(deadline.which));
    if (span === null || start.day === null) {
      return { day: null, from: start.day, projected: span !== null, notStarted, steps };
    }
    const day = addSpan(start.day, span);
    const counted = `${dayInWords(start.day)} + ${spanInWords(span)}`;
    steps.push(
      start.projected
        ? { what: "Forecast", words: `if it starts on ${counted}` }
        : { what: "Counted", words: counted },
      { what: "Printed", words: weekdayInWords(day) },
    );
    return { day, from: start.day, projected: start.projected, notStarted, steps };
  },
  words: (deadline, titleOf) => {
    const span = spanOf(deadline);
    const names = deadline.tasks.map(titleOf).join(" and ");
    return span === null
      ? `after ${names}, no number of days`
      : `${events[deadline.event]} of ${names} + ${spanInWords(span)}`;
  },
  waitsFor: (deadline) => deadline.tasks,
};
