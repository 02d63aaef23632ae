import type { Static } from "typebox";
import { dayInWords, weekdayInWords } from "../../kit/calendar.ts";
import type { FixedDeadline } from "../deadline.contract.ts";
import type { DeadlineRule } from "./literal-due.ts";

/** A date printed in the order: it stands before signing too. */
export const fixed: DeadlineRule<Static<typeof FixedDeadline>> = {
  due: (deadline, counting) => ({
    day: deadline.on,
    from: counting.signed,
    projected: false,
    notStarted: false,
    steps: [
      { what: "Clause", words: "a date printed in the order" },
      { what: "Printed", words: weekdayInWords(deadline.on) },
    ],
  }),
  words: (deadline) => dayInWords(deadline.on),
  waitsFor: () => [],
};
