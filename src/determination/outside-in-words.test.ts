import { expect, test } from "vitest";
import { bandsInWords } from "./bands-in-words.ts";
import type { ItemTotal } from "./determination.contract.ts";
import { outsideBecause, outsideInWords } from "./outside-in-words.ts";

const bound = { billionths: 0, percent: "0.0", exact: null };
function total(item: string, units: string, n: number, outside: number): ItemTotal {
  const counts = { good: 0, bad: 0, unknown: n, unseen: 0, n, outside };
  const organisations = {
    organisations_bad: 0,
    organisations_unknown: 0,
    organisations_missing: 0,
  };
  const value = { least: bound, most: bound };
  return { item, title: item, units, value, systemic: false, ...counts, ...organisations };
}

test("units of owners outside the list are told apart, each total once", () => {
  expect(
    outsideInWords([
      total("WT-1", "hosts", 24_638, 12_000),
      total("WT-2", "hosts", 24_638, 12_000),
      total("WT-3", "hosts", 24_638, 0),
      total("WT-5", "domains", 1121, 5),
    ]),
  ).toBe(
    "12,000 of 24,638 hosts (WT-1 and WT-2) and 5 of 1,121 domains (WT-5) belong to owners outside the list of this review; they count in this table and in no rating.",
  );
  expect(outsideInWords([total("WT-5", "domains", 9, 1)])).toMatch(
    /^1 of 9 domains .* belongs to/u,
  );
});

test("nothing is said where every owner is in the list", () => {
  expect(outsideInWords([total("WT-1", "hosts", 3, 0)])).toBe("");
});

test("an owner outside the list has a reason", () => {
  expect(outsideBecause({ because: "not-in-scope" })).toBe("not in the list of this review");
});

test("bands are said with both their edges", () => {
  const label = (name: string, rank: number, from_percent: string) => ({
    display: { label: name, name, rank },
    from_percent,
  });
  expect(
    bandsInWords({
      labels: [label("Good", 2, "95"), label("Fair", 1, "50"), label("Poor", 0, "0")],
    }),
  ).toEqual(["Good from 95 %", "Fair from 50 % and below 95 %", "Poor below 50 %"]);
  expect(bandsInWords({ labels: [label("Any", 0, "0")] })).toEqual(["Any from 0 %"]);
});
