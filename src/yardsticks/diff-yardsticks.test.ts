import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { diffYardsticks } from "./diff-yardsticks.ts";
import { readYardstick } from "./read-yardstick.ts";
import { successionOf } from "./succession.ts";
import { liveItems, wordingDigest, wordingOf } from "./wording.ts";
import type { Yardstick, YardstickItem } from "./yardstick.contract.ts";

const item = (id: string, text: string, more: Partial<YardstickItem> = {}): YardstickItem => ({
  id,
  title: id,
  text,
  scale: "yes-no",
  ...more,
});
function yardstick(version: string, items: readonly YardstickItem[]): Yardstick {
  const file = {
    format: "muster/yardstick/1",
    id: "y",
    version,
    title: "Y",
    sources: [{ title: "s" }],
    items,
  };
  return readYardstick(JSON.stringify(file), "y.json");
}

const older = yardstick("1", [
  item("A", "Keep a list."),
  item("B", "Burn the list."),
  item("C", "Say hello."),
  item("D", "Lock the door."),
  item("E", "Count the keys."),
  item("F", "Feed the cat."),
]);
const newer = yardstick("Final", [
  item("A", "Keep  a\nlist."),
  item("B-1", "Burn the list."),
  item("C", "Say goodbye."),
  item("D", "Lock the door.", { scale: "level" }),
  item("E", "Withdrawn.", { withdrawn: { into: ["A"], words: "Incorporated into A." } }),
  item("G", "Feed the dog."),
]);

describe("two versions of a yardstick are compared", () => {
  test("item by item, by unchanged text, and equal totals do not hide unequal sets", () => {
    const diff = diffYardsticks(older, newer);
    expect(diff.counts).toEqual({
      same: 1,
      renamed: 1,
      reworded: 1,
      rescaled: 1,
      withdrawn: 1,
      restored: 0,
      added: 1,
      dropped: 1,
    });
    expect(diff.changes.map((each) => [each.kind, each.before?.id, each.after?.id])).toEqual([
      ["renamed", "B", "B-1"],
      ["reworded", "C", "C"],
      ["rescaled", "D", "D"],
      ["withdrawn", "E", "E"],
      ["added", undefined, "G"],
      ["dropped", "F", undefined],
    ]);
    expect(diff.equal_totals_unequal_sets).toBe(true);
    expect(diff.changes[1]?.texts).toEqual({ before: "Say hello.", after: "Say goodbye." });
  });

  test("and every item of both is spoken of exactly once, whatever they hold", () => {
    const items = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom("A", "B", "C", "D", "E"),
        text: fc.constantFrom("x", "y", "z"),
        scale: fc.constantFrom("level" as const, "yes-no" as const),
      }),
      { selector: (each) => each.id, minLength: 1 },
    );
    fc.assert(
      fc.property(items, items, (left, right) => {
        const [one, two] = [left, right].map((all, no) =>
          yardstick(
            String(no + 1),
            all.map((each) => item(each.id, each.text, { scale: each.scale })),
          ),
        );
        if (!one || !two) throw new Error("two are made above");
        const { same, changes, counts } = diffYardsticks(one, two);
        const after = [...same, ...changes.flatMap((each) => (each.after ? [each.after.id] : []))];
        expect(after.toSorted()).toEqual(two.items.map((each) => each.id).toSorted());
        const before = changes.flatMap((each) => (each.before ? [each.before.id] : []));
        expect(new Set(before).size + same.length).toBe(one.items.length);
        expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBe(
          same.length + changes.length,
        );
        expect(diffYardsticks(one, one).counts.same).toBe(one.items.length);
      }),
    );
  });
});

describe("what becomes of answers is stated", () => {
  const fates = (strategy: "keep" | "ask-again" | "rescale"): string[] =>
    successionOf(older, newer, strategy).items.map((each) => `${each.before} ${each.answers}`);

  test.each([
    ["keep", ["B kept", "C kept", "D asked-again", "E closed", "F closed"]],
    ["ask-again", ["B kept", "C asked-again", "D asked-again", "E closed", "F closed"]],
    ["rescale", ["B kept", "C asked-again", "D rescaled", "E closed", "F closed"]],
  ] as const)("by the strategy %s", (strategy, expected) => {
    expect(fates(strategy)).toEqual(expected);
  });

  test("in words, with the rule by which a scale is changed, and of no yardstick against itself", () => {
    const { items, unchanged, added } = successionOf(older, newer, "rescale");
    expect(items.find((each) => each.before === "D")?.words).toMatch(
      /From yes-no to level: yes becomes level 3 at least/,
    );
    expect(items.find((each) => each.before === "E")?.words).toBe(
      "The item was withdrawn: Incorporated into A.",
    );
    expect([unchanged, added]).toEqual([1, ["G"]]);
    expect(() => successionOf(older, older, "keep")).toThrow(/one and the same yardstick/);
  });
});

test("the wording of an item is what is shown of it, and its digest follows it and nothing else", () => {
  const one = item("A", "Keep a list.", { guidance: "why", label: "A(1)" });
  expect(wordingOf(one)).toEqual({
    label: "A(1)",
    title: "A",
    text: "Keep a list.",
    scale: "yes-no",
    units: null,
  });
  expect(wordingDigest({ ...one, guidance: "other" })).toBe(wordingDigest(one));
  expect(wordingDigest({ ...one, text: "Keep a list" })).not.toBe(wordingDigest(one));
  expect(liveItems(newer).map((each) => each.id)).toEqual(["A", "B-1", "C", "D", "G"]);
});
