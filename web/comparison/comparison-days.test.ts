import { expect, test } from "vitest";
import { chooseDays, chooseItem } from "./comparison-days.ts";

const days = ["2020-06-08", "2017-08-09"];

test("without a choice the newest day stands beside the one before it", () => {
  expect(chooseDays(days, {})).toEqual({ from: "2017-08-09", to: "2020-06-08" });
});

test("the days of the address are taken as they are", () => {
  expect(chooseDays(days, { from: "2019-01-01", to: "2020-01-01" })).toEqual({
    from: "2019-01-01",
    to: "2020-01-01",
  });
});

test("speaking of the oldest day compares it with the newest", () => {
  expect(chooseDays(days, { on: "2017-08-09" })).toEqual({ from: "2017-08-09", to: "2020-06-08" });
});

test("the earlier day always stands first", () => {
  expect(chooseDays(days, { from: "2020-06-08", to: "2017-08-09" })).toEqual({
    from: "2017-08-09",
    to: "2020-06-08",
  });
});

test("one day alone is not compared", () => {
  expect(chooseDays(["2020-06-08"], {})).toBeNull();
  expect(chooseDays([], {})).toBeNull();
});

test("the first item that may be compared is chosen", () => {
  const items = [
    { item: "WT-1", comparable: false },
    { item: "WT-5", comparable: true },
  ];
  expect(chooseItem(items, "")).toBe("WT-5");
  expect(chooseItem(items, "WT-1")).toBe("WT-1");
});
