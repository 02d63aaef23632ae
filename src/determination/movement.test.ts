import fc from "fast-check";
import { expect, test } from "vitest";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import { evidenceOf } from "../../tests/support/item-evidence.ts";
import { intervalOf, valueOfItem } from "./item-value.ts";
import { movementOf, movementOfItem, movementOfRating } from "./movement.ts";
import { seemsToFollow } from "./seems-to-follow.ts";

const day = (at: string, evidence: ItemEvidence | null) => ({ day: at, evidence });
const of = (good: number, bad: number, unknown = 0) =>
  evidenceOf({ item: "A", good, bad, unknown, rule: "r" });
const moved = (from: ItemEvidence | null, to: ItemEvidence | null) =>
  movementOfItem(day("2017-08-09", from), day("2020-06-08", to));

test("a movement is told only when it holds however the unknown turns out", () => {
  expect(moved(of(36, 13, 24), of(57, 4, 5)).movement).toBe("improved");
  expect(moved(of(3, 0, 5), of(1, 4)).movement).toBe("declined");
  expect(moved(of(6, 0), of(6, 0, 2)).movement).toBe("lost-sight");
  expect(moved(of(51, 8, 40), of(81, 3, 12)).movement).toBe("now-seen");
  expect(moved(of(2, 1, 7), of(2, 1, 7)).movement).toBe("unchanged");
});

test("what has no row on one day, or another rule, is not comparable, with the reason", () => {
  expect(moved(of(1, 1), null)).toEqual({
    movement: "not-comparable",
    because: "no row under this name on 8 June 2020",
  });
  expect(moved(evidenceOf({ item: "A", missing: "no-such-column" }), of(1, 1)).because).toBe(
    "not measured on 9 August 2017",
  );
  expect(moved({ ...of(1, 1), rule: "other" }, of(1, 1)).because).toBe(
    "measured by another rule on 9 August 2017",
  );
  expect(moved({ ...of(1, 1), rule: "other", units: "domains" }, of(1, 1)).because).toBe(
    "domains were counted on 9 August 2017, not hosts",
  );
});

test("units that were expected and not seen are there: losing sight of them is never better", () => {
  const lost = evidenceOf({ item: "A", unseen: 9, missing: "not-delivered", rule: "" });
  expect(moved(of(4, 5), lost).movement).toBe("lost-sight");
  expect(moved(of(0, 9), lost).movement).toBe("lost-sight");
});

test("a scan that reaches one site of 778 improves nothing, whatever that site does", () => {
  // Commerce in January 2025: 12.98 % of 778 sites, a day later 100 % of one.
  const outage = evidenceOf({ item: "A", good: 1, unseen: 777, rule: "r" });
  expect(moved(of(101, 677), outage).movement).toBe("lost-sight");
  expect(intervalOf(valueOfItem(outage)).least.percent).toBe("0.1");
});

test("backwards, improved and declined change places, and so do lost sight and now seen", () => {
  const values = fc
    .tuple(fc.nat(30), fc.nat(30), fc.nat(30))
    .filter(([good, bad, unknown]) => good + bad + unknown > 0)
    .map(([good, bad, unknown]) => intervalOf(valueOfItem(of(good, bad, unknown))));
  const mirror = {
    improved: "declined",
    declined: "improved",
    "lost-sight": "now-seen",
    "now-seen": "lost-sight",
    unchanged: "unchanged",
    "not-comparable": "not-comparable",
  } as const;
  fc.assert(
    fc.property(values, values, (a, b) => {
      expect(movementOf(b, a)).toBe(mirror[movementOf(a, b)]);
    }),
  );
});

const label = (rank: number) => ({ label: `l${rank}`, name: `Label ${rank}`, rank });
const insufficient = { label: "insufficient-evidence", name: "Insufficient Evidence", rank: null };
const rated = (
  lo: number,
  hi: number,
  rating = label(lo) as typeof insufficient | ReturnType<typeof label>,
) => ({
  day: "2020-06-08",
  rating,
  least: label(lo),
  at_best: label(hi),
  anything: true,
  madeBy: "m",
});

test("a rating that gives way to insufficient evidence is lost sight and names the old one", () => {
  expect(movementOfRating(rated(0, 0), rated(0, 2, insufficient))).toEqual({
    movement: "lost-sight",
    because: "Label 0 became Insufficient Evidence",
  });
  expect(movementOfRating(rated(0, 0), rated(2, 2, insufficient)).movement).toBe("lost-sight");
  expect(movementOfRating(rated(0, 2, insufficient), rated(0, 0)).movement).toBe("now-seen");
  expect(movementOfRating(rated(0, 1, insufficient), rated(2, 2)).movement).toBe("improved");
});

test("ratings by another methodology, or of nothing, are not comparable", () => {
  expect(movementOfRating(rated(0, 0), { ...rated(1, 1), madeBy: "n" }).movement).toBe(
    "not-comparable",
  );
  expect(movementOfRating({ ...rated(0, 2), anything: false }, rated(1, 1)).because).toBe(
    "nothing was measured on 8 June 2020",
  );
});

test("a name that is gone seems to follow under the name that has most of its units", () => {
  const shared = [
    { from_owner: "Department of Agriculture", to_owner: "Z", shared: 1 },
    {
      from_owner: " Department of Agriculture",
      to_owner: "U.S. Department of Agriculture ",
      shared: 2,
    },
    { from_owner: "Department of Agriculture", to_owner: "A", shared: 1 },
    { from_owner: "Other", to_owner: "Z", shared: 9 },
  ];
  expect(seemsToFollow("Department of Agriculture", shared)).toEqual({
    name: "U.S. Department of Agriculture",
    shared: 2,
  });
  expect(seemsToFollow("Nobody", shared)).toBeNull();
});
