import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { publishedFilesAreHere, publishedRows } from "../../tests/support/published-files.ts";
import { addSpan, weekdayOf } from "./calendar.ts";
import { applyDayRule, dayOff, readHolidayCalendar } from "./holidays.ts";

const file = "policy/calendars/us-federal-2016-2030.yaml";
const federal = readHolidayCalendar(readFileSync(file), file);
const closures = [
  ["2018-12-05", "National Day of Mourning"],
  ["2018-12-24", "Christmas Eve"],
  ["2019-12-24", "Christmas Eve"],
  ["2020-12-24", "Christmas Eve"],
  ["2024-12-24", "Christmas Eve"],
  ["2025-01-09", "National Day of Mourning"],
  ["2025-12-24", "Christmas Eve"],
  ["2025-12-26", "Day After Christmas"],
] as const;
// Our calendar names nobody: whom a day of mourning was for stands in the published list only.
const unnamed = (row: Record<string, string>): string | undefined =>
  row["name"]?.replace(/ for former President .+$/, "");
const isObserved = (name: string): boolean => name.endsWith("(observed)");

describe("federal holidays of 2016 to 2030", () => {
  test("are 160 by statute, 20 observed on another day and 8 closures by order; 168 fall on weekdays", () => {
    const closed = new Set<string>(closures.map(([date]) => date));
    const observed = federal.days_off.filter(({ name }) => isObserved(name));
    const ordered = federal.days_off.filter(({ date }) => closed.has(date));
    expect([federal.days_off.length, observed.length, ordered.length]).toEqual([188, 20, 8]);
    const weekdays = federal.days_off.filter(
      ({ date }) => !federal.weekend.includes(weekdayOf(date)),
    );
    expect(weekdays).toHaveLength(168);
    // What falls on a weekend is observed beside it, so that nobody loses a day.
    const away = federal.days_off.filter(({ date }) => federal.weekend.includes(weekdayOf(date)));
    expect(away).toHaveLength(20);
    for (const { date, name } of away) {
      const beside = addSpan(date, { days: weekdayOf(date) === "Sunday" ? 1 : -1 });
      expect(dayOff(federal, beside)).toBe(`${name} (observed)`);
    }
  });

  test.each([
    ["2022-01-01", "2021-12-31", "2021-12-30"],
    ["2028-01-01", "2027-12-31", "2027-12-30"],
  ])("New Year's Day %s is observed on %s, in the year before", (day, observed, previous) => {
    expect(dayOff(federal, observed)).toBe("New Year's Day (observed)");
    expect(applyDayRule(federal, day, "previous").day).toBe(previous);
    expect(applyDayRule(federal, observed, "next").day).toBe(addSpan(day, { days: 2 }));
  });

  test("hold Juneteenth from 2021 on and not before", () => {
    const first = federal.days_off.filter(({ name }) => name.startsWith("Juneteenth"));
    expect(first[0]?.date).toBe("2021-06-18");
    expect(new Set(first.map(({ date }) => date.slice(0, 4))).size).toBe(10);
    expect(dayOff(federal, "2020-06-19")).toBeNull();
    expect(dayOff(federal, "2024-06-19")).toBe("Juneteenth National Independence Day");
  });

  test.each(closures)("%s was closed by order: %s", (date, name) => {
    expect(dayOff(federal, date)).toBe(name);
    expect(applyDayRule(federal, date, "next").passed[0]).toEqual({ day: date, because: name });
  });

  test("do not hold Inauguration Day, and say that what lies beyond them is not covered", () => {
    for (const day of ["2017-01-20", "2021-01-20"]) expect(dayOff(federal, day)).toBeNull();
    expect(applyDayRule(federal, "2030-12-31", "next")).toMatchObject({ covered: true });
    expect(applyDayRule(federal, "2031-01-02", "next")).toMatchObject({ covered: false });
  });

  if (publishedFilesAreHere) {
    test("are those published, day by day with their weekdays and names", async () => {
      const rows = await publishedRows("us-federal-holidays-2016-2030.csv");
      expect(
        federal.days_off.map(({ date, name }) => [date, weekdayOf(date).slice(0, 3), name]),
      ).toEqual(rows.map((row) => [row["date"], row["weekday"], unnamed(row)]));
      const ordered = rows.filter((row) => row["kind"] === "closure-by-order");
      expect(ordered.map((row) => [row["date"], unnamed(row)])).toEqual(closures);
      const open = rows.filter((row) => row["executive_branch_offices_closed"] === "no");
      expect(open.every((row) => federal.weekend.includes(weekdayOf(row["date"] ?? "")))).toBe(
        true,
      );
    });
  }
});
