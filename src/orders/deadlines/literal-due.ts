import type { Day } from "../../kit/calendar.ts";
import type { AnchorChoice, AnchorEvent, RepeatChoice } from "../deadline.contract.ts";

/** One line of the answer to "how was this date counted?". */
export interface CountingStep {
  readonly what: string;
  readonly words: string;
}

/** A date as counted from the text, before any rule for days off. */
export interface LiteralDue {
  /** Nothing when the text gives no date, or when what it counts from is not known yet. */
  readonly day: Day | null;
  /** The day, real or forecast, from which it is counted. */
  readonly from: Day | null;
  /** True when the date is a forecast: it counts from something that is not on record. */
  readonly projected: boolean;
  /** True when the clock runs from other products and none of them is on record. */
  readonly notStarted: boolean;
  readonly steps: readonly CountingStep[];
}

/** What is on record of a product from which another task counts. */
export interface AnchorRecord {
  readonly task: string;
  readonly title: string;
  /** The anchor's own date as counted from the text, or as extended. */
  readonly literal: Day | null;
  readonly literalProjected: boolean;
  /** The days of the event that are on record, one for each part, or one for the whole. */
  readonly days: readonly Day[];
  /** How many parts are expected; nothing when that is not known. */
  readonly expected: number | null;
  /** True when the whole of it is on record. */
  readonly complete: boolean;
  /** True when a delivery stands in for a receipt or an acceptance that is not on record. */
  readonly standIn: boolean;
}

/** What a kind of deadline may ask while it counts. */
export interface Counting {
  readonly signed: Day | null;
  anchor(task: string, event: AnchorEvent): AnchorRecord;
  /** A decision on record for this task, which goes before what the text leaves open. */
  anchorChoice(written: AnchorChoice): AnchorChoice;
  repeatChoice(written: RepeatChoice): RepeatChoice;
  /** How often the product of this task itself was delivered. */
  readonly deliveredTimes: number;
}

/** One kind of deadline: how it counts, how it reads, and which tasks it waits for. */
export interface DeadlineRule<D> {
  due(deadline: D, counting: Counting): LiteralDue;
  /** The rule in words, true before signing too: `signing + 90 days`. */
  words(deadline: D, titleOf: (task: string) => string): string;
  waitsFor(deadline: D): readonly string[];
}

/** Takes the span out of a deadline; nothing when it has no number. */
export function spanOf(deadline: { days?: number; months?: number; years?: number }): {
  days?: number;
  months?: number;
  years?: number;
} | null {
  const { days, months, years } = deadline;
  if (days === undefined && months === undefined && years === undefined) return null;
  return {
    ...(days === undefined ? {} : { days }),
    ...(months === undefined ? {} : { months }),
    ...(years === undefined ? {} : { years }),
  };
}
