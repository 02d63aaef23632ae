// The golden numbers of the hosts of 2020, through our own mappings and counting.
import { beforeAll, describe, expect, test } from "vitest";
import { type Counting, counting, pair } from "../../tests/support/published-counting.ts";
import {
  fixtureMapping,
  publishedFacts,
  publishedFilesAreHere,
  publishedRows,
  readPublished,
} from "../../tests/support/published-files.ts";
import { federalFacts } from "../../tests/support/federal-facts.ts";
import type { EvidenceFacts } from "./evidence-facts.ts";
import type { ItemEvidence } from "./item-evidence.ts";

/** The 24 agencies of 31 U.S.C. 901(b), as the hosts of 2020 spell them. */
const chiefFinancialOfficers = [
  "U.S. Department of Agriculture",
  "Department of Commerce",
  "Department of Defense",
  "Department of Education",
  "Department of Energy",
  "Department of Health and Human Services",
  "Department of Homeland Security",
  "Department of Housing and Urban Development",
  "Department of the Interior",
  "Department of Justice",
  "Department of Labor",
  "Department of State",
  "Department of Transportation",
  "Department of the Treasury",
  "Department of Veterans Affairs",
  "Environmental Protection Agency",
  "National Aeronautics and Space Administration",
  "U.S. Agency for International Development",
  "General Services Administration",
  "National Science Foundation",
  "Nuclear Regulatory Commission",
  "Office of Personnel Management",
  "Small Business Administration",
  "Social Security Administration",
];

describe("the hosts of 8 June 2020, as Pulse judged them", () => {
  let asPublished: Counting;
  let facts: EvidenceFacts;

  beforeAll(async () => {
    const file = "pulse-https-hosts-2020-06-08.csv.gz";
    facts = await publishedFacts([{ file, mapping: fixtureMapping("pulse-published") }]);
    asPublished = counting(facts, "2020-06-08");
  });

  test("are 24,638 of 132 agencies under 1,003 base domains, 20,175 of them called compliant", async () => {
    expect(asPublished.counted.organisations).toHaveLength(132);
    expect(asPublished.counted.outside).toEqual([]);
    expect(asPublished.total(0)).toEqual({ n: 24_638, good: 20_175 });
    // Every base domain is a unit, when the base is what is counted and its hosts are put together.
    const mapping = fixtureMapping("pulse-published");
    if (mapping.kind !== "units") throw new Error("the hosts are units");
    const bases = await readPublished({
      file: "pulse-https-hosts-2020-06-08.csv.gz",
      mapping: { ...mapping, unit: { column: "Base Domain" }, duplicates: "combine" },
    });
    expect(bases.units).toHaveLength(1003);
    expect(bases.combined_rows).toBe(24_638 - 1003);
  });

  test.each([
    ["Department of Health and Human Services", 4671, 3838],
    ["Department of Energy", 4393, 2886],
    ["National Aeronautics and Space Administration", 2625, 2577],
    ["General Services Administration", 903, 786],
    ["Department of Veterans Affairs", 544, 531],
    ["Office of Personnel Management", 431, 395],
    ["Department of Defense", 149, 91],
  ])("%s has %i, of which %i are called compliant", (name, hosts, compliant) => {
    expect(pair(asPublished.of(name, 0))).toEqual([hosts, compliant]);
  });

  test("prove compliant 356 fewer: the same owners, each less what the source counted unknown", async () => {
    const own = counting(await federalFacts(), "2020-06-08");
    let differing = 0;
    for (const { name, items } of own.counted.organisations) {
      const [said] = [asPublished.of(name, 0)];
      expect(items[0]?.n).toBe(said?.n);
      expect(items[0]?.good).toBeLessThanOrEqual(said?.good ?? -1);
      differing += (said?.good ?? 0) - (items[0]?.good ?? 0);
    }
    expect([own.total(0).good, differing]).toEqual([19_819, 356]);
  });

  test("have the verdict on cryptography blank in 2,631 rows, which is unknown and not bad", () => {
    const unknown = asPublished.counted.organisations.map(({ items }) => items[4]);
    expect(unknown.reduce((sum, item) => sum + (item?.unknown ?? 0), 0)).toBe(2631);
    expect(asPublished.total(2).good).toBe(4005);
    expect(asPublished.total(3).good).toBe(17_165);
    const dim = unknown.filter((item) => item && item.unknown * 10 > item.n);
    expect(dim).toHaveLength(61);
  });

  test("are one fewer in the silent revision, and not one fewer compliant", () => {
    const [original] = facts.collections;
    const first = original && facts.observed.get(original.id);
    if (!original || !first) throw new Error("the hosts were read");
    const units = first.units.filter(({ unit }) => unit !== "lead.aep.armywww.usajobs.gov");
    expect(units).toHaveLength(24_637);
    const observed = new Map([[original.id, { ...first, units }]]);
    const revised = counting({ ...facts, observed }, "2020-06-08");
    expect(revised.total(0)).toEqual({ n: 24_637, good: 20_175 });
    expect(pair(revised.of("Office of Personnel Management", 0))).toEqual([430, 395]);
  });

  test("are those of 18 agencies with one host, of 47 with fewer than 5, 22 wholly compliant, 31 not at all", () => {
    const first = asPublished.counted.organisations.flatMap(({ items }) => items[0] ?? []);
    const some = (which: (item: ItemEvidence) => boolean) => first.filter(which).length;
    expect([
      some(({ n }) => n === 1),
      some(({ n }) => n < 5),
      some(({ n, good }) => n === good),
      some(({ n, good }) => n === good && n === 1),
      some(({ good }) => good === 0),
    ]).toEqual([18, 47, 22, 7, 31]);
  });

  test("are 22,713 and 19,102 in the 24 agencies of the CFO Act, 1,925 and 1,073 in the other 108", () => {
    const sum = (inside: boolean) =>
      asPublished.counted.organisations
        .filter(({ name }) => chiefFinancialOfficers.includes(name) === inside)
        .map(({ items }) => pair(items[0]))
        .reduce(
          ([agencies = 0, n = 0, good = 0], [hosts = 0, compliant = 0]) => [
            agencies + 1,
            n + hosts,
            good + compliant,
          ],
          [0, 0, 0],
        );
    expect(sum(true)).toEqual([24, 22_713, 19_102]);
    expect(sum(false)).toEqual([108, 1925, 1073]);
  });

  if (publishedFilesAreHere) {
    test("are told of the 24 agencies by the names that each file has for them", async () => {
      const rows = await publishedRows("cfo-act-24-names-by-file.csv");
      expect(rows.map((row) => row["pulse_2020"])).toEqual(chiefFinancialOfficers);
    });

    test("are owner by owner what an independent count found", async () => {
      const rows = await publishedRows("derived-pulse-by-agency-2020-06-08.csv");
      expect(rows).toHaveLength(132);
      for (const row of rows) {
        const item = (at: number) => asPublished.of(row["agency"] ?? "", at);
        expect(
          [
            item(0)?.n,
            item(0)?.good,
            item(1)?.good,
            item(2)?.good,
            item(3)?.good,
            item(4)?.good,
            item(4)?.bad,
            item(4)?.unknown,
          ].map(String),
        ).toEqual([
          row["hosts"],
          row["compliant_yes"],
          row["enforces_https_yes"],
          row["hsts_preloaded"],
          row["hsts_yes"],
          row["crypto_free_yes"],
          row["crypto_free_no"],
          row["crypto_free_blank"],
        ]);
      }
    });
  }
});
