import { canonicalJson } from "../kit/canonical-json.ts";
import { type Day, dayInWords } from "../kit/calendar.ts";
import type { DayRule } from "../kit/day-rule.ts";
import type { HolidayCalendar } from "../kit/holidays.ts";
import type { MovedBy, MovedDate } from "./clock.contract.ts";
import { waitsFor } from "./deadlines/deadline-kinds.ts";
import { type DueDate, DueDates } from "./due-dates.ts";
import type { OrderAct } from "./order-act.contract.ts";
import { pairedTasks, type TaskPair } from "./order-diff.ts";
import type { OrderFacts } from "./order-facts.ts";
import { factsFrom, versionAfter } from "./order-state.ts";
import type { OrderFile } from "./order.contract.ts";

/** One version of a text, with the calendar and the rule for days off under which it is counted. */
export interface CountedText {
  readonly version: number;
  readonly order: OrderFile;
  readonly calendar: HolidayCalendar;
  readonly rule: DayRule;
}

/** How an act is kept: its leaf in the log, and the instant from which it was known. */
export interface KeptAs {
  readonly leaf: string | null;
  readonly known_at: string | null;
}

/** A date that one text gives and another gives differently. */
export interface TextMove {
  readonly task: string;
  readonly title: string;
  readonly was: Day | null;
  readonly now: Day | null;
  /** What of the text moved it, in words. */
  readonly by: string;
}

/**
 * The dates that differ between two texts of an order while everything else stays as it is. Tasks
 * that only one of them has are no moved dates: `orderDiff` lists those.
 */
export function datesMovedByText(
  before: CountedText,
  after: CountedText,
  facts: OrderFacts,
): TextMove[] {
  const [earlier, later] = [before, after].map(
    (text) => new DueDates(text.order, facts, text.calendar, text.rule),
  );
  if (!earlier || !later) return [];
  return pairedTasks(before.order, after.order).flatMap((pair) => {
    const [was, now] = [earlier.of(pair.before), later.of(pair.after)];
    if (was.printed === now.printed && was.due === now.due) return [];
    const title = pair.after.short ?? pair.after.title;
    const by = whatMoved(pair, was, now, after.order);
    return [{ task: pair.after.id, title, was: was.due, now: now.due, by }];
  });
}

function whatMoved(pair: TaskPair, was: DueDate, now: DueDate, order: OrderFile): string {
  if (canonicalJson(pair.before.deadline) !== canonicalJson(pair.after.deadline)) {
    return was.words === now.words
      ? `its deadline is still ${now.words}, and is counted differently`
      : `its deadline was ${was.words}, and is ${now.words}`;
  }
  if (was.printed === now.printed) return "its days off are counted differently";
  const anchors = waitsFor(pair.after.deadline).map((id) => {
    const task = order.tasks.find((each) => each.id === id);
    return task?.short ?? task?.title ?? id;
  });
  return `it counts from ${anchors.join(" and ")}, whose date moved`;
}

/**
 * The dates that amendments moved after signing, amendment by amendment: from which date to which,
 * by which act. Each amendment is judged by what was on record when it was kept, so that what came
 * later is never put down to it.
 */
export function datesMovedByAmendments(
  texts: readonly CountedText[],
  acts: readonly OrderAct[],
  kept: readonly KeptAs[],
): MovedDate[] {
  const signing = acts.findIndex((act) => act.kind === "signed");
  const signed = acts[signing]?.day;
  if (signed === undefined) return [];
  return acts.flatMap((act, at) => {
    if (act.kind !== "amended" || act.version === null) return [];
    if (act.day < signed || (act.day === signed && at < signing)) return [];
    const earlier = acts.slice(0, at);
    const fromVersion = versionAfter(earlier);
    const before = texts.find((text) => text.version === fromVersion);
    const after = texts.find((text) => text.version === act.version);
    if (!before || !after) return [];
    const amendment: MovedBy = {
      from_version: fromVersion,
      version: act.version,
      day: act.day,
      known_at: kept[at]?.known_at ?? null,
      leaf: kept[at]?.leaf ?? null,
      because: act.because,
    };
    const facts = { ...factsFrom(earlier), signed };
    return datesMovedByText(before, after, facts).map(({ by, ...moved }) => ({
      ...moved,
      because: amendmentInWords(amendment, by),
      amendment,
    }));
  });
}

function amendmentInWords({ version, day, because, known_at }: MovedBy, by: string): string {
  const why = because === null ? "" : `: ${because}`;
  const knownDay = known_at?.slice(0, 10) ?? day;
  const known = knownDay === day ? "" : `, known since ${dayInWords(knownDay)}`;
  return `amended on ${dayInWords(day)} (version ${version}${known})${why}; ${by}`;
}
