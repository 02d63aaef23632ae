import { expect, test } from "vitest";
import type {
  MethodologySummary,
  RatingSummary,
} from "../../src/determination/determination-views.contract.ts";
import { scoreBar, scoreCountsUnits, weighsScores } from "./score-bar.ts";

const measured: MethodologySummary = {
  id: "web-transport",
  version: "1.0",
  digest: "",
  title: "",
  scope: "",
  authority: "",
  labels: [],
  minimum_units: 5,
  minimum_coverage_percent: "50",
  score_items: ["WT-1"],
};
const display = { label: "at-risk", name: "At Risk", rank: 1 };
const bound = (percent: number) => ({
  billionths: percent * 10_000_000,
  percent: `${percent}.0`,
  exact: null,
});
const rating: RatingSummary = {
  organisation: "alder",
  name: "Alder",
  rating: display,
  at_best: display,
  least: display,
  score: { least: bound(40), most: bound(60) },
  units: "hosts",
  good: 8,
  bad: 1,
  unknown: 1,
  n: 10,
};

test("where one measured item is the score, its units are drawn and counted", () => {
  expect(weighsScores(measured)).toBe(false);
  expect(scoreCountsUnits({ methodology: measured })).toBe(true);
  expect(scoreBar({ methodology: measured }, rating)).toEqual({
    counts: rating,
    words: "8 of 10 proved good, 1 unknown, 1 proved bad",
  });
});

test("where scores are weighed, or several items, the score itself is drawn as a range", () => {
  const weighed = { ...measured, scores: "half-and-half" };
  const several = { ...measured, score_items: ["WT-1", "WT-2"] };
  for (const methodology of [weighed, several]) {
    const bar = scoreBar({ methodology }, rating);
    expect(bar.words).toBe("40.0 to 60.0\u00A0%");
    expect(bar.counts.good / bar.counts.n).toBe(0.4);
    expect(bar.counts.unknown / bar.counts.n).toBeCloseTo(0.2);
  }
});
