import fc from "fast-check";
import { expect, test } from "vitest";
import { safeText } from "../kit/csv-write.ts";
import { readList, writeList } from "./cell-lists.ts";
import { bareCell, safeCell } from "./safe-cells.ts";

const nasty = fc.string({
  unit: fc.constantFrom(
    "'",
    "=",
    "+",
    "-",
    "@",
    " ",
    "|",
    "\\",
    "\n",
    "n",
    "a",
    "\t",
    "＝",
    '"',
    ",",
  ),
});

test("every text comes back from a safe cell as it went in", () => {
  fc.assert(
    fc.property(nasty, (text) => {
      expect(bareCell(safeCell(text))).toBe(text);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(bareCell(safeCell(text))).toBe(text);
    }),
  );
});

test("no safe cell is a formula, and none is made safe a second time when it is written", () => {
  fc.assert(
    fc.property(nasty, (text) => {
      expect(safeText(safeCell(text))).toBe(safeCell(text));
    }),
  );
});

test("an apostrophe that belongs to a word is left alone", () => {
  expect(bareCell("'tis so")).toBe("'tis so");
  expect(bareCell("'=1+1")).toBe("=1+1");
});

test("lists in one cell come back as they went in, whatever their words hold", () => {
  const word = nasty.map((text) => text.trim());
  const rows = fc.array(fc.array(word, { minLength: 2, maxLength: 5 }), { maxLength: 4 });
  fc.assert(
    fc.property(rows, (list) => {
      const told = list.filter((row) => row.some((each) => each !== ""));
      expect(readList(writeList(told))).toEqual(told);
    }),
  );
});
