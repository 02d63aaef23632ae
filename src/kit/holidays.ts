import { type Static, Type } from "typebox";
import { addSpan, type Day, readDay, weekdayOf } from "./calendar.ts";
import type { DayRule } from "./day-rule.ts";
import { Problem } from "./problem.ts";
import { readYaml } from "./read-yaml.ts";

const strict = { additionalProperties: false } as const;

/** A dated list of days off. Never edited: a change is a new version that supersedes this one. */
export const HolidayCalendar = Type.Object(
  {
    format: Type.Literal("muster-calendar/1"),
    id: Type.String({ pattern: "^[a-z0-9-]+$" }),
    version: Type.Integer({ minimum: 1 }),
    title: Type.String({ minLength: 1 }),
    source: Type.String({ minLength: 1 }),
    supersedes: Type.Optional(Type.String()),
    from: Type.String({ description: "first day this calendar speaks for" }),
    until: Type.String({ description: "last day this calendar speaks for" }),
    weekend: Type.Array(
      Type.Union([
        Type.Literal("Monday"),
        Type.Literal("Tuesday"),
        Type.Literal("Wednesday"),
        Type.Literal("Thursday"),
        Type.Literal("Friday"),
        Type.Literal("Saturday"),
        Type.Literal("Sunday"),
      ]),
      { maxItems: 6 },
    ),
    days_off: Type.Array(
      Type.Object({ date: Type.String(), name: Type.String({ minLength: 1 }) }, strict),
    ),
  },
  strict,
);
export type HolidayCalendar = Static<typeof HolidayCalendar>;

/**
 * Reads a calendar file. Refuses (bad-input): what is not of the format, days that do not exist,
 * lie outside the calendar's own span or stand there twice.
 */
export function readHolidayCalendar(content: string | Uint8Array, file: string): HolidayCalendar {
  const { value, placeOf } = readYaml(HolidayCalendar, content, file);
  readDay(value.from, placeOf(["from"]));
  readDay(value.until, placeOf(["until"]));
  const seen = new Set<string>();
  for (const [at, { date }] of value.days_off.entries()) {
    const place = placeOf(["days_off", at, "date"]);
    readDay(date, place);
    if (date < value.from || date > value.until) {
      throw new Problem(
        "bad-input",
        `${date} lies outside ${value.from} to ${value.until}; widen the calendar.`,
        place,
      );
    }
    if (seen.has(date))
      throw new Problem("bad-input", `${date} stands here twice; keep one.`, place);
    seen.add(date);
  }
  return value;
}

/** Why a day is off: the name of the holiday or the weekday; nothing on a business day. */
export function dayOff(calendar: HolidayCalendar, day: Day): string | null {
  const holiday = calendar.days_off.find((each) => each.date === day);
  if (holiday) return holiday.name;
  const weekday = weekdayOf(day);
  return calendar.weekend.includes(weekday) ? weekday : null;
}

/** A day after the rule was applied, with the days off that it passed over. */
export interface RuledDay {
  readonly day: Day;
  readonly passed: readonly { readonly day: Day; readonly because: string }[];
  /** False when the calendar does not speak for one of these days: only weekends were known. */
  readonly covered: boolean;
}

/** Applies a rule for days off to a date. `printed` leaves every date as it is. */
export function applyDayRule(calendar: HolidayCalendar, day: Day, rule: DayRule): RuledDay {
  const covered = (here: Day): boolean => here >= calendar.from && here <= calendar.until;
  if (rule === "printed") return { day, passed: [], covered: true };
  const passed: { day: Day; because: string }[] = [];
  const step = rule === "previous" ? -1 : 1;
  let here = day;
  for (let off = dayOff(calendar, here); off !== null; off = dayOff(calendar, here)) {
    passed.push({ day: here, because: off });
    here = addSpan(here, { days: step });
  }
  return { day: here, passed, covered: covered(day) && covered(here) };
}
