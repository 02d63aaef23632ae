import fc from "fast-check";
import { evidenceOf } from "./item-evidence.ts";
import {
  dayNumber,
  emptyScores,
  type PackedScores,
  putScore,
} from "../../src/assessments/packed-scores.ts";
import type { ItemEvidence } from "../../src/evidence/item-evidence.ts";
import { readYardstick } from "../../src/yardsticks/read-yardstick.ts";
import { whole } from "../../src/determination/exact.ts";
import type { CountedStates } from "../../src/determination/gate-states.ts";
import { type LeanInputs, measuredValue } from "../../src/determination/lean-values.ts";
import { readMethodology } from "../../src/determination/read-methodology.ts";

/*
 * Organisations with scores of both kinds and a measured item, and methodologies of every kind: for
 * tests that hold what is computed from packed scores against the full rules.
 */

export const ids = ["A", "B", "C", "D", "E"];
export const yardstick = readYardstick(
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
  readonly states: string;
  readonly sample: string;
  readonly coverage: number;
}

function methodologyOf({ scores, weights, gate, below, states, sample, coverage }: Rule) {
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
${states}minimum_sample: ${sample}
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
    states: fc.constantFrom(
      "",
      "  - {id: u, title: U, when: undecided-risks, cap: fair}\n",
      "  - {id: u, title: U, when: undecided-risks, cap: fair}\n  - {id: l, title: L, when: unsigned-late, cap: poor}\n",
    ),
    sample: fc.constantFrom("none", "{of: E, units: 3}", "{of: A, units: 2}"),
    coverage: fc.integer({ min: 1, max: 100 }),
  })
  .map((each) => methodologyOf(each));
// Reading a methodology takes longer than rating by it.
export const anyRule = fc.constantFrom(...fc.sample(rule, 150));

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

/** What an organisation may have decided and signed; rarely is less told of it than there is. */
export const anyStates = (organisation: string): fc.Arbitrary<CountedStates> =>
  fc
    .record({
      decided: fc.nat(2),
      undecided: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(2)),
      late: fc.boolean(),
      whole: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
    })
    .map(({ decided, undecided, late, whole: all }) => ({
      organisation,
      open_risks: decided + undecided,
      undecided,
      late,
      due: late ? "2020-06-01" : null,
      whole: all,
    }));

const bits = (chosen: readonly string[]): Uint8Array =>
  Uint8Array.from(ids, (id) => (chosen.includes(id) ? 1 : 0));

export const anyMixed = fc.record({
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
  states: anyStates("o"),
});

/** What an organisation of these tests has. */
export type Mixed = Parameters<Parameters<typeof anyMixed.map>[0]>[0];

/** It as the full rules take it. */
export function fullInputs(of: Mixed) {
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
    states: of.states,
  };
}

/** It packed. */
export function leanInputs(of: Mixed): LeanInputs {
  const [measured] = fullInputs(of).evidence.items;
  return {
    self: packed(of.self),
    independent: packed(of.independent),
    sampled: bits(of.sampled),
    closed: of.closed,
    notApplicable: bits(of.notApplicable),
    measured: new Map(measured === undefined ? [] : [[4, measuredValue(measured)]]),
    since,
    round: 0,
    states: of.states,
  };
}
