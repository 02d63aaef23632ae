import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readHolidayCalendar } from "../kit/holidays.ts";
import { orderCalendar } from "./order-calendar.ts";
import { noFacts } from "./order-facts.ts";
import { readDeliveries } from "./read-deliveries.ts";
import { readOrder } from "./read-order.ts";

const calendar = readHolidayCalendar(
  readFileSync("policy/calendars/us-federal-2016-2030.yaml"),
  "us-federal",
);
function written(name: string, signed: string): string {
  const order = readOrder(readFileSync(`examples/orders/${name}.yaml`), name);
  return orderCalendar({
    order,
    facts: { ...noFacts, signed },
    calendar,
    rule: "next",
    stamp: "2017-05-11T00:00:00Z",
  });
}
const eo = written("eo-13800", "2017-05-11");

test("every line ends as RFC 5545 asks, and none is longer than 75 bytes", () => {
  expect(eo.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/u);
  expect(eo.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
});

test("a date is an all-day event, a forecast says so, and the same input gives the same bytes", () => {
  expect(eo).toContain("DTSTART;VALUE=DATE:20171010");
  expect(eo).toContain("SUMMARY:Forecast: Enterprise risk determination");
  expect(written("eo-13800", "2017-05-11")).toBe(eo);
});

test("each repeat falls on its own business day", () => {
  // 7 November 2020 is a Saturday.
  expect(eo).toContain("DTSTART;VALUE=DATE:20201109");
});

test("an hour in a zone becomes an instant", () => {
  expect(written("yearly-review", "2017-05-11")).toMatch(/DTSTART:\d{8}T170000Z/u);
});

test("known deliveries name tasks of the order, and days that exist", () => {
  const file = "examples/orders/eo-13800.deliveries.yaml";
  const { deliveries, also_known: also = [] } = readDeliveries(readFileSync(file), file);
  const order = readOrder(readFileSync("examples/orders/eo-13800.yaml"), "eo");
  const tasks = order.tasks.map((task) => task.id);
  expect([...deliveries, ...also].filter((each) => !tasks.includes(each.task))).toEqual([]);
  const broken = readFileSync(file, "utf8").replace("2017-12-13", "2017-13-12");
  expect(() => readDeliveries(broken, file)).toThrow("eo-13800.deliveries.yaml, line 10");
});
