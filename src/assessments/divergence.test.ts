import fc from "fast-check";
import { expect, test } from "vitest";
import { differenceOf, DivergenceTotal, meanOf, type Pair } from "./divergence.ts";

const whole = 1_000_000_000;
const bounds = fc
  .tuple(fc.integer({ min: 0, max: whole }), fc.integer({ min: 0, max: whole }))
  .map(([a, b]) => ({ lo: Math.min(a, b), hi: Math.max(a, b) }));
const pair: fc.Arbitrary<Pair> = fc.record({
  self: fc.option(bounds),
  independent: fc.option(bounds),
});

test("a difference holds however the unknown turns out", () => {
  fc.assert(
    fc.property(bounds, bounds, fc.double({ min: 0, max: 1, noNaN: true }), (self, other, at) => {
      const found = differenceOf(self, other);
      const one = Math.round(self.lo + at * (self.hi - self.lo));
      for (const two of [other.lo, other.hi, Math.round(other.lo + at * (other.hi - other.lo))]) {
        expect(Math.abs(one - two)).toBeGreaterThanOrEqual(found.least);
        expect(Math.abs(one - two)).toBeLessThanOrEqual(found.most);
        if (found.higher === "self") expect(one).toBeGreaterThan(two);
        if (found.higher === "independent") expect(one).toBeLessThan(two);
      }
    }),
  );
});

test("both sides changed round give the same difference, and the other side higher", () => {
  fc.assert(
    fc.property(bounds, bounds, (one, two) => {
      const there = differenceOf(one, two);
      const back = differenceOf(two, one);
      expect([there.least, there.most]).toEqual([back.least, back.most]);
      expect(there.leanLo + back.leanHi).toBe(0);
      expect(there.higher === null).toBe(back.higher === null);
    }),
  );
});

test("a score that is missing never makes two sides agree more, nor less", () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 30 }), bounds, (pairs, alone) => {
      const more = new DivergenceTotal();
      const without = new DivergenceTotal();
      for (const each of pairs) {
        more.add(each);
        without.add(each);
      }
      more.add({ self: alone, independent: null });
      more.add({ self: null, independent: alone });
      more.add({ self: null, independent: null });
      const { self_only, independent_only, neither, ...rest } = more.sum();
      const before = without.sum();
      expect(rest).toEqual({
        ...rest,
        ...before,
        self_only: undefined,
        independent_only: undefined,
        neither: undefined,
      });
      expect([self_only, independent_only, neither]).toEqual([
        before.self_only + 1,
        before.independent_only + 1,
        before.neither + 1,
      ]);
    }),
  );
});

test("every item is counted exactly once, in whatever order", () => {
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
      const total = (list: readonly Pair[]) => {
        const sum = new DivergenceTotal();
        for (const each of list) sum.add(each);
        return sum.sum();
      };
      const sum = total(pairs);
      expect(sum.pairs + sum.self_only + sum.independent_only + sum.neither).toBe(pairs.length);
      expect(sum.higher + sum.lower + sum.level).toBe(sum.pairs);
      expect(total(pairs.toReversed())).toEqual(sum);
      if (sum.mean !== null && sum.largest !== null)
        expect(sum.mean).toBeLessThanOrEqual(sum.largest);
    }),
  );
});

test("means are cut, never rounded up", () => {
  expect([meanOf(5n, 2), meanOf(-5n, 2), meanOf(4n, 2), meanOf(0n, 3)]).toEqual([2, -3, 2, 0]);
});
