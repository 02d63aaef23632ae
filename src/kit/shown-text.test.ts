import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText, shownText } from "./shown-text.ts";

test("what would turn the words behind a name round, or move a cursor, is shown as a mark", () => {
  expect(shownText("a\u202Eb\u2066c\u001B[31m")).toBe("a\uFFFDb\uFFFDc\uFFFD[31m");
});

test("marks that scripts written from right to left need stay", () => {
  expect(shownText("\u05D0\u200F (x)")).toBe("\u05D0\u200F (x)");
});

test("a number and its sign stay in one line", () => {
  expect(shownText("from 95 % to 100 %, 5 hosts")).toBe("from 95\u00A0% to 100\u00A0%, 5 hosts");
});

test("whatever a file holds, the text is shown at its length and without overrides", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(shownText(text)).toHaveLength(text.length);
      expect(plainText(text)).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
      expect(shownText(shownText(text))).toBe(shownText(text));
    }),
  );
});
