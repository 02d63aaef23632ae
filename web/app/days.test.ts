import { expect, test } from "vitest";
import { dayInWords, instantInWords, isInstant, shortDigest } from "./days.ts";

test("a day is written as people say it, and what is no day stays as it is", () => {
  expect(dayInWords("2020-06-08")).toBe("8 June 2020");
  expect(dayInWords("2020-13-08")).toBe("2020-13-08");
  expect(dayInWords("")).toBe("");
});

test("an instant names its time zone", () => {
  expect(instantInWords("2026-11-22T10:00:05.000000Z")).toBe("22 November 2026, 10:00:05 UTC");
});

test("a digest is shortened with both ends visible", () => {
  expect(shortDigest(`sha256:5be10c77${"0".repeat(52)}91d2`)).toBe("5be1 0c77 … 91d2");
});

test("an instant is read only where it exists and is UTC", () => {
  expect(["2026-11-22T10:00:00Z", "2026-11-22T10:00:00.123456Z"].every(isInstant)).toBe(true);
  const wrong = ["", "2026-11-22", "2026-02-30T10:00:00Z", "2026-11-22T25:00:00Z", "\u202E"];
  expect(wrong.filter(isInstant)).toEqual([]);
});
