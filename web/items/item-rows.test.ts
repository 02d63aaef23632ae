import fc from "fast-check";
import { expect, test } from "vitest";
import { foldItemRows, type ItemRow, keepItemRow, sortItemRows } from "./item-rows.ts";

function row(name: string, good: number, bad: number, unknown: number): ItemRow {
  const n = good + bad + unknown;
  const bound = (count: number) => ({
    billionths: n === 0 ? 0 : Math.floor((count * 1e9) / n),
    percent: "",
    exact: null,
  });
  return {
    organisation: name,
    name,
    value: { least: bound(good), most: bound(n - bad) },
    evidence: {
      item: "WT-4",
      units: "hosts",
      good,
      bad,
      unknown,
      unseen: 0,
      n,
      held_against: "nothing",
      parts: [],
      collection: null,
      inventory: null,
      missing: n === 0 ? "not-in-collection" : null,
      rule: "",
    },
  };
}

const rows = fc.array(
  fc
    .tuple(fc.string({ minLength: 1 }), fc.nat(50), fc.nat(50), fc.nat(50))
    .map(([name, good, bad, unknown]) => row(name, good, bad, unknown)),
);

test("the least known comes first, and of equal shares the largest", () => {
  const sorted = sortItemRows([row("a", 5, 0, 5), row("b", 1, 0, 9), row("c", 50, 0, 50)], "");
  expect(sorted.map((each) => each.name)).toEqual(["b", "c", "a"]);
});

test("organisations with nothing to count come last", () => {
  expect(sortItemRows([row("none", 0, 0, 0), row("all", 3, 0, 0)], "")[0]?.name).toBe("all");
});

test("folding and sorting lose no organisation", () => {
  fc.assert(
    fc.property(rows, fc.constantFrom("", "name-up", "bad", "units-up", "odd"), (given, sort) => {
      const { shown, others, few } = foldItemRows(sortItemRows(given, sort), 5, 3);
      expect(shown.length + others.length + few.length).toBe(given.length);
    }),
  );
});

test("every organisation stands under exactly one of the three filters", () => {
  fc.assert(
    fc.property(rows, (given) => {
      for (const each of given) {
        const kept = ["bad", "unknown", "good"].filter((filter) => keepItemRow(each, filter));
        expect(kept).toHaveLength(1);
      }
    }),
  );
});
