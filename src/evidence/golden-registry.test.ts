// Golden numbers of scans that name no owner: the registry of the time tells whose each domain was.
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Counting, counting, pair } from "../../tests/support/published-counting.ts";
import {
  fixtureMapping,
  published,
  publishedFacts,
  publishedFilesAreHere,
  publishedRows,
} from "../../tests/support/published-files.ts";

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

  if (publishedFilesAreHere) {
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
  }
});
