import type { Static } from "typebox";
import { weekdayInWords } from "../../kit/calendar.ts";
import type { AtOnceDeadline } from "../deadline.contract.ts";
import type { DeadlineRule } from "./literal-due.ts";

/** In force from the day of signing on. */
export const atOnce: DeadlineRule<Static<typeof AtOnceDeadline>> = {
  due: (_, counting) => ({
    day: counting.signed,
    from: counting.signed,
    projected: false,
    notStarted: false,
    steps: [
      { what: "Clause", words: "at once, from signing" },
      ...(counting.signed === null
        ? []
        : [{ what: "Printed", words: weekdayInWords(counting.signed) }]),
    ],
  }),
  words: () => "at once",
  waitsFor: () => [],
};
