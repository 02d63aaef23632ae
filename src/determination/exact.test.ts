import fc from "fast-check";
import { expect, test } from "vitest";
import { compareFractions, cutDown, cutUp, fraction, leastCountFor, whole } from "./exact.ts";
import { percentCut, readPercent } from "./percent.ts";

const shares = fc
  .tuple(fc.nat(10_000_000), fc.integer({ min: 1, max: 10_000_000 }))
  .map(([a, n]) => fraction(Math.min(a, n), n));

test("a share is cut down and up by less than one billionth, and both agree when it is exact", () => {
  fc.assert(
    fc.property(shares, (share) => {
      const down = cutDown(share);
      const up = cutUp(share);
      expect(compareFractions(fraction(down, whole), share)).toBeLessThanOrEqual(0);
      expect(compareFractions(fraction(up, whole), share)).toBeGreaterThanOrEqual(0);
      expect(up - down).toBeLessThanOrEqual(1);
    }),
  );
});

test("the least count for a threshold reaches it, and one less does not", () => {
  fc.assert(
    fc.property(shares, fc.integer({ min: 1, max: 100_000 }), (threshold, n) => {
      const least = leastCountFor(threshold, n);
      expect(compareFractions(fraction(least, n), threshold)).toBeGreaterThanOrEqual(0);
      if (least > 0) expect(compareFractions(fraction(least - 1, n), threshold)).toBeLessThan(0);
    }),
  );
});

test("percentages are cut, never rounded up", () => {
  expect(percentCut(fraction(2819, 4393))).toBe("64.1");
  expect(percentCut(fraction(9497, 10000))).toBe("94.9");
  expect(percentCut(fraction(999_999, 1_000_000))).toBe("99.9");
  expect(percentCut(fraction(1, 1))).toBe("100.0");
  expect(percentCut(fraction(0, 3))).toBe("0.0");
});

test("a percentage in a methodology is read exactly or not at all", () => {
  expect(readPercent(95)).toEqual(fraction(950_000_000, whole));
  expect(readPercent("97.5")).toEqual(fraction(975_000_000, whole));
  for (const bad of ["", "101", "1e2", "-1", "95 %", "9.12345678", " 95"]) {
    expect(readPercent(bad)).toBeUndefined();
  }
});

test("what is not a share within 0 to 1 is refused", () => {
  for (const [a, n] of [
    [2, 1],
    [-1, 1],
    [0, 0],
    [0.5, 1],
    [1, 2 ** 53],
  ] as const) {
    expect(() => fraction(a, n)).toThrow(RangeError);
  }
});
