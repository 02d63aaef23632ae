import type { Static } from "typebox";
import { addSpan, type Day, dayInWords, spanInWords, weekdayInWords } from "../../kit/calendar.ts";
import type { RepeatDeadline } from "../deadline.contract.ts";
import { type CountingStep, type DeadlineRule, type LiteralDue, spanOf } from "./literal-due.ts";

type Repeat = Static<typeof RepeatDeadline>;

/** The given occurrence, counted from the first day so that short months do not add up. */
export function occurrence(start: Day, repeat: Repeat, number: number): Day {
  const { days = 0, months = 0, years = 0 } = repeat;
  return addSpan(start, { days: days * number, months: months * number, years: years * number });
}

/** Writes how often: `yearly`, `monthly`, or `every 90 days`. */
export function repeatInWords(repeat: Repeat): string {
  const words = spanInWords(spanOf(repeat) ?? {});
  if (words === "1 year") return "yearly";
  return words === "1 month" ? "monthly" : `every ${words}`;
}

/** Again and again after another product, from its due date or from its delivery. */
export const repeat: DeadlineRule<Repeat> = {
  due: (deadline, counting) => {
    const choice = counting.repeatChoice(deadline.counted_from);
    const anchor = counting.anchor(deadline.task, "delivery");
    const delivered = anchor.days.toSorted().at(-1) ?? null;
    const byDelivery = choice === "delivery";
    const start = byDelivery && delivered !== null ? delivered : anchor.literal;
    const steps: CountingStep[] = [
      { what: "Clause", words: `${repeatInWords(deadline)} after: ${anchor.title}` },
    ];
    const missing = byDelivery && delivered === null;
    const open: Pick<LiteralDue, "projected" | "notStarted"> = {
      projected: missing || choice === "undecided" || (!byDelivery && anchor.literalProjected),
      notStarted: missing,
    };
    if (start === null) return { day: null, from: null, ...open, projected: true, steps };
    const number = counting.deliveredTimes + 1;
    const day = occurrence(start, deadline, number);
    if (deadline.until !== undefined && day > deadline.until) {
      const over = { what: "Ended", words: `no more after ${dayInWords(deadline.until)}` };
      return {
        day: null,
        from: start,
        projected: false,
        notStarted: false,
        steps: [...steps, over],
      };
    }
    steps.push(
      {
        what: "Starts",
        words: `${dayInWords(start)}, ${byDelivery ? "its delivery" : "its date"}`,
      },
      { what: "Occurrence", words: `number ${number}` },
      { what: "Printed", words: weekdayInWords(day) },
    );
    return { day, from: start, ...open, steps };
  },
  words: (deadline, titleOf) => `${repeatInWords(deadline)} after ${titleOf(deadline.task)}`,
  waitsFor: (deadline) => [deadline.task],
};
