import fc from "fast-check";
import { expect, test } from "vitest";
import { wordMarks } from "./word-marks.ts";

const plain = (text: string) => text.split(/\s+/u).filter(Boolean).join(" ");
const side = (before: string, after: string, which: "before" | "after") =>
  plain(
    (wordMarks(before, after) ?? [])
      .filter((run) => run.in === "both" || run.in === which)
      .map((run) => run.text)
      .join(""),
  );

test("what is struck out and what is underlined are the words that changed, and no others", () => {
  const marks = wordMarks(
    "Review accounts for compliance annually.",
    "Review accounts for compliance with requirements monthly.",
  );
  expect(marks?.map((run) => [run.in, run.text.trim()])).toEqual([
    ["both", "Review accounts for compliance"],
    ["before", "annually."],
    ["after", "with requirements monthly."],
  ]);
});

test("the unmarked words with one side's marks are that side's text", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "c", "the", "control", "[Assignment:", "x]"), {
      maxLength: 30,
    })
    .map((words) => words.join(" "));
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(side(before, after, "before")).toBe(plain(before));
      expect(side(before, after, "after")).toBe(plain(after));
    }),
  );
});

test("texts of any signs are marked without losing one", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "grapheme" }),
      (before, after) => {
        expect(side(before, after, "after")).toBe(plain(after));
        expect(side(before, after, "before")).toBe(plain(before));
      },
    ),
  );
});

test("texts that are too long to be compared word by word are refused, not waited for", () => {
  const long = (word: string) => Array.from({ length: 3000 }, (_, at) => `${word}${at}`).join(" ");
  expect(wordMarks(long("a"), long("b"))).toBeNull();
});
