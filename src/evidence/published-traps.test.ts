import { describe, expect, test } from "vitest";
import { collection, organisation, story } from "../../tests/support/evidence-story.ts";
import { federalFacts, knownAt, shippedMapping } from "../../tests/support/federal-facts.ts";
import { bytesOf, realOr } from "../../tests/support/shared-data.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { countEvidence } from "./count-evidence.ts";
import type { Observed } from "./evidence-facts.ts";
import type { Mapping } from "./mapping.contract.ts";
import { observe } from "./observe.ts";
import { readMapping } from "./read-mapping.ts";

const asOf = "9999-01-01T00:00:00.000000Z";

function yardstickOf(source: string, ...items: string[]): Yardstick {
  return {
    format: "muster/yardstick/1",
    id: "story",
    version: "1",
    title: "Story",
    sources: [{ title: "Story" }],
    items: items.map((id) => ({
      id,
      title: id,
      text: id,
      scale: "share" as const,
      units: "sites",
      measured_by: source,
    })),
    digest: "ab".repeat(32),
  };
}

function factsOf(
  mapping: Mapping,
  names: Record<string, string>,
  files: Observed[],
  items: string[],
) {
  return story({
    organisations: Object.entries(names).map(([id, name]) => organisation(id, name)),
    yardstick: yardstickOf(mapping.source, ...items),
    mappings: [mapping],
    deliveries: files.map((observed) => ({
      collection: collection({
        id: `${mapping.source}-${observed.day}`,
        source: mapping.source,
        day: observed.day,
        mapping: `${mapping.id}@${mapping.version}`,
        absent_columns: observed.absent_columns,
      }),
      observed,
    })),
  });
}

const standardsHeader =
  "Agency,Number of Websites,Number of Websites With Page Title,Number of Websites With Page Description,Number of Websites with Government Banner\n";

describe("the outage of January 2025", () => {
  const mapping = shippedMapping("site-scan-standards-1");
  const day = (name: string, own: string) =>
    observe(realOr(name, standardsHeader + own), mapping, { fileName: name });

  test("does not make Commerce better: 101 of 778, then 1 of 778", async () => {
    const files = [
      await day(
        "site-scan-standards-by-agency-2025-01-10.csv",
        "Department of Commerce,778,740,188,101\nAMTRAK,1,1,0,0\nTotal,779,741,188,101\n",
      ),
      await day(
        "site-scan-standards-by-agency-2025-01-11.csv",
        "Department of Commerce,1,1,1,1\nTotal,1,1,1,1\n",
      ),
    ];
    const names = { commerce: "Department of Commerce", amtrak: "AMTRAK" };
    const facts = factsOf(mapping, names, files, ["SS-3"]);
    const on = (date: string) =>
      countEvidence(facts, { on: date, asOf, maximumAgeDays: 30 }).organisations.map(
        (each) => each.items[0],
      );
    const [before] = on("2025-01-10");
    const [after, amtrak] = on("2025-01-11");
    expect(before).toMatchObject({
      good: 101,
      bad: 677,
      unseen: 0,
      n: 778,
      held_against: "nothing",
    });
    expect(after).toMatchObject({
      good: 1,
      bad: 0,
      unseen: 777,
      n: 778,
      held_against: "earlier-collections",
      missing: null,
    });
    expect(amtrak).toMatchObject({ good: 0, unseen: 1, n: 1, missing: "not-in-collection" });
  });

  test("never counts the row of totals as an organisation", async () => {
    const file = await day(
      "site-scan-standards-by-agency-2025-01-12.csv",
      "Department of Commerce,93,90,21,21\nTotal,93,90,21,21\n",
    );
    expect(file.left_out).toBe(1);
    expect(file.counts.map((each) => each.owner)).not.toContain("Total");
    const bare: Mapping = { ...mapping };
    delete bare.filter;
    const again = realOr(
      "site-scan-standards-by-agency-2025-01-12.csv",
      `${standardsHeader}Department of Commerce,93,90,21,21\nTotal,93,90,21,21\n`,
    );
    await expect(observe(again, bare, { fileName: "2025-01-12.csv" })).rejects.toThrow(
      /"Total" looks like a row of totals/,
    );
  });
});

test("a renamed column is missing that month, and the share of another rule is not put in its place", async () => {
  const mapping = readMapping(
    `
format: muster/mapping/1
id: idea
version: "1"
title: Design system font
source: idea
kind: counts
day: file-name
filter: [{column: Agency, is_not: [Total]}]
owner: {column: Agency}
units: sites
seen: {column: Number of Websites}
items:
  - {item: ID-1, good: {column: Number of Websites with USWDS Font}, rest: bad, rule: font}
  - {item: ID-2, good: {column: Number of Websites with DAP}, rest: bad, rule: analytics}
`,
    "idea.yaml",
  );
  const own = (column: string, good: number) =>
    `Agency,Number of Websites,Number of Websites with DAP,Number of Websites with USWDS ${column}\nDepartment of Commerce,809,335,${good}\nTotal,809,335,${good}\n`;
  const read = (name: string, text: string) =>
    observe(realOr(name, text), mapping, { fileName: name });
  const files = [
    await read("site-scan-idea-by-agency-2023-08-22.csv", own("Font", 25)),
    await read("site-scan-idea-by-agency-2023-08-28.csv", own("Semantic Version", 43)),
  ];
  expect(files[1]?.absent_columns).toEqual(["Number of Websites with USWDS Font"]);
  const facts = factsOf(mapping, { commerce: "Department of Commerce" }, files, ["ID-1", "ID-2"]);
  const items = (on: string) =>
    countEvidence(facts, { on, asOf, maximumAgeDays: 30 }).organisations[0]?.items;
  expect(items("2023-08-22")?.[0]).toMatchObject({ good: 25, bad: 784, missing: null });
  expect(items("2023-08-28")?.[0]).toMatchObject({
    good: 0,
    bad: 0,
    unseen: 809,
    missing: "no-such-column",
  });
  expect(items("2023-08-28")?.[1]?.missing).toBeNull();
});

test("stale slices that look present are unknown: Veterans Affairs has rows, and nothing was seen", async () => {
  const mapping = shippedMapping("site-scan-sites-1");
  const veterans = "Department of Veterans Affairs";
  const head =
    "slice,target_url,target_url_agency_owner,target_url_bureau_owner,target_url_branch,scan_date,primary_scan_status,security_scan_status,final_url_live,https_enforced,hsts\n";
  const own = `${head}va,va.gov,${veterans},VA,Executive,2024-08-01T01:00:00.000Z,completed,completed,True,True,True
air,af.mil,air force,AF,Executive,2024-05-24T01:00:00.000Z,completed,completed,True,True,True
dod,af.mil,Department of Defense,AF,Executive,2025-01-10T01:00:00.000Z,completed,completed,True,False,True
`;
  const name = "site-scan-sites-2025-01-11.csv.gz";
  const file = await observe(realOr(name, own), mapping, { fileName: name });
  const names = { va: veterans, dod: "Department of Defense" };
  const facts = factsOf(mapping, names, [file], ["SW-1"]);
  const counted = countEvidence(facts, { on: "2025-01-11", asOf, maximumAgeDays: 30 });
  const [va, dod] = counted.organisations.map((each) => each.items[0]);
  expect(va).toMatchObject({ good: 0, bad: 0, missing: "unknown-by-source" });
  expect(va?.unknown).toBeGreaterThan(0);
  expect(dod?.bad).toBeGreaterThan(0);
  expect(file.stale_rows).toBeGreaterThan(0);
  expect(file.combined_rows).toBeGreaterThan(0);
});

describe("the hosts of 8 June 2020", () => {
  test("hold the golden numbers", async () => {
    const facts = await federalFacts();
    const counted = countEvidence(facts, { on: "2020-06-08", asOf: knownAt, maximumAgeDays: 366 });
    const hosts = facts.observed.get("pulse-2020-06-08");
    expect(hosts).toMatchObject({ rows: 24_638, absent_columns: [] });
    expect(counted.organisations).toHaveLength(132);
    const of = (id: string, item: number) =>
      counted.organisations.find((each) => each.organisation === id)?.items[item];
    const total = (item: number) =>
      counted.organisations.reduce(
        (sum, each) => {
          const { good = 0, bad = 0, unknown = 0, unseen = 0, n = 0 } = each.items[item] ?? {};
          return {
            good: sum.good + good,
            bad: sum.bad + bad,
            unknown: sum.unknown + unknown,
            unseen: sum.unseen + unseen,
            n: sum.n + n,
          };
        },
        { good: 0, bad: 0, unknown: 0, unseen: 0, n: 0 },
      );
    expect(total(0)).toEqual({ good: 19_819, bad: 4463, unknown: 356, unseen: 0, n: 24_638 });
    expect(total(4)).toEqual({ good: 884, bad: 79, unknown: 0, unseen: 153, n: 1116 });
    expect(of("department-of-energy", 0)).toMatchObject({ good: 2819, unknown: 67, n: 4393 });
    expect(of("department-of-the-interior", 0)).toMatchObject({
      good: 1379,
      bad: 59,
      unknown: 14,
      n: 1452,
      held_against: "nothing",
      parts: [
        { part: "https", bad: 33, unknown: 0 },
        { part: "hsts", bad: 45, unknown: 0 },
        { part: "crypto", bad: 8, unknown: 43 },
      ],
    });
    expect(counted.differs.reduce((sum, each) => sum + each.units, 0)).toBe(356);
    expect(new Set(counted.differs.map((each) => `${each.source_says} ${each.proved}`))).toEqual(
      new Set(["Yes unknown"]),
    );
    expect(hosts?.units.some((each) => each.unit === "spl.gsfc.nasa.gov@gpl.gsfc.nasa.gov")).toBe(
      true,
    );
  });

  test("are held against 1,121 domains of the executive branch, of which 158 have no row", async () => {
    const facts = await federalFacts();
    expect(facts.observed.get("dotgov-2020-06-03")).toMatchObject({ rows: 1250, left_out: 129 });
    const counted = countEvidence(facts, { on: "2020-06-08", asOf: knownAt, maximumAgeDays: 366 });
    const unseen = [...counted.organisations, ...counted.outside].map(
      (each) => each.items[4]?.unseen ?? 0,
    );
    expect(unseen.reduce((sum, each) => sum + each, 0)).toBe(158);
    expect(counted.outside.map((each) => each.because)).toEqual(Array(5).fill("unknown-name"));
  });

  test("are owned under names of which 44 differ from 2017, and nobody is joined by that", async () => {
    const facts = await federalFacts();
    const counted = countEvidence(facts, { on: "2017-08-09", asOf: knownAt, maximumAgeDays: 366 });
    const there = counted.organisations.filter((each) => (each.items[4]?.n ?? 0) > 0);
    expect(there).toHaveLength(88);
    expect(counted.outside).toHaveLength(47);
    const health = counted.outside.find(
      (each) => each.name === "Department of Health And Human Services",
    );
    expect(health?.nearest[0]).toBe("Department of Health and Human Services");
    expect(health?.items[4]).toMatchObject({ good: 55, n: 120 });
    expect(counted.outside[0]).toMatchObject({ name: "", because: "not-in-inventory", units: 1 });
    const others = there.flatMap((each) => each.items.slice(0, 4));
    expect(new Set(others.map((each) => each.missing))).toEqual(new Set(["no-such-column"]));
  });

  test("with one host less, as the silent revision has it, leave that host expected", async () => {
    const facts = await federalFacts();
    const lost = "lead.aep.armywww.usajobs.gov";
    const first = facts.observed.get("pulse-2020-06-08");
    const original = facts.collections.find((each) => each.id === "pulse-2020-06-08");
    if (!first || !original) throw new Error("the story has no hosts");
    expect(first.units.some((each) => each.unit === lost)).toBe(true);
    const revision = {
      ...original,
      id: "pulse-2020-06-08-r2",
      revises: original.id,
      known_at: "2026-11-23T10:00:00.000000Z",
    };
    const revised = {
      ...facts,
      collections: [...facts.collections, revision],
      observed: new Map(facts.observed).set(revision.id, {
        ...first,
        units: first.units.filter((each) => each.unit !== lost),
      }),
    };
    const opm = (question: string) =>
      countEvidence(revised, {
        on: "2020-06-08",
        asOf: question,
        maximumAgeDays: 366,
      }).organisations.find((each) => each.organisation === "office-of-personnel-management")
        ?.items[0];
    expect(opm(knownAt)).toMatchObject({ n: 431, unseen: 0 });
    expect(opm(asOf)).toMatchObject({ n: 431, unseen: 1, held_against: "earlier-collections" });
  });
});

test("bytes that came in pieces count as bytes that came at once", async () => {
  const mapping = shippedMapping("dotgov-2020-1");
  const text = "Domain Name,Domain Type,Agency\nA.GOV,Federal Agency - Executive, Army \n";
  const name = { fileName: "dotgov-2020-06-03.csv" };
  const whole = await observe(bytesOf(text), mapping, name);
  expect(whole.units).toEqual([{ owner: "Army", unit: "a.gov", pattern: "||" }]);
  expect(await observe(bytesOf(text, 1), mapping, name)).toEqual(whole);
});
