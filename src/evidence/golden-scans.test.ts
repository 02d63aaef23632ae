// Golden numbers of published percentages, scans and claims, each through our own mappings, importers
// and counting. What the project may not carry is tested where it is at hand;
// `published-traps.test.ts` holds the same promises on a few rows of our own everywhere.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedMapping } from "../../tests/support/federal-facts.ts";
import {
  carriedFolder,
  fixtureMapping,
  published,
  publishedBytes,
  publishedFacts,
  publishedFilesAreHere,
  publishedJson,
  publishedRows,
  readPublished,
} from "../../tests/support/published-files.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { countEvidence } from "./count-evidence.ts";
import type { ItemEvidence } from "./item-evidence.ts";
import type { Mapping } from "./mapping.contract.ts";
import { readMapping } from "./read-mapping.ts";

const asOf = "9999-01-01T00:00:00.000000Z";

test("the files that tests carry are those that were published, byte for byte", () => {
  const sources = readFileSync(join(carriedFolder, "SOURCES.md"), "utf8");
  const listed = [...sources.matchAll(/^\| `([^`]+)` .* `([0-9a-f]{64})` \|$/gm)];
  expect(listed.map(([, name]) => `${name}.gz`).toSorted()).toEqual(
    readdirSync(carriedFolder)
      .filter((name) => name.endsWith(".gz"))
      .toSorted(),
  );
  for (const [, name = "", digest] of listed) expect(sha256(publishedBytes(name))).toBe(digest);
});

test("the mappings that read published files are sound, whether or not the files are at hand", () => {
  for (const name of ["https-parents", "pshtt-supports", "pulse-domains", "pulse-published"]) {
    expect(fixtureMapping(name).digest).toMatch(/^[0-9a-f]{64}$/);
  }
});

async function itemsOn(day: string, files: readonly { file: string; mapping: Mapping }[]) {
  const facts = await publishedFacts(files);
  const { organisations } = countEvidence(facts, { on: day, asOf, maximumAgeDays: 30 });
  return new Map(organisations.map(({ name, items }) => [name, items]));
}

describe("the percentages that Pulse published", () => {
  const mapping = fixtureMapping("pulse-domains");
  const columns = ["Uses HTTPS", "Enforces HTTPS", "Strict Transport Security (HSTS)"];

  const days: readonly (readonly [day: string, domains: number, blanks: number])[] = [
    ["2015-06-12", 1194, 866],
    ["2016-01-19", 1130, 702],
  ];
  const here = days.filter(([day]) => existsSync(published(`pulse-https-domains-${day}.csv`)));

  test.each(here)(
    "on %s are those of its %i domains, for all 122 agencies within 1 point",
    async (day, domains, blanks) => {
      const items = await itemsOn(day, [{ file: `pulse-https-domains-${day}.csv`, mapping }]);
      const rows = publishedJson(`pulse-https-agencies-${day}.json`);
      expect([items.size, rows.length]).toEqual([122, 122]);
      let [n, unknown] = [0, 0];
      for (const row of rows) {
        const counted = items.get(String(row["Agency"])) ?? [];
        expect(counted[0]?.n).toBe(row["Number of Domains"]);
        n += counted[0]?.n ?? 0;
        unknown += counted[1]?.unknown ?? 0;
        for (const [at, column] of columns.entries()) {
          const item = counted[at];
          const percent = ((item?.good ?? 0) * 100) / (item?.n ?? 0);
          expect(Math.abs(percent - Number(row[column]))).toBeLessThan(1);
        }
      }
      // Where HTTPS is No, whether it is enforced is blank: unknown, and not bad.
      expect([n, unknown]).toEqual([domains, blanks]);
    },
  );

  test.each([
    ["General Services Administration", 54, 91],
    ["Department of Defense", 36, 25],
    ["Department of Health And Human Services", 34, 115],
  ])("on 19 January 2016 say %s uses HTTPS on %i %% of %i", async (name, percent, n) => {
    const day = "2016-01-19";
    const items = await itemsOn(day, [{ file: `pulse-https-domains-${day}.csv`, mapping }]);
    const [item] = items.get(name) ?? [];
    expect([item?.n, Math.round(((item?.good ?? 0) * 100) / n)]).toEqual([n, percent]);
  });

  test("are refused with the line where the words of 2015 do not mean those of 2016", async () => {
    if (mapping.kind !== "units") throw new Error("domains are units");
    const parts = mapping.parts.map((part) => ({
      ...part,
      good: part.good.filter((text) => text !== "Yes, and preloaded"),
    }));
    const older = { ...mapping, parts };
    const read = (day: string) =>
      readPublished({ file: `pulse-https-domains-${day}.csv`, mapping: older });
    if (publishedFilesAreHere) expect((await read("2015-06-12")).units).toHaveLength(1194);
    await expect(read("2016-01-19")).rejects.toThrow(
      /line 2, .*HSTS\): "Yes, and preloaded" means nothing to the mapping/,
    );
  });
});

if (publishedFilesAreHere) {
  describe("the outage of January 2025", () => {
    const mapping = shippedMapping("site-scan-standards-1");
    const file = (day: string) => `site-scan-standards-by-agency-${day}.csv`;
    const sum = (counts: readonly { seen: number }[]) =>
      counts.reduce((total, each) => total + each.seen, 0);

    test.each([
      ["2025-01-10", 141, 10_707],
      ["2025-01-11", 2, 2],
      ["2025-01-12", 50, 1370],
      ["2025-01-13", 84, 4457],
      ["2025-01-14", 113, 7047],
      ["2025-01-15", 125, 8318],
      ["2025-01-16", 127, 8727],
      ["2025-02-10", 138, 9140],
      ["2025-02-13", 137, 10_553],
      ["2026-01-12", 1, 831],
    ])(
      "has on %s %i agencies with %i sites, and one row of totals",
      async (day, agencies, sites) => {
        const { counts, left_out } = await readPublished({ file: file(day), mapping });
        expect([counts.length, sum(counts), left_out]).toEqual([agencies, sites, 1]);
      },
    );

    test("makes nobody better: no organisation's proved share grows, none leaves the total", async () => {
      const days = ["2025-01-10", "2025-01-11", "2025-01-12"];
      const facts = await publishedFacts(days.map((day) => ({ file: file(day), mapping })));
      const on = (day: string): ItemEvidence[] =>
        countEvidence(facts, { on: day, asOf, maximumAgeDays: 30 }).organisations.flatMap(
          ({ items }) => items[2] ?? [],
        );
      const [before, during, after] = days.map(on);
      const total = (items: readonly ItemEvidence[] | undefined) =>
        (items ?? []).reduce((all, { n }) => all + n, 0);
      expect([total(before), total(during)]).toEqual([10_707, 10_707]);
      expect(total(after)).toBeGreaterThanOrEqual(10_707);
      for (const [at, item] of (during ?? []).entries()) {
        expect(item.good).toBeLessThanOrEqual(before?.[at]?.good ?? -1);
      }
      // 50.0 % of what was seen carries the banner, on 11 January, where 11.69 % did the day before.
      expect((during ?? []).reduce((all, { good }) => all + good, 0)).toBe(1);
      const missing = (during ?? []).filter((item) => item.missing === "not-in-collection");
      expect(missing).toHaveLength(139);
    });

    test("leaves exactly two departments out on 12 January, by name", async () => {
      const there = async (day: string) =>
        new Set((await readPublished({ file: file(day), mapping })).counts.map((row) => row.owner));
      const [before, after] = [await there("2025-01-10"), await there("2025-01-12")];
      const gone = [...before].filter((name) => !after.has(name) && / Department|^Dep/.test(name));
      expect(gone).toEqual([
        "Department of Housing and Urban Development",
        "Department of Veterans Affairs",
      ]);
    });
  });

  describe("what the press and vendors published", () => {
    const reading = (filter: string, parts: string) =>
      readMapping(
        `format: muster/mapping/1\nid: press\nversion: "1"\ntitle: Press\nsource: press\nday: given\n${filter}${parts}`,
        "press.yaml",
      );
    const asCounts =
      "kind: counts\nowner: {column: measure}\nunits: agencies\nseen: {column: out_of}\nitems:\n  - {item: A-1, good: {column: value}, rest: bad, rule: press}\n";
    const file = "published-aggregates.csv";
    const read = (mapping: Mapping) => readPublished({ file, mapping, day: "2020-01-01" });

    test("is no measurement: what is of an unstated whole, or a percentage, is refused with its line", async () => {
      const ratings = "filter: [{column: as_of, is: [FY2019]}]\n";
      await expect(read(reading(ratings, asCounts))).rejects.toThrow(
        /line 11, out_of: this row does not say how many were seen/,
      );
      const shares = 'filter: [{column: as_of, is: ["2017-10-16"]}]\n';
      await expect(read(reading(shares, asCounts))).rejects.toThrow(
        /value: "81.5" is not a count; write digits only/,
      );
    });

    test("and where two sources disagree, 72 or 73, neither is taken: it is unknown", async () => {
      const filter =
        "filter: [{column: as_of, is: [FY2019]}, {column: series, is: [fisma-rma]}]\nduplicates: combine\n";
      const asUnits =
        'kind: units\nowner: {column: series}\nunit: {column: measure}\nunits: claims\nparts:\n  - {id: many, title: Seventy-two, column: value, good: ["72"], bad: ["73"]}\nitems:\n  - {item: A-1, all: [many], rule: press}\n';
      const found = await read(reading(filter, asUnits));
      expect(found).toMatchObject({ combined_rows: 1, units: [{ pattern: "?||" }] });
      const refused = reading(filter.replace("duplicates: combine\n", ""), asUnits);
      await expect(read(refused)).rejects.toThrow(/was already named on line 11/);
    });

    test("agrees with itself where it counts the same whole: 797, 351, 11 and 156 of 1,315", async () => {
      const whole = (await publishedRows(file)).filter(
        (row) => row["as_of"] === "2017-12" && !(row["measure"] ?? "").includes("percent"),
      );
      const counted = whole.reduce((all, row) => all + Number(row["value"]), 0);
      expect([whole.length, counted]).toEqual([4, 1315]);
    });
  });
}
