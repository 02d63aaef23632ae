import { expect, test } from "vitest";
import type { ScoreValue, ShownScore } from "../../src/assessments/scores.contract.ts";
import { shadeOf } from "./heat.ts";
import {
  counts,
  differenceOf,
  keepRows,
  nextWide,
  type ScoreRow,
  tallyOf,
  told,
  valueOfKey,
} from "./score-rows.ts";
import { drawnAt } from "./use-window.ts";
import { words } from "./words.ts";

function shown(value: ScoreValue): ShownScore {
  return {
    value,
    day: "2026-03-31",
    known_at: "2026-03-31T10:00:00.000000Z",
    by: "somebody",
    on_behalf: false,
    wording: "w",
    leaf: "l",
    note: "",
    evidence: [],
    tool: null,
    overrides: null,
    after_lock: false,
  };
}

function row(key: string, self: ScoreValue | null, independent: ScoreValue | null): ScoreRow {
  return {
    key,
    organisation: "ministry",
    item: key,
    code: key,
    name: `Item ${key}`,
    title: `Item ${key}`,
    text: "What is asked.",
    wording: "w",
    scale: "level",
    units: null,
    group: key.slice(0, 1),
    measured: false,
    withdrawn: false,
    applicable: true,
    because: "",
    people: {},
    self: self === null ? null : shown(self),
    independent: independent === null ? null : shown(independent),
    closed: { self: "", independent: "" },
  };
}

const level = (number: number): ScoreValue => ({ level: number });
const rows = [
  row("A1", level(4), level(4)),
  row("A2", level(4), level(2)),
  row("A3", { missing: "not-reported" }, level(3)),
  row("B1", level(2), null),
  row("B2", level(1), level(4)),
  { ...row("B3", level(5), level(1)), applicable: false },
];

test("scores are apart by what is proved: ranges that meet agree, and a range is not its middle", () => {
  const between = (self: ScoreValue, independent: ScoreValue) =>
    differenceOf("level", self, independent);
  expect(between(level(4), level(2))).toMatchObject({ steps: 2, wide: true, higher: "self" });
  expect(between(level(2), level(3))).toMatchObject({ steps: 1, wide: false });
  expect(between({ from: 2, to: 4 }, level(4)).kind).toBe("agree");
  expect(between({ from: 1, to: 2 }, { from: 4, to: 5 })).toMatchObject({ steps: 2, wide: true });
  expect(differenceOf("yes-no", { answer: "yes" }, { answer: "no" }).wide).toBe(true);
  expect(differenceOf("yes-no", { answer: "unknown" }, { answer: "no" }).kind).toBe("agree");
  const share = (good: number, bad: number, n: number) => ({ share: { good, bad, n } });
  expect(differenceOf("share", share(9, 1, 10), share(3, 7, 10))).toMatchObject({
    steps: 60,
    wide: true,
  });
});

test("a missing score is no pair, no agreement and no zero", () => {
  expect(differenceOf("level", { missing: "not-examined" }, level(1)).kind).toBe(
    "independent-only",
  );
  expect(differenceOf("share", { share: { good: 0, bad: 0, n: 0 } }, undefined).kind).toBe("none");
  expect(
    words.apartBy(differenceOf("level", level(3), undefined), "level", level(3), undefined),
  ).toBe("not yet assessed");
});

test("the headline counts what applies, with its denominator", () => {
  const tally = tallyOf(rows, told);
  expect(tally).toEqual({
    items: 5,
    pairs: 3,
    wide: 2,
    selfHigher: 1,
    oneSided: 2,
    scored: { self: 5, independent: 4 },
  });
  expect(words.headline("Ministry of Tides", tally, true)).toBe(
    "Ministry of Tides: 2 of 3 paired scores are 2 or more apart",
  );
});

test("filters leave what they say, and what does not apply is only among all", () => {
  const keys = (show: string, group = "", find = "") =>
    keepRows(rows, { show, group, find }, told).map(({ key }) => key);
  expect(keys("")).toHaveLength(6);
  expect(keys("apart")).toEqual(["A2", "B2"]);
  expect(keys("one")).toEqual(["A3", "B1"]);
  expect(keys("open-independent")).toEqual(["B1"]);
  expect(keys("apart", "B")).toEqual(["B2"]);
  expect(keys("", "", "item a2")).toEqual(["A2"]);
  expect(rows.filter(counts)).toHaveLength(5);
});

test("the next difference is found from the row in focus, and round the end", () => {
  expect(nextWide(rows, 0, told)).toBe(1);
  expect(nextWide(rows, 1, told)).toBe(4);
  expect(nextWide(rows, 4, told)).toBe(1);
  expect(nextWide(rows.slice(0, 1), 0, told)).toBe(-1);
});

test("a digit gives what its scale has, and nothing else", () => {
  expect(valueOfKey("level", "5")).toEqual({ level: 5 });
  expect(valueOfKey("level", "6")).toBeNull();
  expect(valueOfKey("yes-no", "2")).toEqual({ answer: "no" });
  expect(valueOfKey("yes-no", "4")).toBeNull();
  expect(valueOfKey("share", "1")).toBeNull();
});

test("only rows near the screen are drawn, and never one that is not there", () => {
  expect(drawnAt(400, 900, 1196, 40)).toEqual({ first: 0, last: 24 });
  expect(drawnAt(-20_000, 900, 1196, 40)).toEqual({ first: 488, last: 536 });
  expect(drawnAt(-90_000, 900, 1196, 40)).toEqual({ first: 1196, last: 1196 });
  expect(drawnAt(0, 900, 3, 40)).toEqual({ first: 0, last: 3 });
});

test("a cell of the heat map is shaded by what is proved of its mean", () => {
  const cell = { pairs: 4, self_only: 0, independent_only: 0, neither: 0, mean: 0 };
  const shade = (lo: number | null, hi: number | null, pairs = 4) =>
    shadeOf({ ...cell, pairs, lean_lo: lo, lean_hi: hi, self: null, independent: null });
  expect(shade(null, null, 0)).toEqual({ side: "none", strength: 0 });
  expect(shade(-100_000_000, 900_000_000)).toEqual({ side: "level", strength: 0 });
  expect(shade(260_000_000, 900_000_000)).toEqual({ side: "self", strength: 3 });
  expect(shade(-900_000_000, -500_000_000)).toEqual({ side: "independent", strength: 4 });
});
