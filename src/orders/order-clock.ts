import type { Day } from "../kit/calendar.ts";
import type { DayRule } from "../kit/day-rule.ts";
import type { HolidayCalendar } from "../kit/holidays.ts";
import type { Office, Standing } from "../offices/offices.contract.ts";
import { type CountedText, datesMovedByAmendments, type KeptAs } from "./amended-dates.ts";
import { clockRow, type RowMatter } from "./clock-row.ts";
import type { ClockAct, ClockRow, ClockView } from "./clock.contract.ts";
import { clockSeats } from "./clock-seats.ts";
import { DueDates } from "./due-dates.ts";
import { movedDates } from "./moved-dates.ts";
import { openDecisions } from "./open-decisions.ts";
import type { OrderAct } from "./order-act.contract.ts";
import { isInForce } from "./order-life.ts";
import type { OrderState } from "./order-state.ts";
import type { OrderFile } from "./order.contract.ts";
import {
  actInWords,
  type ClockCounts,
  headlineInWords,
  heldInWords,
  ledeInWords,
  statusInWords,
} from "./words.ts";

/** Everything the clock of an order is computed from. */
export interface ClockMatter {
  readonly order: OrderFile;
  readonly state: OrderState;
  readonly calendar: HolidayCalendar;
  readonly rule: DayRule;
  readonly offices: readonly Office[];
  readonly standings: readonly Standing[];
  readonly on: Day;
  readonly asOf: string;
  /** How each act is kept, in the order of the acts of the state. */
  readonly kept: readonly KeptAs[];
  /** All versions of the text, for what amendments moved. */
  readonly texts: readonly CountedText[];
}

/** What an order asks for, and where each of it stands on a day: pure, from text and acts alone. */
export function orderClock(matter: ClockMatter): ClockView {
  const { order, state, calendar, rule, on } = matter;
  const dates = new DueDates(order, state.facts, calendar, rule);
  const rowMatter: RowMatter = { order, state, dates, standings: matter.standings, on };
  const rows = order.tasks.map((task) => clockRow(rowMatter, task));
  const counts = countRows(rows);
  const inForce = isInForce(state.status);
  return {
    ...headOf(matter),
    headline: headlineInWords(counts, inForce, state.status),
    lede: ledeInWords(counts, inForce),
    tasks: rows.length,
    counts: {
      dated: counts.dated,
      no_own_date: rows.filter((row) => row.group === "no-own-date").length,
      continuing: rows.filter((row) => row.group === "continuing").length,
    },
    rows,
    decisions: openDecisions(rowMatter),
    seats: clockSeats(rowMatter, matter.offices),
    moved: [
      ...datesMovedByAmendments(matter.texts, state.acts, matter.kept),
      ...movedDates(rowMatter, { calendar, rule }),
    ],
    acts: state.acts.map((act, at) => clockAct(order, act, matter.kept[at]?.leaf ?? null)),
    days: daysOf(rows, state.acts),
  };
}

function headOf({ order, state, calendar, rule, on, asOf }: ClockMatter) {
  const amended = state.acts.findLast((act) => act.kind === "amended")?.day ?? null;
  const { signed } = state.facts;
  const days = { signed, plannedFor: state.plannedFor, leaked: order.leaked ?? null, amended };
  return {
    order: order.id,
    title: order.title,
    short: order.short ?? order.title,
    kind: order.kind,
    citation: order.citation ?? null,
    source: order.source,
    notice: order.notice ?? null,
    status: state.status,
    status_words: statusInWords(state.status, days),
    version: state.version,
    signed,
    published: order.published ?? null,
    planned_for: state.plannedFor,
    on,
    as_of: asOf,
    rule,
    calendar:
      order.calendar === undefined
        ? null
        : { id: `${calendar.id}@${calendar.version}`, title: calendar.title },
    supersedes: order.supersedes ?? null,
    superseded_by: state.supersededBy ?? order.superseded_by ?? null,
  };
}

function countRows(rows: readonly ClockRow[]): ClockCounts {
  const dated = rows.filter((row) => row.group === "dated");
  const count = (state: ClockRow["state"]): number =>
    dated.filter((row) => row.state === state).length;
  return {
    dated: dated.length,
    past: count("no-delivery-on-record"),
    waiting: count("clock-not-started"),
    early: count("delivered-early"),
    onTime: count("delivered-on-time"),
    lateDays: dated.flatMap((row) =>
      row.state === "delivered-late" && row.days !== null ? [row.days] : [],
    ),
    notDue: count("not-due"),
    partly: count("partly-delivered"),
    waived: count("waived"),
  };
}

function clockAct(order: OrderFile, act: OrderAct, leaf: string | null): ClockAct {
  const titleOf = (id: string): string => {
    const task = order.tasks.find((each) => each.id === id);
    return task?.short ?? task?.title ?? id;
  };
  const { day, kind, task, note, source } = act;
  const officeOf = (id: string): string =>
    order.offices[id]?.short ?? order.offices[id]?.title ?? id;
  const words = `${actInWords(act, titleOf)}${act.from_memory ? " (from memory)" : ""}`;
  return { day, kind, task, words, note, source, held_words: heldInWords(act, officeOf), leaf };
}

function daysOf(rows: readonly ClockRow[], acts: readonly OrderAct[]): string[] {
  const days = [...acts.map((act) => act.day), ...rows.flatMap((row) => [row.due, row.delivered])];
  return [...new Set(days.filter((day) => day !== null))].toSorted().toReversed();
}
