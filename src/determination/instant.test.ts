import { expect, test } from "vitest";
import { justBefore, readInstant } from "./instant.ts";

test("an instant is read with up to six decimals, and written with six", () => {
  expect(readInstant("2026-11-22T10:00:00Z")).toBe("2026-11-22T10:00:00.000000Z");
  expect(readInstant("2026-11-22T10:00:00.12Z")).toBe("2026-11-22T10:00:00.120000Z");
  for (const bad of ["2026-11-22", "2026-02-30T10:00:00Z", "2026-11-22T25:00:00Z", "now", ""]) {
    expect(readInstant(bad)).toBeUndefined();
  }
});

test("the instant before another is one microsecond earlier, over all edges", () => {
  expect(justBefore("2026-11-22T10:00:00.000001Z")).toBe("2026-11-22T10:00:00.000000Z");
  expect(justBefore("2026-01-01T00:00:00.000000Z")).toBe("2025-12-31T23:59:59.999999Z");
});
