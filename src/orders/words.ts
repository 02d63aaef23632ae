import { dayInWords, shortDay, weekdayInWords } from "../kit/calendar.ts";
import { unreachable } from "../kit/problem.ts";
import type { OrderAct } from "./order-act.contract.ts";
import type { RowState } from "./clock.contract.ts";
import type { OrderStatus } from "./order.contract.ts";

const small = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
] as const;

/** Writes a count in a sentence: words up to nine, figures from ten on. */
function numberInWords(count: number): string {
  return small[count] ?? String(count);
}

/** One day, two days. */
export function daysInWords(days: number): string {
  return days === 1 ? "1 day" : `${days.toLocaleString("en-GB")} days`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Says where an order stands in its life. */
export function statusInWords(
  status: OrderStatus,
  day: {
    signed: string | null;
    plannedFor: string | null;
    leaked: string | null;
    amended: string | null;
  },
): string {
  const signed = day.signed === null ? "" : ` ${weekdayInWords(day.signed)}`;
  switch (status) {
    case "leaked":
      return day.leaked === null
        ? "leaked, never issued"
        : `leaked on ${dayInWords(day.leaked)}, never issued`;
    case "draft":
      return "draft, not signed";
    case "scheduled":
      return day.plannedFor === null
        ? "scheduled"
        : `to be signed on ${dayInWords(day.plannedFor)}`;
    case "postponed":
      return day.plannedFor === null
        ? "postponed, no day set"
        : `postponed to ${dayInWords(day.plannedFor)}`;
    case "signed":
      return `signed${signed}`;
    case "amended":
      return `signed${signed}, amended${day.amended === null ? "" : ` ${dayInWords(day.amended)}`}`;
    case "superseded":
      return day.signed === null ? "superseded, never signed" : `signed${signed}, superseded`;
    case "closed":
      return day.signed === null ? "closed, never signed" : `signed${signed}, closed`;
    default:
      return unreachable(status);
  }
}

/** What the clock counts, for the headline. */
export interface ClockCounts {
  readonly dated: number;
  readonly past: number;
  readonly waiting: number;
  readonly early: number;
  readonly onTime: number;
  readonly lateDays: readonly number[];
  readonly notDue: number;
  readonly partly: number;
  readonly waived: number;
}

/** The finding in one sentence with its denominator. */
export function headlineInWords(
  counts: ClockCounts,
  inForce: boolean,
  status: OrderStatus,
): string {
  if (!inForce) {
    const state = {
      leaked: "Leaked and never issued",
      draft: "Not signed",
      scheduled: "Not signed yet",
      postponed: "Postponed",
      signed: "",
      amended: "",
      superseded: "Superseded",
      closed: "Closed",
    }[status];
    return `${state}: no clock runs for its ${counts.dated} dated products`;
  }
  const verb = counts.past === 1 ? "is past its" : "are past their";
  const none = counts.past === 0 ? "None" : String(counts.past);
  return `${none} of ${counts.dated} dated products ${verb} date with no delivery on record`;
}

function late(days: readonly number[]): string {
  if (days.length === 1) return `one ${daysInWords(days[0] ?? 0)} late`;
  return `${numberInWords(days.length)} late by up to ${daysInWords(Math.max(...days))}`;
}

/** What else there is to say about the dated products, in a paragraph. */
export function ledeInWords(counts: ClockCounts, inForce: boolean): string {
  if (!inForce) return "Before signing every date reads as a rule; after it, as a day.";
  const came = [
    counts.early > 0
      ? `${numberInWords(counts.early)} product${counts.early === 1 ? "" : "s"} came early`
      : "",
    counts.onTime > 0
      ? `${numberInWords(counts.onTime)} on ${counts.onTime === 1 ? "its" : "their"} day`
      : "",
    counts.lateDays.length > 0 ? late(counts.lateDays) : "",
    counts.partly > 0 ? `${numberInWords(counts.partly)} came in part` : "",
    counts.waived > 0
      ? `${numberInWords(counts.waived)} ${counts.waived === 1 ? "was" : "were"} waived`
      : "",
    counts.notDue > 0
      ? `${numberInWords(counts.notDue)} ${counts.notDue === 1 ? "is" : "are"} not due yet`
      : "",
  ].filter((part) => part !== "");
  const either = counts.past > 0 ? " either" : "";
  const waiting =
    counts.waiting === 0
      ? ""
      : `${counts.waiting}${counts.past > 0 ? " more" : ""} count${counts.waiting === 1 ? "s" : ""} from reports that are not on record${either}. `;
  const rest = came.length === 0 ? "" : `${sentence(came.join(", "))}. `;
  return `${waiting}${rest}“No delivery on record” means nobody told this log; it does not mean nothing was written.`;
}

/** Where a product stands, in two lines: the state, and what there is to say about it. */
export function rowStateInWords(
  state: RowState,
  days: number | null,
  delivered: string | null,
  started = false,
): { state_words: string; state_note: string } {
  const when = delivered === null ? "" : dayInWords(delivered);
  const past = days === null ? "" : `${daysInWords(days)} past its date`;
  const words: Readonly<Record<RowState, readonly [string, string]>> = {
    "not-signed": ["No clock runs", "not signed"],
    continuing: ["In force", "continuing, no product to hand in"],
    "no-date": ["No date", when === "" ? "no delivery on record" : `delivered ${when}`],
    "clock-not-started": started
      ? ["Forecast only", "what starts its clock is not settled"]
      : ["Clock not started", "reports not on record"],
    "not-due": [days === 0 ? "Due today" : `Due in ${daysInWords(-(days ?? 0))}`, ""],
    "no-delivery-on-record": ["No delivery on record", past],
    "partly-delivered": ["Delivered in part", past],
    "delivered-early": [`Delivered ${daysInWords(-(days ?? 0))} early`, when],
    "delivered-on-time": ["Delivered on its day", when],
    "delivered-late": [`Delivered ${daysInWords(days ?? 0)} late`, when],
    waived: ["Waived", ""],
  };
  const [state_words, state_note] = words[state];
  return { state_words, state_note };
}

function afterAll({ because }: OrderAct): string {
  return because === null ? "" : `, issued after all (${because})`;
}

/** Says what was done, for a list of acts. */
export function actInWords(act: OrderAct, titleOf: (task: string) => string): string {
  const what = act.task === null ? "" : titleOf(act.task);
  const whose = act.part === null ? "" : ` (${act.part})`;
  const why = act.because === null ? "" : `: ${act.because}`;
  const until = act.until === null ? "" : dayInWords(act.until);
  const by = act.by === null ? "" : ` by ${act.by}`;
  switch (act.kind) {
    case "imported":
      return `Text version ${act.version ?? 1} was imported`;
    case "amended":
      return `The text was amended, version ${act.version ?? ""}${why}`;
    case "scheduled":
      return `Signing was set for ${until}${afterAll(act)}`;
    case "postponed":
      return `Signing was postponed${until === "" ? "" : ` to ${until}`}${why}`;
    case "signed":
      return `The order was signed${afterAll(act)}; its clocks run`;
    case "superseded":
      return `Superseded by ${act.by ?? ""}`;
    case "closed":
      return `The order was closed${why}`;
    case "heads-named":
      return `${act.organisations?.length ?? 0} organisations were named, each with its own obligations`;
    case "decided":
      return `${what}: decided${by} that “${act.choice ?? ""}” counts${why}`;
    case "extended":
      return `${what}${whose}: extended to ${until}${by}${why}`;
    case "waived":
      return `${what}${whose}: waived${by}${why}`;
    case "blocked":
      return `${what}${whose}: cannot be done yet${why}`;
    case "returned":
      return `${what}${whose}: returned${why}`;
    case "delivered":
    case "received":
    case "accepted":
      return `${what}${whose}: ${act.kind}`;
    default:
      return unreachable(act.kind);
  }
}

/** Who held the offices when an act was done. */
export function heldInWords(act: OrderAct, titleOf: (office: string) => string): string {
  const states = {
    held: "held",
    acting: "by an acting holder",
    vacant: "office vacant",
    unknown: "holder not entered",
  };
  return act.held_by
    .map(
      ({ office, state, holder }) =>
        `${titleOf(office)}: ${states[state]}${holder === null ? "" : ` (${holder})`}`,
    )
    .join("; ");
}

const choiceWords = {
  delivery: "delivery",
  receipt: "receipt",
  acceptance: "acceptance",
} as const;

/** The question that an undecided anchor asks. */
export function anchorQuestion(event: keyof typeof choiceWords, span: string): string {
  return `Which ${choiceWords[event]} starts the ${span}?`;
}

/** A date that moved: from which day to which, in one line of a terminal. */
export function movedInWords(moved: {
  readonly title: string;
  readonly was: string | null;
  readonly now: string | null;
}): string {
  const day = (date: string | null): string => (date === null ? "no date" : shortDay(date));
  return moved.was === moved.now
    ? `Moved: ${moved.title}, still ${day(moved.now)} under this rule`
    : `Moved: ${moved.title}, from ${day(moved.was)} to ${day(moved.now)}`;
}

/** The three rules for days off, for people. */
export const ruleWords = {
  printed: "as printed",
  next: "next business day",
  previous: "previous business day",
} as const;
