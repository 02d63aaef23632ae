import type { Static } from "typebox";
import { addSpan, dayInWords, spanInWords, weekdayInWords } from "../../kit/calendar.ts";
import type { AfterSigningDeadline } from "../deadline.contract.ts";
import { type DeadlineRule, spanOf } from "./literal-due.ts";

/** Days, months or years after signing; counting starts on the day after. */
export const afterSigning: DeadlineRule<Static<typeof AfterSigningDeadline>> = {
  due: (deadline, counting) => {
    const span = spanOf(deadline) ?? {};
    const clause = { what: "Clause", words: `${spanInWords(span)} after signing` };
    if (counting.signed === null) {
      return { day: null, from: null, projected: false, notStarted: false, steps: [clause] };
    }
    const day = addSpan(counting.signed, span);
    return {
      day,
      from: counting.signed,
      projected: false,
      notStarted: false,
      steps: [
        clause,
        { what: "Signed", words: weekdayInWords(counting.signed) },
        { what: "Counted", words: `${dayInWords(counting.signed)} + ${spanInWords(span)}` },
        { what: "Printed", words: weekdayInWords(day) },
      ],
    };
  },
  words: (deadline) => `signing + ${spanInWords(spanOf(deadline) ?? {})}`,
  waitsFor: () => [],
};
