import { expect, test } from "vitest";
import { federalFacts, knownAt } from "../../tests/support/federal-facts.ts";
import { fixtureMapping, publishedFacts } from "../../tests/support/published-files.ts";
import { countEvidence } from "../evidence/count-evidence.ts";
import type { EvidenceFacts } from "../evidence/evidence-facts.ts";
import { sha256 } from "../kit/canonical-json.ts";
import type { Determination } from "./determination.contract.ts";
import { determine } from "./determine.ts";
import { readMethodology } from "./read-methodology.ts";

const on = "2020-06-08";

/** Four bands by the share of compliant hosts, from 95, 80, 50 and 0 percent. */
function bands(item: string, yardstick: string, sample: string): string {
  const labels = [95, 80, 50, 0].map(
    (from) =>
      `  - {label: from-${from}, name: From ${from}, from: ${from}, said: from ${from}, briefly: from ${from}}\n`,
  );
  return `format: muster/methodology/1
id: bands
version: "1"
title: Four bands
scope: compliance
authority: made for a test of published numbers
yardstick: ${yardstick}
scores: measured
functions: [{id: one, title: One, items: [{item: ${item}, weight: 1}]}]
labels:
${labels.join("")}gates: none
minimum_sample: ${sample}
minimum_coverage: 1
systemic_above: 50
maximum_age_days: 365
`;
}

function rated(facts: EvidenceFacts, item: string, sample: string): Determination {
  const { yardstick } = facts;
  const name = `${yardstick.id}@${yardstick.version}`;
  const text = bands(item, name, sample);
  const methodology = { methodology: readMethodology(text, "bands.yaml"), digest: sha256(text) };
  const evidence = countEvidence(facts, { on, asOf: knownAt, maximumAgeDays: 365 });
  return determine({
    review: "bands",
    on,
    asOf: knownAt,
    yardstick,
    methodology,
    parts: [],
    evidence,
  });
}

const counts = (of: Determination): [string, number][] =>
  of.enterprise.labels.map(({ display, count }) => [display.label, count]);

test("by the published verdict 30 agencies are at 95 % or more, 28 from 80, 29 from 50, 45 below", async () => {
  const facts = await publishedFacts([
    { file: "pulse-https-hosts-2020-06-08.csv.gz", mapping: fixtureMapping("pulse-published") },
  ]);
  expect(counts(rated(facts, "P-1", "none")).slice(0, 4)).toEqual([
    ["from-95", 30],
    ["from-80", 28],
    ["from-50", 29],
    ["from-0", 45],
  ]);
  const setAside = rated(facts, "P-1", "{of: P-1, units: 5}");
  expect(counts(setAside)).toEqual([
    ["from-95", 19],
    ["from-80", 28],
    ["from-50", 20],
    ["from-0", 18],
    ["insufficient-evidence", 47],
    ["not-reported", 0],
  ]);
});

test("by what is proved, fewer are in the best band than the source's verdict puts there", async () => {
  const facts = await federalFacts();
  const [best] = counts(rated(facts, "WT-1", "{of: WT-1, units: 5}"));
  expect(best).toEqual(["from-95", 16]);
});
