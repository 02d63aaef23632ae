import type { Static } from "typebox";
import type { NoDeadline } from "../deadline.contract.ts";
import type { DeadlineRule } from "./literal-due.ts";

/** A task without a date: it can never be late. */
export const noDeadline: DeadlineRule<Static<typeof NoDeadline>> = {
  due: () => ({
    day: null,
    from: null,
    projected: false,
    notStarted: false,
    steps: [{ what: "Clause", words: "the order gives this task no date" }],
  }),
  words: () => "no date",
  waitsFor: () => [],
};
