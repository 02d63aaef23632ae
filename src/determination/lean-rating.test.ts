import fc from "fast-check";
import { expect, test } from "vitest";
import { evidenceOf } from "../../tests/support/item-evidence.ts";
import {
  dayNumber,
  emptyScores,
  type PackedScores,
  putScore,
} from "../assessments/packed-scores.ts";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import { readYardstick } from "../yardsticks/read-yardstick.ts";
import { whole } from "./exact.ts";
import { leanRating } from "./lean-rating.ts";
import { leanRules } from "./lean-rules.ts";
import { type LeanInputs, measuredValue, valueAt } from "./lean-values.ts";
import { rateOrganisation } from "./rate-organisation.ts";
import { readMethodology } from "./read-methodology.ts";

const ids = ["A", "B", "C", "D", "E"];
const yardstick = readYardstick(
  `format: muster/yardstick/1
id: mixed
version: "1"
title: Mixed
sources: [{title: made for tests}]
items:
${ids.map((id) => `  - {id: ${id}, title: ${id}, text: ${id}, ${id === "E" ? "scale: share, units: hosts, measured_by: scan" : "scale: level"}}`).join("\n")}
`,
  "mixed.yaml",
);

interface Rule {
  readonly scores: string;
  readonly weights: readonly number[];
  readonly gate: string;
  readonly below: number;
  readonly sample: boolean;
  readonly coverage: number;
}

function methodologyOf({ scores, weights, gate, below, sample, coverage }: Rule) {
  const weigh = (at: number): number => (scores === "maturity-average" ? 1 : (weights[at] ?? 1));
  const member = (id: string, at: number): string =>
    `{item: ${id}, weight: ${weigh(at)}, core: ${at !== 2}}`;
  return readMethodology(
    `format: muster/methodology/1
id: mixed
version: "1.0"
title: Mixed
scope: mixed
authority: made for tests
yardstick: mixed@1
scores: ${scores}
functions:
  - {id: one, title: One, items: [${member("A", 0)}, ${member("B", 1)}]}
  - {id: two, title: Two, items: [${member("C", 2)}, ${member("E", 4)}]}
labels:
  - {label: good, name: Good, from: 75, said: good, briefly: good}
  - {label: fair, name: Fair, from: 40, said: fair, briefly: fair}
  - {label: poor, name: Poor, from: 0, said: poor, briefly: poor}
gates:
  - {id: g, title: G, ${gate}, below: ${below}, cap: fair}
  - {id: h, title: H, item: D, below: 10, cap: poor}
minimum_sample: ${sample ? "{of: E, units: 3}" : "none"}
minimum_coverage: ${coverage}
systemic_above: 50
maximum_age_days: 365
`,
    "mixed.yaml",
  );
}

const rule = fc
  .record({
    scores: fc.constantFrom(
      "measured",
      "measured-first\ntrust_from_pairs: 1",
      "measured-first\ntrust_from_pairs: 2",
      "half-and-half",
      "maturity-average",
    ),
    weights: fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 1000 })), {
      minLength: 5,
      maxLength: 5,
    }),
    gate: fc.constantFrom("item: A", "item: E", "function: one", "function: two"),
    below: fc.integer({ min: 1, max: 100 }),
    sample: fc.boolean(),
    coverage: fc.integer({ min: 1, max: 100 }),
  })
  .map((each) => methodologyOf(each));
// Reading a methodology takes longer than rating by it.
const anyRule = fc.constantFrom(...fc.sample(rule, 150));

const today = dayNumber("2020-06-08");
const since = today - 365;
const small = fc.nat(6);
const large = fc.nat(30_000_000);
const given = fc
  .record({
    at: fc.oneof(
      fc.record({ good: small, bad: small, more: small }),
      fc.record({ good: large, bad: large, more: large }),
    ),
    age: fc.oneof({ weight: 4, arbitrary: fc.nat(365) }, fc.constant(366)),
  })
  .map(({ at: { good, bad, more }, age }) => ({
    good,
    bad,
    n: good + bad + more,
    day: today - age,
  }));
const scores = fc.array(fc.option(given, { nil: null, freq: 4 }), { minLength: 5, maxLength: 5 });
type Given = NonNullable<Parameters<Parameters<typeof scores.map>[0]>[0][number]>;

function packed(all: readonly (Given | null)[]): PackedScores {
  const filled = emptyScores(ids.length);
  for (const [place, each] of all.entries()) if (each) putScore(filled, place, each);
  return filled;
}

/** The same scores as the full rules take them. */
function evidence(all: readonly (Given | null)[]): ItemEvidence[] {
  return all.flatMap((each, place) => {
    if (!each) return [];
    const { good, bad, n, day } = each;
    const missing = day < since ? "stale" : n === 0 ? "unknown-by-source" : null;
    return [evidenceOf({ item: ids[place] ?? "", good, bad, unknown: n - good - bad, n, missing })];
  });
}

const bits = (chosen: readonly string[]): Uint8Array =>
  Uint8Array.from(ids, (id) => (chosen.includes(id) ? 1 : 0));

const organisation = fc.record({
  self: scores,
  independent: scores,
  sampled: fc.subarray(ids),
  closed: fc.option(
    fc
      .record({ pairs: fc.nat(3), sampled: fc.nat(3), part: fc.nat(whole) })
      .map(({ pairs, sampled, part }) => ({ pairs, sampled, divergence: sampled * part })),
    { nil: null },
  ),
  notApplicable: fc.subarray(ids),
  measured: fc.option(given, { nil: null }),
});

function fullInputs(of: Parameters<Parameters<typeof organisation.map>[0]>[0]) {
  const measured = of.measured && evidence([null, null, null, null, of.measured]);
  return {
    evidence: { organisation: "o", name: "O", items: measured ?? [] },
    yardstick,
    parts: [],
    scores: {
      organisation: "o",
      self: evidence(of.self),
      independent: evidence(of.independent),
      sampled: of.sampled,
      closed: of.closed,
      notApplicable: of.notApplicable,
    },
  };
}

function leanInputs(of: Parameters<Parameters<typeof organisation.map>[0]>[0]): LeanInputs {
  const [measured] = fullInputs(of).evidence.items;
  return {
    self: packed(of.self),
    independent: packed(of.independent),
    sampled: bits(of.sampled),
    closed: of.closed,
    notApplicable: bits(of.notApplicable),
    measured: new Map(measured === undefined ? [] : [[4, measuredValue(measured)]]),
    since,
  };
}

test("a rating from packed scores is the rating that the full rules give, by every kind of rule", () => {
  fc.assert(
    fc.property(anyRule, organisation, (methodology, of) => {
      const full = rateOrganisation({ ...fullInputs(of), methodology });
      const lean = leanRating(leanRules(methodology, yardstick), leanInputs(of));
      expect({
        score: lean.score,
        ranks: lean.ranks,
        shown: lean.shown,
        trust: lean.trust,
      }).toEqual({
        score: full.score,
        ranks: full.ranks,
        shown: full.shown,
        trust: full.trust,
      });
      expect([...lean.values.lo]).toEqual(full.items.map(({ value }) => value.lo));
      expect([...lean.values.hi]).toEqual(full.items.map(({ value }) => value.hi));
    }),
    { numRuns: 3000 },
  );
});

test("values without objects are the values with them", () => {
  fc.assert(
    fc.property(anyRule, organisation, (methodology, of) => {
      const rules = leanRules(methodology, yardstick);
      const inputs = leanInputs(of);
      const { values, trust } = leanRating(rules, inputs);
      for (const place of ids.keys()) {
        const { lo, hi } = valueAt(rules, inputs, trust, place);
        expect([values.lo[place], values.hi[place]]).toEqual([lo, hi]);
      }
    }),
    { numRuns: 1000 },
  );
});
