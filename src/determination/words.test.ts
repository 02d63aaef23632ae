import { expect, test } from "vitest";
import { evidenceOf } from "../../tests/support/item-evidence.ts";
import {
  barInWords,
  countInWords,
  listInWords,
  placeBySize,
  provedInWords,
  singular,
  verbFor,
} from "./words.ts";

test("counts have their thousands apart", () => {
  expect([0, 999, 1000, 24638, 1234567].map(countInWords)).toEqual([
    "0",
    "999",
    "1,000",
    "24,638",
    "1,234,567",
  ]);
});

test("a bar says what is proved good, unknown and proved bad", () => {
  const interior = evidenceOf({ item: "WT-1", good: 1379, bad: 59, unknown: 14 });
  expect(barInWords(interior)).toBe("1,379 of 1,452 proved good, 14 unknown, 59 proved bad");
  expect(barInWords(evidenceOf({ item: "A", good: 2 }))).toBe("2 of 2 proved good");
  expect(barInWords(evidenceOf({ item: "A" }))).toBe("not measured: no collection");
});

test("words agree with their counts", () => {
  expect(provedInWords(evidenceOf({ item: "A", good: 1 }))).toBe("1 of 1 host is proved good");
  expect(singular("countries")).toBe("country");
  expect(["lack it", "are weak", "do not", "miss it"].map((words) => verbFor(1, words))).toEqual([
    "lacks it",
    "is weak",
    "does not",
    "misses it",
  ]);
  expect(verbFor(2, "lack it")).toBe("lack it");
  expect([1, 5, 11, 22, 103].map(placeBySize)).toEqual([
    "Largest",
    "Fifth largest",
    "11th largest",
    "22nd largest",
    "103rd largest",
  ]);
  expect(listInWords(["a", "b", "c"])).toBe("a, b and c");
});
