import fc from "fast-check";
import { expect, test } from "vitest";
import { profileDifference, readProfileContent } from "./profiles.ts";

const known = ["GV.OC", "GV.RM", "PR.AA", "DE.CM"];
const item = (name: string): string => name;
const isItem = (id: string): boolean => known.includes(id);
const marked = fc
  .uniqueArray(fc.constantFrom(...known), { maxLength: 2 })
  .map((items) => items.map((each) => ({ item: each, reason: `no ${each} here` })));
const practice = fc.record({
  practice: fc.stringMatching(/^[a-z]{1,8}(-[a-z]{1,4})?$/u),
  title: fc.string({ minLength: 1, maxLength: 10 }),
  text: fc.string({ maxLength: 10 }),
  items: fc.array(fc.constantFrom("X.1", "X.2", "X.3"), { minLength: 1, maxLength: 3 }),
});
const practices = fc.uniqueArray(practice, { maxLength: 4, selector: (each) => each.practice });
const content = fc.record({ practices, not_applicable: marked });

test("the same profile is read the same in whatever order it was written", () => {
  fc.assert(
    fc.property(content, (each) => {
      const read = readProfileContent(each, item, isItem);
      const turned = {
        practices: each.practices
          .toReversed()
          .map((one) => ({ ...one, items: one.items.toReversed() })),
        not_applicable: each.not_applicable.toReversed(),
      };
      expect(readProfileContent(turned, item, isItem)).toEqual(read);
      expect(readProfileContent(read, item, isItem)).toEqual(read);
    }),
  );
});

test("what a version changes leads from the one before to it, and back again", () => {
  fc.assert(
    fc.property(content, content, (one, two) => {
      const there = profileDifference({ version: 1, content: one }, two);
      const back = profileDifference({ version: 2, content: two }, one);
      expect(there.items_without.toSorted()).toEqual(back.items_again.toSorted());
      expect(there.practices_added.toSorted()).toEqual(back.practices_removed.toSorted());
      const left = new Set(one.not_applicable.map((each) => each.item));
      for (const each of there.items_without) left.add(each);
      for (const each of there.items_again) left.delete(each);
      expect([...left].toSorted()).toEqual(two.not_applicable.map((each) => each.item).toSorted());
      const none = profileDifference({ version: 1, content: one }, one);
      expect(none).toEqual({
        against: 1,
        practices_added: [],
        practices_removed: [],
        practices_changed: [],
        items_without: [],
        items_again: [],
      });
    }),
  );
});

test("what contradicts itself is refused", () => {
  const own = { practice: "own-drills", title: "Drills", text: "", items: ["GV.OC"] };
  const none = { item: "GV.OC", reason: "no contracts" };
  const read = (given: (typeof own)[], not_applicable: (typeof none)[]) => () =>
    readProfileContent({ practices: given, not_applicable }, item, (id) => id === "taken");
  expect(read([own, own], [])).toThrow(/there twice/u);
  expect(read([], [none, none])).toThrow(/marked as not applicable twice/u);
  expect(read([own], [none])).toThrow(/said not to apply/u);
  expect(read([{ ...own, practice: "taken" }], [])).toThrow(/is an item/u);
});
