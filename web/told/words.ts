import { counted } from "../../src/kit/counted-words.ts";

/** Every word of the page of what waits. */
export const words = {
  title: "What waits for you",
  headline: (count: number, late: number) =>
    count === 0
      ? "Nothing waits for you"
      : late === 0
        ? `${counted(count, "thing waits", "things wait")} for you`
        : `${counted(count, "thing waits", "things wait")} for you, ${late} of them late`,
  lede: "What you are to score, decide, sign, answer or confirm, the earliest day first.",
  empty:
    "When a review asks something of you, it stands here: scores to hand in, decisions to sign, replies, keys to approve.",
  reading: "Reading what waits for you.",
  kinds: {
    assigned: "Assigned",
    returned: "Returned",
    due: "Due",
    rejected: "Rejected",
    stale: "Stale",
  },
  all: "All",
  what: "What",
  where: "Where",
  day: "By",
  noDay: "no day set",
  late: "late",
  simulated: "SIMULATED",
  more: (count: number) => `${counted(count, "thing")} more are not shown.`,
  calendar: "In your calendar",
  calendarLede:
    "Ordinary calendars subscribe to your own dates by a secret address. Whoever has it can read them, so keep it to yourself; revoke it when a device is lost.",
  make: "Make an address",
  making: "Making it",
  made: "Copy this address into your calendar now; it is shown once:",
  madeOn: (name: string, day: string) => `${name === "" ? "Address" : name}, made on ${day}`,
  forWhich: "For which calendar, such as “my phone”",
  revoke: "Revoke",
  none: "No address is open.",
  filters: "Kinds of things that wait",
} as const;
