import fc from "fast-check";
import { expect, test } from "vitest";
import { readPractices, readWithout, writePractices, writeWithout } from "./profile-lines.ts";

const word = fc.stringMatching(/^[a-zA-Z0-9.-]{1,12}$/u);
const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((each) => each.join(" "));

test("what a profile holds comes back from the lines that a form offers to go on from", () => {
  const without = fc.array(fc.record({ item: word, reason: sentence }));
  fc.assert(
    fc.property(without, (each) => {
      expect(readWithout(writeWithout(each))).toEqual(each);
    }),
  );
  const practices = fc.array(
    fc.record({
      practice: word,
      title: sentence,
      text: sentence,
      items: fc.array(word, { minLength: 1, maxLength: 3 }),
    }),
  );
  fc.assert(
    fc.property(practices, (each) => {
      expect(readPractices(writePractices(each))).toEqual(each);
    }),
  );
});

test("a line that lacks a part is refused by name, and empty lines are no lines", () => {
  expect(() => readWithout("PR.AA")).toThrow(/“PR\.AA” lacks a part/u);
  expect(() => readPractices("own-drills | Drills | PR.AA")).toThrow(/lacks a part/u);
  expect(readWithout("\n  \n")).toEqual([]);
  expect(readWithout("PR.AA | none | of it")).toEqual([{ item: "PR.AA", reason: "none | of it" }]);
});
