import fc from "fast-check";
import { expect, test } from "vitest";
import {
  bytesOfScores,
  dayNumber,
  dayOfNumber,
  emptyScores,
  packedValue,
  putScore,
  scoresOfBytes,
} from "./packed-scores.ts";

const items = 7;
const fact = fc
  .record({
    place: fc.nat(items - 1),
    good: fc.nat(9),
    bad: fc.nat(9),
    more: fc.nat(9),
    day: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ more, ...rest }) => ({ ...rest, n: rest.good + rest.bad + more }));

test("the newest day counts, and of one day what became known last", () => {
  fc.assert(
    fc.property(fc.array(fact), (facts) => {
      const scores = emptyScores(items);
      for (const { place, ...value } of facts) putScore(scores, place, value);
      for (let place = 0; place < items; place += 1) {
        const own = facts.filter((each) => each.place === place);
        const last = Math.max(0, ...own.map(({ day }) => day));
        const newest = own.findLast(({ day }) => day === last);
        const { place: _, ...expected } = newest ?? { place };
        expect(packedValue(scores, place)).toEqual(newest ? expected : undefined);
      }
    }),
  );
});

test("what is stored is read back, wherever its bytes lie", () => {
  fc.assert(
    fc.property(fc.array(fact), fc.nat(3), (facts, shift) => {
      const scores = emptyScores(items);
      for (const { place, ...value } of facts) putScore(scores, place, value);
      const bytes = bytesOfScores(scores);
      const wide = new Uint8Array(bytes.length + shift);
      wide.set(bytes, shift);
      expect(scoresOfBytes(wide.subarray(shift), items)).toEqual(scores);
      expect(scoresOfBytes(Buffer.from(bytes), items)).toEqual(scores);
    }),
  );
  expect(() => scoresOfBytes(new Uint8Array(5), 2)).toThrow("have 5 bytes");
});

test("counts that do not add up, and items that are not there, are refused", () => {
  const scores = emptyScores(2);
  const value = { good: 1, bad: 0, n: 1, day: 1 };
  expect(() => putScore(scores, 2, value)).toThrow(RangeError);
  expect(() => putScore(scores, -1, value)).toThrow(RangeError);
  expect(() => putScore(scores, 0, { ...value, bad: 1 })).toThrow(RangeError);
  expect(() => putScore(scores, 0, { ...value, n: 2 ** 31 })).toThrow(RangeError);
});

test("days are counted as the calendar has them", () => {
  expect(dayNumber("1970-01-02")).toBe(1);
  expect(dayNumber("2020-06-08")).toBe(18_421);
  expect(dayOfNumber(18_421)).toBe("2020-06-08");
  expect(() => dayNumber("2020-13-01")).toThrow(RangeError);
});
