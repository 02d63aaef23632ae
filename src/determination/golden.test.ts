import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { federalFacts } from "../../tests/support/federal-facts.ts";
import type { CountedEvidence } from "../evidence/counted-evidence.ts";
import { countEvidence } from "../evidence/count-evidence.ts";
import type { EvidenceFacts } from "../evidence/evidence-facts.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { compareDays, notComparableInWords } from "./compare-days.ts";
import type { Determination, Rating } from "./determination.contract.ts";
import { determine } from "./determine.ts";
import { readMethodology } from "./read-methodology.ts";
import { partWordsOf } from "./rating-inputs.ts";
import { determinationLines, reasonLines } from "./terminal-words.ts";

const asOf = "2026-12-01T00:00:00.000000Z";
const text = readFileSync("policy/methodologies/web-transport-1.0.yaml");
const methodology = { methodology: readMethodology(text, "m.yaml"), digest: sha256(text) };
let facts: EvidenceFacts;
let evidence: CountedEvidence;
let determination: Determination;

beforeAll(async () => {
  facts = await federalFacts();
  evidence = countEvidence(facts, { on: "2020-06-08", asOf, maximumAgeDays: 365 });
  determination = determineFrom(evidence);
});

function determineFrom(counted: CountedEvidence): Determination {
  const parts = partWordsOf(counted.organisations, facts.collections, facts.mappings);
  const { yardstick } = facts;
  const on = "2020-06-08";
  return determine({ review: "r", on, asOf, yardstick, methodology, parts, evidence: counted });
}

function ratingOf(organisation: string): Rating {
  const rating = determination.ratings.find((each) => each.organisation === organisation);
  if (!rating) throw new Error(`no rating of ${organisation}`);
  return rating;
}

test("8 June 2020: 16 managing, 49 at risk, 20 at high risk, 47 insufficient, of 132", () => {
  const { enterprise } = determination;
  expect(enterprise.labels.map(({ display, count }) => [display.label, count])).toEqual([
    ["managing-risk", 16],
    ["at-risk", 49],
    ["high-risk", 20],
    ["insufficient-evidence", 47],
    ["not-reported", 0],
  ]);
  expect(enterprise).toMatchObject({
    organisations: 132,
    shown_best: 16,
    best_if_unknown_good: 19,
    open: 5,
  });
});

test("the headline and what stands below it are computed from the ratings", () => {
  expect(determination.enterprise.headline).toBe(
    "16 of 132 organisations are shown to be managing this risk",
  );
  expect(determination.enterprise.lede).toBe(
    "49 are at risk and 20 at high risk. For 47 the evidence is too thin to say; they stay in the total. Were every unknown host good, 19 would be managing.",
  );
});

test("the totals of each item are those of the files", () => {
  const totals = determination.enterprise.items.map((total) => [
    total.item,
    total.n,
    total.value.least.percent,
    total.unknown + total.unseen,
    total.bad,
    total.organisations_bad,
    total.organisations_unknown,
  ]);
  expect(totals).toEqual([
    ["WT-1", 24638, "80.4", 356, 4463, 110, 3],
    ["WT-2", 24638, "87.9", 0, 2959, 96, 0],
    ["WT-3", 24638, "85.9", 0, 3468, 97, 0],
    ["WT-4", 24638, "87.4", 2631, 457, 49, 52],
    ["WT-5", 1121, "78.8", 158, 79, 42, 25],
  ]);
  expect(determination.enterprise.items[4]?.outside).toBe(5);
});

test("the reasons of one rating are those that the file gives", () => {
  const interior = ratingOf("department-of-the-interior");
  expect(interior.reasons.map(({ level, words }) => [level, words])).toEqual([
    [
      0,
      "At Risk (web transport), at best Managing Risk: 1,379 of 1,452 hosts are proved good (94.9 %); 95 % is needed for Managing Risk; 14 unknown hosts could change this.",
    ],
    [1, "Score: 1,379 / 1,452 = 94.9 %"],
    [2, "59 hosts proved bad"],
    [3, "33 lack HTTPS enforcement"],
    [3, "45 lack strict transport security"],
    [3, "8 use weak cryptography"],
    [2, "14 hosts unknown"],
    [1, "Sample: 1,452 hosts, at least 5 needed"],
    [1, "Coverage: 99.0 % of the score is known, at least 50 % needed"],
    [1, "Gates: none in this methodology"],
    [1, "Inventory of hosts: none imported"],
  ]);
  expect(interior.changes.map(({ title, words }) => `${title}: ${words}`)).toEqual([
    "Up to Managing Risk: measure weak cryptography of 14 hosts; 1 must be good. Or repair 1 of 59.",
    "Down to High Risk: 654 more hosts would have to be lost or proved bad.",
    "Nothing else counts: Self-scores are not part of web-transport 1.0.",
  ]);
});

test("a rating that nothing unknown could change says so", () => {
  expect(ratingOf("department-of-energy").reasons[0]?.words).toBe(
    "At Risk (web transport): 2,819 of 4,393 hosts are proved good (64.1 %); 95 % is needed for Managing Risk; 67 unknown hosts would not change this.",
  );
});

test("the order in which evidence comes changes no byte", () => {
  const turned = determineFrom({
    ...evidence,
    organisations: evidence.organisations
      .map((each) => ({ ...each, items: each.items.toReversed() }))
      .toReversed(),
    outside: evidence.outside.toReversed(),
  });
  expect(JSON.stringify(turned)).toBe(JSON.stringify(determination));
});

test("the time zone of the machine changes no byte", () => {
  const before = process.env["TZ"];
  const texts = ["Pacific/Kiritimati", "America/Adak"].map((zone) => {
    process.env["TZ"] = zone;
    return JSON.stringify(determineFrom(evidence));
  });
  if (before === undefined) delete process.env["TZ"];
  else process.env["TZ"] = before;
  expect(texts).toEqual([JSON.stringify(determination), JSON.stringify(determination)]);
});

test("the terminal says the same in 80 columns", () => {
  const lines = [
    ...determinationLines(determination),
    ...reasonLines(determination, "department-of-the-interior"),
  ];
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  expect(lines[0]).toBe("16 of 132 organisations are shown to be managing this risk");
  expect(lines).toContain("    59 hosts proved bad");
});

test("before anything was measured nobody is shown to be anything", () => {
  const early = countEvidence(facts, { on: "2016-01-01", asOf, maximumAgeDays: 365 });
  const { enterprise } = determineFrom(early);
  expect([enterprise.shown_best, enterprise.open, enterprise.coverage.billionths]).toEqual([
    0, 0, 0,
  ]);
  expect(enterprise.lede).toBe("For 132 the evidence is too thin to say; they stay in the total.");
});

test("WT-5 of 9 August 2017 and 8 June 2020: 16 improved, 5 declined, 3 lost sight, 34 now seen", () => {
  const early = countEvidence(facts, { on: "2017-08-09", asOf, maximumAgeDays: 365 });
  const comparison = compareDays({
    review: "r",
    asOf,
    item: "WT-5",
    items: facts.yardstick.items,
    scoreItems: ["WT-1"],
    from: { day: "2017-08-09", evidence: early, determination: determineFrom(early) },
    to: { day: "2020-06-08", evidence, determination },
    shared: [
      {
        from_owner: "Department of Agriculture",
        to_owner: "U.S. Department of Agriculture",
        shared: 37,
      },
    ],
  });
  expect(comparison.counts).toEqual({
    improved: 16,
    declined: 5,
    "lost-sight": 3,
    "now-seen": 34,
    unchanged: 32,
    "not-comparable": 91,
  });
  expect(comparison.names).toHaveLength(181);
  expect(comparison.headline).toBe(
    "16 organisations provably improved, 5 declined; for 3 we lost sight",
  );
  expect(comparison.names.find(({ name }) => name === "Department of Agriculture")).toMatchObject({
    movement: "not-comparable",
    because: "no row under this name on 8 June 2020",
    seems: { organisation: "u-s-department-of-agriculture", shared: 37, of: 43 },
  });
  expect(comparison.items.filter(({ comparable }) => comparable).map(({ item }) => item)).toEqual([
    "WT-5",
  ]);
  const gone = comparison.names.filter(
    ({ movement, to }) => movement === "not-comparable" && to === null,
  );
  expect(gone).toHaveLength(44);
  expect(notComparableInWords(comparison)).toMatch(
    /^44 names of 9 August 2017 have no row on 8 June 2020\. 47 names of 8 June 2020 have no row on 9 August 2017\. /,
  );
  const onlyFresh = comparison.names.filter((name) => !gone.includes(name));
  expect(notComparableInWords({ ...comparison, names: onlyFresh })).toBe(
    "47 names of 8 June 2020 have no row on 9 August 2017. Nothing is joined before a match is approved.",
  );
  expect(new Set(comparison.ratings.map(({ movement }) => movement))).toEqual(
    new Set(["not-comparable"]),
  );
});
