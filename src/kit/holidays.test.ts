import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addSpan } from "./calendar.ts";
import { applyDayRule, dayOff, readHolidayCalendar } from "./holidays.ts";

const file = "policy/calendars/us-federal-2016-2030.yaml";
const federal = readHolidayCalendar(readFileSync(file), file);

describe("the calendar of US federal holidays", () => {
  test.each([
    ["2017-10-09", "Columbus Day"],
    ["2017-11-10", "Veterans Day (observed)"],
    ["2021-06-18", "Juneteenth National Independence Day (observed)"],
    ["2017-10-08", "Sunday"],
    ["2017-10-10", null],
  ])("%s is off because of %s", (day, because) => {
    expect(dayOff(federal, day)).toBe(because);
  });

  test("holds 188 days, the same as the published list where that is at hand", () => {
    expect(federal.days_off).toHaveLength(188);
    const list = "../shared/data/federal/us-federal-holidays-2016-2030.csv";
    const listed = existsSync(list)
      ? readFileSync(list, "utf8")
          .trim()
          .split("\n")
          .slice(1)
          .map((line) => line.slice(0, 10))
      : federal.days_off.map((each) => each.date);
    expect(federal.days_off.map((each) => each.date)).toEqual(listed);
  });
});

describe("the three rules for days off", () => {
  test.each([
    ["2017-10-08", "printed", "2017-10-08"],
    ["2017-10-08", "next", "2017-10-10"],
    ["2017-10-08", "previous", "2017-10-06"],
    ["2018-01-06", "previous", "2018-01-05"],
    ["2017-08-09", "next", "2017-08-09"],
  ] as const)("%s by the rule %s counts as %s", (day, rule, counts) => {
    expect(applyDayRule(federal, day, rule).day).toBe(counts);
  });

  test("says what was passed over", () => {
    expect(applyDayRule(federal, "2017-10-08", "next").passed).toEqual([
      { day: "2017-10-08", because: "Sunday" },
      { day: "2017-10-09", because: "Columbus Day" },
    ]);
  });

  test("says when the calendar does not speak for a day", () => {
    expect(applyDayRule(federal, "2031-01-01", "next").covered).toBe(false);
  });

  test("next is never earlier, previous never later, both are business days", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5470 }), (days) => {
        const day = addSpan("2016-01-02", { days });
        const next = applyDayRule(federal, day, "next").day;
        const previous = applyDayRule(federal, day, "previous").day;
        expect(previous <= day && day <= next).toBe(true);
        expect([dayOff(federal, next), dayOff(federal, previous)]).toEqual([null, null]);
      }),
    );
  });
});

test("a calendar with a doubled, impossible or outlying day is refused at its line", () => {
  const head =
    "format: muster-calendar/1\nid: x\nversion: 1\ntitle: x\nsource: x\nfrom: 2017-01-01\nuntil: 2017-12-31\nweekend: []\ndays_off:\n";
  const day = (date: string): string => `  - {date: ${date}, name: x}\n`;
  expect(() => readHolidayCalendar(head + day("2017-02-30"), "c.yaml")).toThrow("c.yaml, line 10");
  expect(() => readHolidayCalendar(head + day("2018-01-01"), "c.yaml")).toThrow("lies outside");
  expect(() => readHolidayCalendar(head + day("2017-01-01") + day("2017-01-01"), "c.yaml")).toThrow(
    "line 11",
  );
});
