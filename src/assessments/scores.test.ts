import fc from "fast-check";
import { expect, test } from "vitest";
import { categories } from "../../tests/support/score-stories.ts";
import { openTable } from "../kit/tables.ts";
import { Problem } from "../kit/problem.ts";
import { closeSample } from "./closed-sample.ts";
import { readScoreRows, valueOfText } from "./read-score-rows.ts";
import { countsOfValue, valueOfCounts } from "./score-counts.ts";
import { noScoreFacts } from "./score-facts.ts";
import { itemCalled, laidOutYardstick } from "./scored-review.actions.ts";
import { scoresOn } from "./scores-on.ts";
import { valueInWords } from "./value-words.ts";

const level = fc.integer({ min: 1, max: 5 });
const value = fc.oneof(
  level.map((each) => ({ level: each })),
  fc
    .tuple(level, level)
    .filter(([one, two]) => one < two)
    .map(([from, to]) => ({ from, to })),
  fc.constantFrom({ missing: "not-reported" as const }, { missing: "unknown-by-source" as const }),
);

test("a score is kept in counts and read back as it was given, and written as it is read", () => {
  const item = { id: "A", scale: "level" as const };
  fc.assert(
    fc.property(value, (given) => {
      expect(valueOfCounts(countsOfValue(given, item), "level")).toEqual(given);
      expect(valueOfText(valueInWords(given))).toEqual(given);
    }),
  );
  const share = { share: { good: 45, bad: 3, n: 50 } };
  expect(valueOfText("45 / 3 / 50")).toEqual(share);
  expect(valueOfCounts(countsOfValue(share, { id: "S", scale: "share" }), "share")).toEqual(share);
  for (const answer of ["yes", "no"] as const) {
    const yes = countsOfValue({ answer }, { id: "Y", scale: "yes-no" });
    expect(valueOfCounts(yes, "yes-no")).toEqual({ answer });
  }
});

const laid = laidOutYardstick(categories);
const rules = {
  fields: {},
  today: "2026-11-23",
  organisation: (name: string) =>
    name === "a"
      ? { organisation: name, owner: name }
      : { sentence: `“${name}” is no organisation`, nearest: ["a"] },
  item: (name: string) => itemCalled(name, laid),
  refusal: () => null,
};

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

async function read(text: string) {
  const table = await openTable(chunksOf(text), { file: "s.csv" });
  return readScoreRows(table, "s.csv", rules);
}

const head = "organisation,item,kind,day,value\n";

test("cells that a spreadsheet would run are refused, wherever they stand", async () => {
  for (const cell of ["=1+1", "+1", "@SUM(A1)", "'=1", "-cmd", " =x", "\uFF1D1"]) {
    const { wrong, problems } = await read(`${head}a,GV.OC,self,2026-01-01,${cell}\n`);
    expect([wrong, problems[0]?.column], cell).toEqual([1, "value"]);
    expect((await read(`${head}${cell},GV.OC,self,2026-01-01,3\n`)).wrong, cell).toBe(1);
  }
});

test("a table whose cells are parted by semicolons or tabs is told so", async () => {
  for (const sign of [";", "\t"]) {
    await expect(read(`${head}a,GV.OC,self,2026-01-01,3\n`.replaceAll(",", sign))).rejects.toThrow(
      "s.csv, line 1: the cells of this table are not parted by commas; save it as CSV with commas.",
    );
  }
  await expect(read("item,kind,day,value\n")).rejects.toThrow(/no column “organisation” here/);
});

test("whatever a file holds, each row is a score, is left out, or is told as wrong", async () => {
  const cell = fc.oneof(
    fc.constantFrom("a", "GV.OC", "self", "2026-01-01", "3", "2-4", "", "unknown", "6", "=1"),
    fc.string({ maxLength: 12 }),
  );
  const rows = fc.array(fc.array(cell, { minLength: 5, maxLength: 5 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(rows, async (cells) => {
      const quoted = cells.map((row) =>
        row.map((text) => `"${text.replaceAll('"', '""').replaceAll("\0", "")}"`).join(","),
      );
      try {
        const { rows: all, leftOut, given, wrong } = await read(`${head}${quoted.join("\n")}\n`);
        expect(leftOut + given.length + wrong).toBe(all);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    }),
    { numRuns: 100 },
  );
});

test("nothing said is nothing known: no value, no trust, and every item in the sample", () => {
  const question = { on: "2026-03-31", asOf: "2026-04-01T00:00:00.000000Z", maximumAgeDays: 365 };
  const [nobody] = scoresOn(noScoreFacts, categories.items, ["a"], question);
  expect(nobody).toMatchObject({ self: [], independent: [], closed: null, notApplicable: [] });
  expect(nobody?.sampled).toHaveLength(22);
});

test("a score that is too old is missing as stale, one before the round as not reported", () => {
  const score = { organisation: "a", kind: "self", value: { level: 5 }, wording: "" } as const;
  const facts = {
    ...noScoreFacts,
    acts: [
      {
        act: "imported" as const,
        known_at: "2026-01-01T00:00:00.000000Z",
        scores: [
          { ...score, item: "GV.OC", day: "2025-01-01" },
          { ...score, item: "GV.RM", day: "2026-01-01" },
          { ...score, item: "GV.PO", day: "2026-03-01" },
        ],
      },
    ],
    rounds: [{ day: "2026-02-01", known_at: "2026-01-02T00:00:00.000000Z" }],
  };
  const question = { on: "2026-03-31", asOf: "2026-04-01T00:00:00.000000Z", maximumAgeDays: 400 };
  const missing = (asked: typeof question) =>
    scoresOn(facts, categories.items, ["a"], asked)[0]?.self.map((each) => each.missing);
  expect(missing(question)).toEqual(["not-reported", "not-reported", null]);
  const without = { ...question, asOf: "2026-01-01T12:00:00.000000Z" };
  expect(missing(without)).toEqual(["stale", null, null]);
});

test("withholding a score before the sample is closed never brings both kinds nearer", () => {
  const bounds = fc.option(
    fc
      .tuple(fc.nat(1_000_000_000), fc.nat(1_000_000_000))
      .map((ends) => ({ lo: Math.min(...ends), hi: Math.max(...ends) })),
    { nil: null },
  );
  const items = fc.array(fc.record({ self: bounds, independent: bounds }), { minLength: 1 });
  fc.assert(
    fc.property(items, fc.nat(), fc.boolean(), (sampled, at, self) => {
      const index = at % sampled.length;
      const less = sampled.map((item, here) =>
        here === index ? { ...item, [self ? "self" : "independent"]: null } : item,
      );
      const [before, after] = [closeSample(sampled), closeSample(less)];
      expect(after.divergence).toBeGreaterThanOrEqual(before.divergence);
      expect(after.pairs).toBeLessThanOrEqual(before.pairs);
    }),
  );
});
