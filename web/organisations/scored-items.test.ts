import { expect, test } from "vitest";
import type { ItemEvidence } from "../../src/evidence/item-evidence.ts";
import { areApart } from "./scored-items.ts";

function score(good: number, bad: number, n: number): ItemEvidence {
  return {
    item: "X",
    units: "steps",
    good,
    bad,
    unknown: n - good - bad,
    unseen: 0,
    n,
    held_against: "nothing",
    parts: [],
    collection: null,
    inventory: null,
    missing: null,
    rule: "",
  };
}

test("two scores are apart only where they cannot both be right", () => {
  expect(areApart(score(4, 0, 4), score(2, 2, 4))).toBe(true);
  expect(areApart(score(2, 2, 4), score(4, 0, 4))).toBe(true);
  expect(areApart(score(1, 1, 4), score(2, 2, 4))).toBe(false);
  expect(areApart(score(1, 0, 1), score(4, 0, 4))).toBe(false);
});
