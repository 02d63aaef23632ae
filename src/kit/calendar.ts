import { Temporal } from "temporal-polyfill";
import { months } from "./months.ts";
import { Problem, type Place } from "./problem.ts";

/** A calendar date in ISO 8601, such as `2017-05-11`. It has no time and no zone. */
export type Day = string;

/** A length of time in whole days, calendar months or calendar years. */
export interface Span {
  readonly days?: number;
  readonly months?: number;
  readonly years?: number;
}

const weekdays = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;
export type Weekday = (typeof weekdays)[number];

const dayPattern = /^\d{4}-\d{2}-\d{2}$/u;

/** Says whether a text is a date that exists, in the one accepted form. */
export function isDay(text: string): boolean {
  if (!dayPattern.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

/** Answers the date a text says. Refuses (bad-input) one that does not exist, such as 2017-02-30. */
export function readDay(text: string, place: Place = {}): Day {
  if (isDay(text)) return text;
  const sentence = dayPattern.test(text)
    ? `${text} is not a day that exists; give one that does.`
    : `“${text.slice(0, 40)}” is not a date; write it as year-month-day, such as 2017-05-11.`;
  throw new Problem("bad-input", sentence, place);
}

function plain(day: Day): Temporal.PlainDate {
  return Temporal.PlainDate.from(readDay(day));
}

/**
 * Counts a span from a day; counting starts on the day after. A month or a year later is the same
 * day of the month, or the last one where that month is shorter (31 January and a month: 28 or 29
 * February). Refuses (bad-input) what leaves the years 0001 to 9999.
 */
export function addSpan(day: Day, span: Span): Day {
  const later = (() => {
    try {
      return plain(day).add({
        days: span.days ?? 0,
        months: span.months ?? 0,
        years: span.years ?? 0,
      });
    } catch (cause) {
      throw new Problem(
        "bad-input",
        `${spanInWords(span)} after ${day} cannot be counted.`,
        {},
        { cause },
      );
    }
  })();
  if (later.year < 1 || later.year > 9999) {
    throw new Problem(
      "bad-input",
      `${spanInWords(span)} after ${day} is outside the years 1 to 9999.`,
    );
  }
  return later.toString();
}

/** Days from one day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return plain(from).until(plain(to), { largestUnit: "days" }).days;
}

/** The weekday of a day, in English. */
export function weekdayOf(day: Day): Weekday {
  return weekdays[plain(day).dayOfWeek - 1] ?? "Monday";
}

/** Writes a day for people: `8 June 2020`. */
export function dayInWords(day: Day): string {
  const [year = 0, month = 0, number = 0] = readDay(day).split("-").map(Number);
  return `${number} ${months[month - 1] ?? ""} ${year}`;
}

/** Writes a day with its weekday: `Tuesday 10 October 2017`. */
export function weekdayInWords(day: Day): string {
  return `${weekdayOf(day)} ${dayInWords(day)}`;
}

/** Writes a day short, for tables: `Tue 10 Oct 2017`. */
export function shortDay(day: Day): string {
  const { day: number, month, year } = plain(day);
  return `${weekdayOf(day).slice(0, 3)} ${number} ${(months[month - 1] ?? "").slice(0, 3)} ${year}`;
}

/** Writes a span: `90 days`, `1 year`. */
export function spanInWords(span: Span): string {
  const parts = [
    [span.days, "day"],
    [span.months, "month"],
    [span.years, "year"],
  ] as const;
  const words = parts.flatMap(([count, unit]) =>
    count === undefined ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`],
  );
  return words.length === 0 ? "no time" : words.join(" and ");
}

/**
 * The instant at which something closes: a wall-clock time of a day in a time zone (IANA name), in
 * ISO 8601 UTC with microseconds. A time that a change of clocks skips is taken after the gap, one
 * that comes twice is the earlier one (RFC 5545, section 3.3.5).
 */
export function closingInstant(day: Day, time: string, zone: string): string {
  const clock = /^([01]\d|2[0-3]):[0-5]\d$/u.test(time);
  if (!clock) throw new Problem("bad-input", `“${time}” is not a time of day; write it as 17:00.`);
  try {
    const instant = Temporal.ZonedDateTime.from(`${readDay(day)}T${time}[${zone}]`).toInstant();
    return instant.toString({ fractionalSecondDigits: 6 });
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const sentence = `“${zone}” is not a known time zone; write it as America/New_York.`;
    throw new Problem("bad-input", sentence, {}, { cause });
  }
}

/**
 * Answers the instant a text says, as ISO 8601 in UTC with microseconds. Refuses (bad-input) what
 * is not an instant in UTC, or does not exist.
 */
export function readInstant(text: string, place: Place = {}): string {
  const [, seconds, fraction = ""] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$/u.exec(text) ?? [];
  const exists =
    seconds !== undefined && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
  if (exists) return `${seconds}.${fraction.padEnd(6, "0")}Z`;
  const sentence = `“${text.slice(0, 40)}” is not an instant; write it as 2026-11-22T10:00:00Z.`;
  throw new Problem("bad-input", sentence, place);
}
