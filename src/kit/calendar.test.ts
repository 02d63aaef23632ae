import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addSpan,
  closingInstant,
  dayInWords,
  daysBetween,
  isDay,
  readInstant,
  readDay,
  shortDay,
  spanInWords,
  weekdayInWords,
} from "./calendar.ts";
import { Problem } from "./problem.ts";

const anyDay = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2200-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe("dates", () => {
  test("only days that exist, in one form", () => {
    expect(["2017-02-28", "2020-02-29"].every(isDay)).toBe(true);
    expect(
      ["2017-02-29", "2017-13-01", "2017-2-3", "20170203", "", "2017-05-11T00:00"].some(isDay),
    ).toBe(false);
    expect(() => readDay("2017-02-30")).toThrow(
      "2017-02-30 is not a day that exists; give one that does.",
    );
    expect(() => readDay("soon")).toThrow("“soon” is not a date; write it as year-month-day");
  });

  test("counting starts on the day after, in calendar days", () => {
    expect(addSpan("2017-05-11", { days: 90 })).toBe("2017-08-09");
    expect(addSpan("2017-05-11", { years: 1 })).toBe("2018-05-11");
    expect(addSpan("2017-05-11", { days: 0 })).toBe("2017-05-11");
  });

  test("a month later is the last day where that month is shorter", () => {
    expect(addSpan("2017-01-31", { months: 1 })).toBe("2017-02-28");
    expect(addSpan("2020-02-29", { years: 1 })).toBe("2021-02-28");
  });

  test("counting out of the calendar is refused", () => {
    expect(() => addSpan("2017-01-01", { years: 9000 })).toThrow(Problem);
    expect(() => addSpan("2017-01-01", { days: 9e15 })).toThrow(Problem);
  });

  test("words", () => {
    expect(dayInWords("2020-06-08")).toBe("8 June 2020");
    expect(weekdayInWords("2017-10-10")).toBe("Tuesday 10 October 2017");
    expect(shortDay("2017-06-26")).toBe("Mon 26 Jun 2017");
    expect([{ days: 1 }, { months: 6 }, { years: 1, days: 2 }].map(spanInWords)).toEqual([
      "1 day",
      "6 months",
      "2 days and 1 year",
    ]);
  });

  test("days counted forward are the days between", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, days) => {
        expect(daysBetween(day, addSpan(day, { days }))).toBe(days);
      }),
    );
  });
});

describe("closing instants", () => {
  test("a time of a place, in UTC", () => {
    expect(closingInstant("2018-02-12", "17:00", "America/New_York")).toBe(
      "2018-02-12T22:00:00.000000Z",
    );
    expect(closingInstant("2018-07-12", "17:00", "America/New_York")).toBe(
      "2018-07-12T21:00:00.000000Z",
    );
  });
  test("a time that does not exist is taken after the gap", () => {
    expect(closingInstant("2018-03-11", "02:30", "America/New_York")).toBe(
      "2018-03-11T07:30:00.000000Z",
    );
  });
  test("unknown zones and times are refused", () => {
    expect(() => closingInstant("2018-02-12", "17:00", "Mars/Base")).toThrow(
      "not a known time zone",
    );
    expect(() => closingInstant("2018-02-12", "5 pm", "UTC")).toThrow("not a time of day");
  });
});

test("an instant is UTC, written with microseconds, and exists", () => {
  expect(readInstant("2026-11-22T10:00:00Z")).toBe("2026-11-22T10:00:00.000000Z");
  expect(readInstant("2026-11-22T10:00:00.12Z")).toBe("2026-11-22T10:00:00.120000Z");
  for (const text of [
    "foo",
    "2026-02-30T10:00:00Z",
    "2026-11-22T25:00:00Z",
    "2026-11-22",
    "0000-00-00T00:00:00Z",
  ]) {
    expect(() => readInstant(text)).toThrow("is not an instant");
  }
});
