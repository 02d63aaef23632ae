// The golden numbers of the published federal files, each through our own mappings and counting.
// What ships with the demonstration is tested everywhere; the other files where they are at hand.
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import {
  fixtureMapping,
  published,
  publishedFacts,
  publishedFilesAreHere,
  publishedRows,
  readPublished,
} from "../../tests/support/published-files.ts";
import { federalFacts } from "../../tests/support/federal-facts.ts";
import { countEvidence } from "./count-evidence.ts";
import type { EvidenceFacts } from "./evidence-facts.ts";
import type { ItemEvidence } from "./item-evidence.ts";

const asOf = "9999-01-01T00:00:00.000000Z";

/** What was counted on a day, ready to be asked by the published name and the item's place. */
function counting(facts: EvidenceFacts, on: string) {
  const counted = countEvidence(facts, { on, asOf, maximumAgeDays: 30 });
  const byName = new Map(counted.organisations.map((each) => [each.name, each.items]));
  const all = [...counted.organisations, ...counted.outside].map(({ items }) => items);
  return {
    counted,
    of: (name: string, item: number): ItemEvidence | undefined => byName.get(name)?.[item],
    total: (item: number): { n: number; good: number } => ({
      n: all.reduce((sum, items) => sum + (items[item]?.n ?? 0), 0),
      good: all.reduce((sum, items) => sum + (items[item]?.good ?? 0), 0),
    }),
  };
}
type Counting = ReturnType<typeof counting>;

const pair = (item: ItemEvidence | undefined) => [item?.n, item?.good];

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

  if (publishedFilesAreHere) {
    test("are 22,713 and 19,102 in the 24 agencies of the CFO Act, 1,925 and 1,073 in the other 108", async () => {
      const names = (await publishedRows("cfo-act-24-names-by-file.csv")).map(
        (row) => row["pulse_2020"],
      );
      expect(names).toHaveLength(24);
      const sum = (inside: boolean) =>
        asPublished.counted.organisations
          .filter(({ name }) => names.includes(name) === inside)
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

describe("the domains of 9 August 2017, owners told by the registry", () => {
  let found: Counting;

  beforeAll(async () => {
    const facts = await publishedFacts([
      {
        file: "https-pshtt-2017-08-09.csv",
        mapping: fixtureMapping("pshtt-supports"),
        registry: "dotgov-federal-2017-05-31.csv",
      },
    ]);
    found = counting(facts, "2017-08-09");
  });

  test.each([
    ["General Services Administration", 59, 52, 43, 106],
    ["Department of Defense", 19, 7, 5, 38],
    ["Department of Health And Human Services", 61, 58, 55, 120],
    ["Department of Energy", 38, 25, 18, 64],
  ])(
    "%s: %i scanned, %i support HTTPS, %i enforce it, of %i registered",
    (name, scanned, supports, enforces, registered) => {
      const [one, two] = [found.of(name, 0), found.of(name, 1)];
      expect(one).toMatchObject({ good: supports, n: registered, unseen: registered - scanned });
      expect(two).toMatchObject({ good: enforces, n: registered, held_against: "inventory" });
    },
  );

  test("are 618 of 1,309: absence is not compliance, and 29 of 134 owners have no row at all", () => {
    expect([0, 1, 2].map((item) => found.total(item).good)).toEqual([516, 468, 395]);
    const { organisations, outside } = found.counted;
    expect(organisations).toHaveLength(134);
    expect(found.total(0).n).toBe(1309 + 1);
    const first = organisations.flatMap(({ items }) => items[0] ?? []);
    const seen = first.map(({ n, unseen }) => n - unseen);
    expect(seen.reduce((sum, each) => sum + each, 0)).toBe(617);
    expect(first.filter(({ missing }) => missing === "not-in-collection")).toHaveLength(29);
    expect(seen.filter((each) => each === 1)).toHaveLength(61);
    expect(first.filter(({ n, unseen }) => (n - unseen) * 100 >= n * 80)).toHaveLength(54);
    // smarterskies.gov is in no registry: somebody's, and nobody's that we know.
    expect(outside).toMatchObject([{ name: "", because: "not-in-inventory", units: 1 }]);
  });
});

if (publishedFilesAreHere) {
  describe("the weekly scans of 2015 and 2016, owners told by the registry of the time", () => {
    const registries = {
      "2015": "dotgov-federal-2015-03-15.csv",
      "2016": "dotgov-federal-2016-12-06.csv",
    };
    const scan = async (day: string): Promise<Counting> => {
      const registry = day < "2016" ? registries["2015"] : registries["2016"];
      const mapping = fixtureMapping("https-parents");
      const facts = await publishedFacts([{ file: `https-parents-${day}.csv`, mapping, registry }]);
      return counting(facts, day);
    };

    test("find valid HTTPS on 333 of 1,356 domains in June 2015 and on 765 of 1,315 at the end of 2016", async () => {
      const [before, after] = [await scan("2015-06-13"), await scan("2016-12-31")];
      expect([before.total(0), after.total(0)]).toEqual([
        { n: 1356, good: 333 },
        { n: 1315, good: 765 },
      ]);
      for (const [name, first, last] of [
        ["General Services Administration", [103, 36], [107, 75]],
        ["Department of Health And Human Services", [117, 27], [121, 79]],
        ["Department of Defense", [32, 2], [34, 9]],
      ] as const) {
        expect([pair(before.of(name, 0)), pair(after.of(name, 0))]).toEqual([first, last]);
      }
      // The measure was made anew: what did not exist is missing and not put together from another.
      expect(before.of("Department of Defense", 3)?.missing).toBe("no-such-column");
      expect([after.total(2).good, after.total(3).good]).toEqual([637, 655]);
    });

    test("see fewer sites of Energy live in July 2015, which is no worse policy", async () => {
      const [june, july] = [await scan("2015-06-13"), await scan("2015-07-10")];
      const energy = (found: Counting) =>
        [1, 0].map((item) => found.of("Department of Energy", item)?.good);
      expect([energy(june), energy(july)]).toEqual([
        [55, 25],
        [43, 19],
      ]);
    });

    test("are read under every header, owner by owner as an independent count found", async () => {
      const rows = await publishedRows("derived-https-parents-by-agency.csv");
      expect(rows).toHaveLength(1030);
      const counted = [...new Set(rows.map((row) => row["date"] ?? ""))];
      // Of the eighth day only the count is there, and not the scan.
      const days = counted.filter((day) => existsSync(published(`https-parents-${day}.csv`)));
      expect([counted.length, days.length]).toEqual([8, 7]);
      const unmatched: number[] = [];
      for (const day of days) {
        const found = await scan(day);
        unmatched.push(found.counted.outside[0]?.units ?? 0);
        for (const row of rows.filter((each) => each["date"] === day)) {
          const { agency = "" } = row;
          const items = agency.startsWith("(")
            ? found.counted.outside[0]?.items
            : [0, 1, 2, 3].flatMap((item) => found.of(agency, item) ?? []);
          const counts = items?.map((item) => String(item.good)) ?? [];
          expect([agency, String(items?.[0]?.n), ...counts.slice(0, 3)]).toEqual([
            agency,
            row["domains"],
            row["valid_https"],
            row["live"],
            row["defaults_to_https"],
          ]);
          const verdict = row["domain_enforces_https"];
          if (verdict !== "") expect(counts[3]).toBe(verdict);
        }
      }
      expect(unmatched).toEqual([1, 1, 3, 51, 26, 0, 0]);
    });
  });
}
