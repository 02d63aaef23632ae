import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { publishedFilesAreHere, publishedRows } from "../../tests/support/published-files.ts";
import { type Weekday, weekdayOf } from "../kit/calendar.ts";
import type { DayRule } from "../kit/day-rule.ts";
import { type HolidayCalendar, readHolidayCalendar } from "../kit/holidays.ts";
import { DueDates } from "./due-dates.ts";
import { noFacts } from "./order-facts.ts";
import { readOrder } from "./read-order.ts";

const federal = readHolidayCalendar(
  readFileSync("policy/calendars/us-federal-2016-2030.yaml"),
  "us-federal",
);
const directive = readOrder(readFileSync("tests/fixtures/orders/bod-18-01.yaml"), "bod-18-01.yaml");

function due(task: string, rule: DayRule, calendar: HolidayCalendar = federal): string | undefined {
  const dates = new DueDates(directive, { ...noFacts, signed: "2017-10-16" }, calendar, rule);
  return dates.all().find((each) => each.task === task)?.due ?? undefined;
}

const golden: readonly [task: string, counted: string, weekday: Weekday, next: string][] = [
  ["websites-existing", "2016-12-31", "Saturday", "2017-01-03"],
  ["plan-of-action", "2017-11-15", "Wednesday", "2017-11-15"],
  ["first-status-report", "2017-12-15", "Friday", "2017-12-15"],
  ["email-basics", "2018-01-14", "Sunday", "2018-01-16"],
  ["web", "2018-02-13", "Tuesday", "2018-02-13"],
  ["reject", "2018-10-16", "Tuesday", "2018-10-16"],
];

test.each(golden)("%s is due on %s, a %s, or on the business day %s", (task, date, day, next) => {
  expect([due(task, "printed"), due(task, "next")]).toEqual([date, next]);
  expect(weekdayOf(date)).toBe(day);
});

test("each of the three dates that the press gave for 90 days follows from a rule that can be named", () => {
  const weekendsOnly = { ...federal, days_off: [] };
  expect([
    due("email-basics", "printed"),
    due("email-basics", "next", weekendsOnly),
    due("email-basics", "next"),
  ]).toEqual(["2018-01-14", "2018-01-15", "2018-01-16"]);
  // The day before is a Friday: whoever counts backwards has yet another.
  expect(due("email-basics", "previous")).toBe("2018-01-12");
});

if (publishedFilesAreHere) {
  test("the dates above are those that were counted by hand, where these are at hand", async () => {
    const rows = await publishedRows("bod-18-01-deadlines.csv");
    expect(
      rows.map((row) => [
        row["counted_date"],
        row["counted_weekday"],
        row["next_business_day"] || row["counted_date"],
      ]),
    ).toEqual(golden.map(([, counted, weekday, next]) => [counted, weekday.slice(0, 3), next]));
    expect(rows[3]?.["dates_seen_in_press"]).toBe("2018-01-14 | 2018-01-15 | 2018-01-16");
  });
}
