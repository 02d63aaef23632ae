import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../tests/support/shared-data.ts";
import { observe } from "./observe.ts";
import { readMapping } from "./read-mapping.ts";

const units = `
format: muster/mapping/1
id: hosts
version: "1"
title: Hosts
source: scan
kind: units
day: file-name
owner: {column: Owner}
unit: {column: Host, case: lower}
units: hosts
parts:
  - {id: https, title: HTTPS, column: HTTPS, good: ["Yes"], bad: ["No"], unknown: [""]}
  - {id: hsts, title: HSTS, column: HSTS, good: ["Yes"], bad: ["No"]}
marks:
  - {id: parent, title: Parent, column: Host, equals_column: Base}
items:
  - {item: I-1, all: [https, hsts], rule: one}
  - {item: I-2, all: [https], where: parent, rule: two}
`;
const counts = `
format: muster/mapping/1
id: sites
version: "1"
title: Sites
source: scan
kind: counts
day: given
filter: [{column: Agency, is_not: [Total]}]
owner: {column: Agency}
units: sites
seen: {column: Sites}
items:
  - {item: I-1, good: {column: Good}, rest: bad, rule: one}
`;
const header = "Owner,Host,Base,HTTPS,HSTS\n";

function read(mapping: string, text: string, more: { name?: string; day?: string } = {}) {
  return observe(bytesOf(text), readMapping(mapping, "m.yaml"), {
    fileName: more.name ?? "scan-2020-06-08.csv",
    ...(more.day === undefined ? {} : { day: more.day }),
  });
}

describe("a file of units", () => {
  test("gives owners, units, states and marks, whatever the order of its rows", async () => {
    const rows = [
      "Interior,doi.gov,doi.gov,Yes,Yes",
      "Interior,www.doi.gov,doi.gov,,No",
      "Labor,dol.gov,,No,Yes",
    ];
    const found = await read(units, header + rows.join("\n"));
    expect(found.units).toEqual([
      { owner: "Interior", unit: "doi.gov", pattern: "gg|y|" },
      { owner: "Labor", unit: "dol.gov", pattern: "bg|?|" },
      { owner: "Interior", unit: "www.doi.gov", pattern: "?b|n|" },
    ]);
    expect(found.day).toBe("2020-06-08");
    expect(await read(units, header + rows.toReversed().join("\n"))).toEqual(found);
  });

  test("keeps a host with @ in its name as a unit of its own", async () => {
    const found = await read(
      units,
      `${header}NASA,a@spl.gov,spl.gov,Yes,Yes\nNASA,spl.gov,spl.gov,No,No`,
    );
    expect(found.units.map((each) => each.unit)).toEqual(["a@spl.gov", "spl.gov"]);
  });

  test("keeps formula-like names and prototype names as the texts that they are", async () => {
    const found = await read(
      units,
      `${header}=1+1,__proto__,x,Yes,Yes\nconstructor,=cmd,x,Yes,Yes`,
    );
    expect(found.units.map((each) => [each.owner, each.unit])).toEqual([
      ["constructor", "=cmd"],
      ["=1+1", "__proto__"],
    ]);
  });

  test("with a column that is not there is unknown in that part, and says which column", async () => {
    const found = await read(units, "Owner,Host,HTTPS\nInterior,doi.gov,Yes");
    expect(found.absent_columns).toEqual(["Base", "HSTS"]);
    expect(found.units[0]?.pattern).toBe("g?|?|");
  });

  test.each([
    ["Owner,Host,Base\na,b,c", /none of the columns/],
    [
      "Agency,Host,HTTPS\na,b,Yes",
      /no column is named "Owner", which holds the name of the organisation/,
    ],
    ["Owners,Host,HTTPS\na,b,Yes", /the nearest is "Owners"/],
    [`${header}a,h,h,Yes,Maybe`, /line 2, HSTS: "Maybe" means nothing to the mapping/],
    [`${header}a,h,h,Yes,`, /"" means nothing/],
    [`${header}a,h,h,Yes,Yes\na,H,h,No,No`, /line 3: "h" was already named on line 2/],
    [`${header}a, ,h,Yes,Yes`, /names no unit/],
    [`${header}Total,all,h,Yes,Yes`, /looks like a row of totals/],
    [header, /no row below the header/],
  ])("is refused with its line: %j", async (text, sentence) => {
    await expect(read(units, text)).rejects.toThrow(sentence);
  });

  test.each([
    ["scan.csv", undefined, /nothing says what day/],
    ["scan-2020-02-30.csv", undefined, /nothing says what day/],
    ["scan-2020-06-08.csv", "2020-06-09", /make them agree/],
    ["scan.csv", "2020-13-01", /not a day/],
  ])("named %s with the day %s is refused", async (name, day, sentence) => {
    const given = day === undefined ? { name } : { name, day };
    await expect(read(units, `${header}a,h,h,Yes,Yes`, given)).rejects.toThrow(sentence);
  });

  test("takes the day that is given, and the last date of its name", async () => {
    const text = `${header}a,h,h,Yes,Yes`;
    expect((await read(units, text, { name: "scan.csv", day: "2020-06-09" })).day).toBe(
      "2020-06-09",
    );
    expect((await read(units, text, { name: "2019-01-01_2020-06-08.csv.gz" })).day).toBe(
      "2020-06-08",
    );
  });

  test("with a unit twice is combined when the mapping says so: only what both agree on is known", async () => {
    const mapping = `${units}duplicates: combine\n`;
    const found = await read(mapping, `${header}a,h,h,Yes,Yes\nb,h,h,Yes,No`);
    expect(found).toMatchObject({ combined_rows: 1, units: [{ owner: "a", pattern: "g?|y|" }] });
  });

  test("with a day in every row counts rows that are too old as unknown", async () => {
    const mapping = `${units}duplicates: combine\nrow_day: {column: Seen, within_days: 7}\n`;
    const head = "Owner,Host,Base,HTTPS,HSTS,Seen\n";
    const rows = [
      "a,h1,x,Yes,Yes,2020-06-01T10:00:00Z",
      "a,h2,x,No,No,2020-05-31",
      "a,h3,x,Yes,Yes,",
    ];
    const found = await read(mapping, head + rows.join("\n"));
    expect(found.units.map((each) => each.pattern)).toEqual(["gg|n|", "??|n|", "??|n|"]);
    expect(found.stale_rows).toBe(2);
    const newer = await read(
      mapping,
      `${head}old,h,x,Yes,Yes,2020-01-01\nnew,h,x,No,No,2020-06-07`,
    );
    expect(newer.units).toEqual([{ owner: "new", unit: "h", pattern: "bb|n|" }]);
  });

  test("answers or refuses in one sentence whatever its rows hold", async () => {
    const cell = fc.constantFrom("a", "b", "Yes", "No", "", "Total", "__proto__", "=1", "é", '"');
    const rows = fc.array(fc.array(cell, { minLength: 4, maxLength: 6 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const text = header + table.map((row) => row.join(",")).join("\n");
        const result = await read(units, text).catch((error: unknown) => error);
        if (result instanceof Error) expect(result).toMatchObject({ name: "Problem" });
      }),
    );
  });
});

describe("a file of counts", () => {
  const day = { day: "2025-01-10" };

  test("gives one row an organisation, without the row of totals that its mapping leaves out", async () => {
    const found = await read(
      counts,
      "Agency,Sites,Good\nCommerce,778,101\nLabor,2,\nTotal,780,101",
      {
        name: "sites.csv",
        ...day,
      },
    );
    expect(found).toMatchObject({
      rows: 3,
      left_out: 1,
      counts: [
        { owner: "Commerce", seen: 778, good: [101] },
        { owner: "Labor", seen: 2, good: [null] },
      ],
    });
  });

  test.each([
    ["Agency,Sites,Good\nGrand total,780,101", /looks like a row of totals/],
    ["Agency,Sites,Good\na,3,1\nb,2,1\nc,1,0\nWhole,6,2", /as many as all others together/],
    ["Agency,Sites,Good\na,3,4", /4 are good of 3/],
    ["Agency,Sites,Good\na,,0", /line 2, Sites: this row does not say how many were seen/],
    [`Agency,Sites,Good\n${"a".repeat(301)},1,0`, /more than 300 characters/],
    ["Agency,Sites,Good\na,3.5,1", /"3.5" is not a count/],
    ["Agency,Sites,Good\na,-3,1", /"-3" is not a count/],
    ["Agency,Sites,Good\na,3,1\na,3,1", /already named on line 2/],
    ["Agency,Sites,Great\na,3,1", /none of the columns/],
  ])("is refused with its line: %j", async (text, sentence) => {
    await expect(read(counts, text, { name: "sites.csv", ...day })).rejects.toThrow(sentence);
  });

  test("is read although a row looks like a total, when its mapping says there is none", async () => {
    const text = "Agency,Sites,Good\na,3,1\nb,2,1\nc,1,0\nWhole,6,2";
    const found = await read(`${counts}totals: none\n`, text, { name: "sites.csv", ...day });
    expect(found.counts).toHaveLength(4);
  });
});
