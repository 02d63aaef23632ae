import fc from "fast-check";
import { expect, test } from "vitest";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { ClosedSample } from "../assessments/closed-sample.ts";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { readMethodology } from "./read-methodology.ts";
import { rateOrganisation } from "./rate-organisation.ts";
import { saidReasons } from "./score-reasons.ts";
import type { OrganisationScores } from "../assessments/organisation-scores.ts";
import { evidenceOf } from "../../tests/support/item-evidence.ts";
import { stepsOfLevel } from "../assessments/scale-evidence.ts";

/** The properties of determination.md, section 4, for rules that weigh self and independent scores. */

const yardstick = readYardstick(
  `format: muster/yardstick/1
id: levels
version: "1"
title: Levels
sources: [{title: made for tests}]
items:
${["A", "B", "C", "D"].map((id) => `  - {id: ${id}, title: ${id}, text: ${id}, scale: level}`).join("\n")}
`,
  "levels.yaml",
);

function methodology(scores: string) {
  return readMethodology(
    `format: muster/methodology/1
id: levels
version: "1.0"
title: Levels
scope: levels
authority: made for tests
yardstick: levels@1
scores: ${scores}
functions:
  - {id: one, title: One, items: [{item: A, weight: 1}, {item: B, weight: 1}]}
  - {id: two, title: Two, items: [{item: C, weight: 1}, {item: D, weight: 1, core: false}]}
labels:
  - {label: good, name: Good, from: 75, said: good, briefly: good}
  - {label: poor, name: Poor, from: 0, said: poor, briefly: poor}
gates: [{id: a, title: A, item: A, below: 25, cap: poor}]
minimum_sample: none
minimum_coverage: 50
systemic_above: 50
maximum_age_days: 365
`,
    "levels.yaml",
  );
}

const kinds = {
  "measured-first": methodology("measured-first\ntrust_from_pairs: 2"),
  "half-and-half": methodology("half-and-half"),
  "maturity-average": methodology("maturity-average"),
};
const anyKind = fc.constantFrom(...Object.values(kinds));

type Levels = Record<string, { from: number; to: number } | null>;
const level = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .map((ends) => ({ from: Math.min(...ends), to: Math.max(...ends) }));
const levels = fc.record(
  Object.fromEntries(yardstick.items.map(({ id }) => [id, fc.option(level, { nil: null })])),
) as fc.Arbitrary<Levels>;
const sampled = fc.subarray(yardstick.items.map(({ id }) => id));

function evidence(given: Levels): ItemEvidence[] {
  return Object.entries(given).flatMap(([item, known]) =>
    known === null
      ? []
      : [evidenceOf({ item, ...stepsOfLevel(known, { lowest: 1, highest: 5 }), units: "steps" })],
  );
}

function rated(
  self: Levels,
  independent: Levels,
  sample: string[],
  rule: (typeof kinds)["half-and-half"],
  closed: ClosedSample | null = null,
) {
  const scores: OrganisationScores = {
    organisation: "o",
    self: evidence(self),
    independent: evidence(independent),
    sampled: sample,
    closed,
    notApplicable: [],
  };
  const organisation = { organisation: "o", name: "O", items: [] };
  return rateOrganisation({
    evidence: organisation,
    methodology: rule,
    yardstick,
    parts: [],
    scores,
  });
}

const billionths = ({ score }: ReturnType<typeof rated>): number =>
  Number((score.lo.numerator * 1_000_000_000n) / score.lo.denominator);

test("withholding a score of either kind never makes anybody look better", () => {
  fc.assert(
    fc.property(
      levels,
      levels,
      sampled,
      anyKind,
      fc.nat(7),
      (self, independent, sample, rule, at) => {
        const item = yardstick.items[at % 4]?.id ?? "A";
        const before = rated(self, independent, sample, rule);
        const after =
          at < 4
            ? rated({ ...self, [item]: null }, independent, sample, rule)
            : rated(self, { ...independent, [item]: null }, sample, rule);
        expect(billionths(after)).toBeLessThanOrEqual(billionths(before));
        expect(after.ranks.lo).toBeLessThanOrEqual(before.ranks.lo);
      },
    ),
    { numRuns: 500 },
  );
});

test("an unknown level that turns out lowest never raises a rating, highest never lowers it", () => {
  const fixed = fc.constantFrom(kinds["half-and-half"], kinds["maturity-average"]);
  const turn = (given: Levels, end: "from" | "to"): Levels =>
    Object.fromEntries(
      Object.entries(given).map(([item, known]) => [
        item,
        known === null ? null : { from: known[end], to: known[end] },
      ]),
    );
  fc.assert(
    fc.property(levels, levels, sampled, fixed, (self, independent, sample, rule) => {
      const before = rated(self, independent, sample, rule);
      const bad = rated(turn(self, "from"), turn(independent, "from"), sample, rule);
      const good = rated(turn(self, "to"), turn(independent, "to"), sample, rule);
      expect(billionths(bad)).toBeLessThanOrEqual(billionths(before));
      expect(bad.ranks.lo).toBeLessThanOrEqual(before.ranks.lo);
      expect(billionths(good)).toBeGreaterThanOrEqual(billionths(before));
      expect(good.ranks.lo).toBeGreaterThanOrEqual(before.ranks.lo);
    }),
    { numRuns: 500 },
  );
});

test("under maturity average only independent levels count", () => {
  const all = { A: { from: 5, to: 5 }, B: { from: 5, to: 5 }, C: { from: 5, to: 5 } };
  const rule = kinds["maturity-average"];
  expect(rated(all, {}, ["A", "B", "C"], rule).ranks.lo).toBe(0);
  expect(rated({}, all, ["A", "B", "C"], rule).ranks).toEqual({ lo: 1, hi: 1 });
});

test("an independent score outside the sample is shown, and said not to count", () => {
  const five = { A: { from: 5, to: 5 }, B: { from: 5, to: 5 } };
  for (const rule of Object.values(kinds)) {
    const { items } = rated({}, five, ["A"], rule);
    const remarks = items.flatMap((result) =>
      saidReasons(result, 1).map(({ of, remark }) => `${of} ${remark}`),
    );
    expect(remarks).toEqual(["A ", "B outside the sample, so not counted"]);
  }
});
