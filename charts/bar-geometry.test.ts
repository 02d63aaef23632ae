import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { barInWords, barShares, chooseLens, grouped } from "./bar-geometry.ts";

const interior = { good: 1379, bad: 59, unknown: 14, n: 1452 };

describe("the shares of a bar", () => {
  test("hold the proved share below the share that is still possible, for any counts", () => {
    fc.assert(
      fc.property(fc.nat(99_999), fc.nat(99_999), fc.nat(99_999), (good, bad, unknown) => {
        const shares = barShares({ good, bad, unknown, n: good + bad + unknown });
        expect(shares.least).toBeGreaterThanOrEqual(0);
        expect(shares.most).toBeGreaterThanOrEqual(shares.least);
        expect(shares.most).toBeLessThanOrEqual(100);
      }),
    );
  });

  test("are wide open where nothing was counted", () => {
    expect(barShares({ good: 0, bad: 0, unknown: 0, n: 0 })).toEqual({ least: 0, most: 100 });
  });
});

describe("the enlarged part", () => {
  test("is the last tenth for 1,379 of 1,452 beside 95 %", () => {
    expect(chooseLens(barShares(interior), [95, 50])).toEqual({ from: 90, to: 100 });
  });

  test("is left out when no threshold is near", () => {
    expect(chooseLens({ least: 70, most: 72 }, [95, 50])).toBeNull();
  });

  test("holds the whole range and the threshold it was chosen for", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), (one, other) => {
        const shares = { least: Math.min(one, other), most: Math.max(one, other) };
        const lens = chooseLens(shares, [95, 50]);
        if (lens === null) return;
        expect(lens.from).toBeLessThanOrEqual(shares.least);
        expect(lens.to).toBeGreaterThanOrEqual(shares.most);
        expect(lens.to - lens.from).toBeGreaterThanOrEqual(10);
        expect([95, 50].some((edge) => edge >= lens.from && edge <= lens.to)).toBe(true);
      }),
    );
  });
});

test("a bar is said in words with its denominator", () => {
  expect(barInWords(interior)).toBe("1,379 of 1,452 proved good, 14 unknown, 59 proved bad");
  expect(grouped(24638)).toBe("24,638");
  expect(grouped(1_000_000)).toBe("1,000,000");
});
