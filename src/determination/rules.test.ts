import fc from "fast-check";
import { expect, test } from "vitest";
import { rankOf } from "./band.ts";
import { fraction, whole } from "./exact.ts";
import { capByGate, gateState } from "./gate.ts";
import { halfAndHalf } from "./half-and-half.ts";
import { evidenceOf } from "../../tests/support/item-evidence.ts";
import { intervalOf, type ItemValue, unknownValue, valueOfItem } from "./item-value.ts";
import { maturityAverages } from "./maturity-average.ts";
import { measuredFirst } from "./measured-first.ts";
import { stepsOfAnswer, stepsOfLevel } from "../assessments/scale-evidence.ts";
import { shownOf } from "./shown.ts";
import { closeSample } from "../assessments/closed-sample.ts";
import { trustIn } from "./trust.ts";
import { coverageBound, scoreInterval, weightedMean } from "./weighted-mean.ts";

const value = (lo: number, hi = lo): ItemValue => ({ lo, hi, counts: null });
const half = whole / 2;

test("the value of a share lies from what is proved good to what is not proved bad", () => {
  const interior = valueOfItem(evidenceOf({ item: "A", good: 1379, bad: 59, unknown: 14 }));
  expect(intervalOf(interior)).toEqual({
    least: {
      billionths: 949724517,
      percent: "94.9",
      exact: { numerator: 1379, denominator: 1452 },
    },
    most: {
      billionths: 959366392,
      percent: "95.9",
      exact: { numerator: 1393, denominator: 1452 },
    },
  });
});

test("a value of which nothing is unknown is one number, and exact", () => {
  expect(valueOfItem(evidenceOf({ item: "A", good: 1, bad: 2 }))).toMatchObject({
    lo: 333333333,
    hi: 333333333,
  });
});

test("what was expected and not seen is as unknown as what was seen and not known", () => {
  const seen = valueOfItem(evidenceOf({ item: "A", good: 1, unknown: 4 }));
  expect(valueOfItem(evidenceOf({ item: "A", good: 1, unseen: 4 }))).toEqual(seen);
});

test("what is missing is anything from nothing to all, whatever is counted", () => {
  const stale = evidenceOf({ item: "A", good: 9, n: 9, missing: "stale" });
  expect(valueOfItem(stale)).toMatchObject({ lo: 0, hi: whole });
  expect(valueOfItem(evidenceOf({ item: "A" }))).toEqual(unknownValue);
});

test("counts that do not add up are refused", () => {
  expect(() => valueOfItem(evidenceOf({ item: "A", good: 1, n: 3 }))).toThrow(RangeError);
});

test("levels 1 to 5 map linearly on 0 to 1, and a range of levels on a range", () => {
  const scale = { lowest: 1, highest: 5 };
  const levels = [1, 2, 3, 4, 5].map((level) => {
    const steps = stepsOfLevel({ from: level, to: level }, scale);
    return valueOfItem(evidenceOf({ item: "A", ...steps })).lo / whole;
  });
  expect(levels).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(stepsOfLevel({ from: 2, to: 4 }, scale)).toEqual({ good: 1, unknown: 2, bad: 1, n: 4 });
  for (const [from, to] of [
    [0, 1],
    [3, 2],
    [5, 6],
    [1.5, 2],
  ] as const) {
    expect(() => stepsOfLevel({ from, to }, scale)).toThrow(/not on the scale/);
  }
});

test("yes is all, no is nothing, and no answer is not known", () => {
  const values = (["yes", "no", "unknown"] as const).map((answer) => {
    const { lo, hi } = valueOfItem(evidenceOf({ item: "A", ...stepsOfAnswer(answer) }));
    return [lo / whole, hi / whole];
  });
  expect(values).toEqual([
    [1, 1],
    [0, 0],
    [0, 1],
  ]);
});

test("a mean keeps the weight of what is missing", () => {
  const score = weightedMean([
    { value: value(whole), weight: 1 },
    { value: unknownValue, weight: 3 },
  ]);
  const { least, most } = scoreInterval(score);
  expect([least.percent, most.percent]).toEqual(["25.0", "100.0"]);
  expect(coverageBound(score).percent).toBe("25.0");
});

test("a single share keeps its exact counts as its score", () => {
  const score = weightedMean([
    { value: valueOfItem(evidenceOf({ item: "A", good: 19, bad: 1 })), weight: 7 },
  ]);
  expect(scoreInterval(score).least.exact).toEqual({ numerator: 19, denominator: 20 });
  expect(rankOf(score.lo, [fraction(0, 1), fraction(95, 100)])).toBe(1);
});

test("a mean of exact values is exact, so that what is known has one rating", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(whole), { minLength: 2, maxLength: 9 }), (values) => {
      const score = weightedMean(
        values.map((each, at) => ({ value: value(each), weight: at + 1 })),
      );
      const { least, most } = scoreInterval(score);
      expect(least).toEqual(most);
    }),
  );
});

test("weights that are not integers above zero are refused", () => {
  for (const weight of [0, -1, 0.5]) {
    expect(() => weightedMean([{ value: value(1), weight }])).toThrow(RangeError);
  }
});

test("a band is closed at its lower edge and open at its upper one", () => {
  const edges = [fraction(0, 1), fraction(1, 2), fraction(95, 100)];
  const ranks = [0, 49, 50, 94, 95, 100].map((percent) => rankOf(fraction(percent, 100), edges));
  expect(ranks).toEqual([0, 0, 1, 1, 2, 2]);
  expect(rankOf(fraction(949_999_999, whole), edges)).toBe(1);
});

test("a shut gate caps the rating, an unknown one only what is proved, an open one nothing", () => {
  const below = fraction(1, 2);
  const state = (lo: number, hi: number) =>
    gateState({ lo: fraction(lo, 100), hi: fraction(hi, 100) }, below);
  expect([state(10, 40), state(10, 50), state(50, 60)]).toEqual(["shut", "unknown", "open"]);
  const ranks = { lo: 2, hi: 2 };
  expect(capByGate(ranks, "shut", 0)).toEqual({ lo: 0, hi: 0 });
  expect(capByGate(ranks, "unknown", 0)).toEqual({ lo: 0, hi: 2 });
  expect(capByGate(ranks, "open", 0)).toEqual({ lo: 2, hi: 2 });
});

const shown = {
  ranks: { lo: 1, hi: 2 },
  coverage: fraction(1, 2),
  sample: { units: 5, least: 5 },
  minimumCoverage: fraction(1, 2),
  anyEvidence: true,
};

test("too few units are insufficient evidence, whatever they prove", () => {
  const few = { ...shown, ranks: { lo: 2, hi: 2 }, sample: { units: 4, least: 5 } };
  expect(shownOf(few)).toEqual({ kind: "insufficient", because: "sample" });
});

test("a rating that is proved is shown, whatever the coverage", () => {
  const proved = { ...shown, ranks: { lo: 0, hi: 0 }, coverage: fraction(1, 100) };
  expect(shownOf(proved)).toEqual({ kind: "rank", rank: 0 });
});

test("an open rating is shown at its least when enough of it is known, and not otherwise", () => {
  expect(shownOf(shown)).toEqual({ kind: "rank", rank: 1 });
  const thin = { ...shown, coverage: fraction(49, 100) };
  expect(shownOf(thin)).toEqual({ kind: "insufficient", because: "coverage" });
  expect(shownOf({ ...thin, anyEvidence: false })).toEqual({ kind: "not-reported" });
});

test("measured first: an item with a named source has its measurement or nothing", () => {
  const said = {
    measuredSource: true,
    independent: value(whole),
    self: value(whole),
    sampled: false,
  };
  expect(measuredFirst({ ...said, measured: null }, whole)).toEqual(unknownValue);
  expect(measuredFirst({ ...said, measured: value(5) }, whole)).toEqual(value(5));
});

test("measured first: the independent score goes before the self-score, which counts by its trust", () => {
  const scores = { measuredSource: false, measured: null, self: value(half), sampled: false };
  expect(measuredFirst({ ...scores, independent: value(7) }, whole)).toEqual(value(7));
  expect(measuredFirst({ ...scores, independent: null }, half)).toEqual(value(whole / 4, half));
  expect(measuredFirst({ ...scores, independent: null }, 0)).toEqual(value(0, half));
  const withheld = { ...scores, independent: null, sampled: true };
  expect(measuredFirst(withheld, half)).toEqual(value(0, half));
});

test("trust begins at nothing and needs a minimum of items with both scores", () => {
  const pair = { self: value(half), independent: value(half) };
  expect(trustIn(closeSample([pair, pair]), 3)).toBe(0);
  expect(trustIn(closeSample([pair, pair, pair]), 3)).toBe(whole);
});

test("a sampled item that lacks a score counts as the largest divergence", () => {
  const pair = { self: value(half), independent: value(half) };
  expect(trustIn(closeSample([pair, pair, { self: value(0), independent: null }]), 2)).toBe(
    666666666,
  );
  expect(trustIn(closeSample([pair, pair, { self: null, independent: value(0) }]), 2)).toBe(
    666666666,
  );
  expect(trustIn(closeSample([pair, { self: value(0, half), independent: value(half) }]), 2)).toBe(
    750000000,
  );
});

test("withholding a score never raises trust", () => {
  const score = fc.option(fc.tuple(fc.nat(whole), fc.nat(whole)), { nil: null });
  const values = score.map((pair) =>
    pair === null ? null : value(Math.min(...pair), Math.max(...pair)),
  );
  const items = fc.array(fc.record({ self: values, independent: values }), { minLength: 1 });
  fc.assert(
    fc.property(items, fc.nat(), fc.boolean(), (sampled, at, self) => {
      const index = at % sampled.length;
      const less = sampled.map((item, here) =>
        here === index ? { ...item, [self ? "self" : "independent"]: null } : item,
      );
      expect(trustIn(closeSample(less), 1)).toBeLessThanOrEqual(trustIn(closeSample(sampled), 1));
    }),
  );
});

test("half and half: each half is a range, and one that is not there leaves its half open", () => {
  expect(halfAndHalf(value(whole), null)).toEqual(value(half, whole));
  expect(halfAndHalf(value(1), value(2))).toEqual(value(1, 1));
  expect(halfAndHalf(null, null)).toEqual(value(0, whole));
});

test("maturity average: core and supplemental are averaged apart, and missing levels stay open", () => {
  const { core, supplemental } = maturityAverages([
    { core: true, value: value(whole) },
    { core: true, value: unknownValue },
    { core: false, value: value(0) },
  ]);
  expect(scoreInterval(core).least.percent).toBe("50.0");
  expect(scoreInterval(core).most.percent).toBe("100.0");
  expect(scoreInterval(supplemental).most.percent).toBe("0.0");
});
