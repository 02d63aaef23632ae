import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { reportStory } from "../../tests/support/report-story.ts";
import { openData } from "./open-data.ts";
import { ratingsCsv } from "./ratings-csv.ts";

const rows: Record<string, string>[] = parse(ratingsCsv(reportStory()), { columns: true });

it("has one row an organisation, with exact counts", () => {
  expect(rows.map(({ organisation }) => organisation)).toEqual([
    "harbour",
    "roads",
    "mills",
    "lamps",
    "wells",
  ]);
  expect(rows[1]).toMatchObject({
    rating: "At Risk",
    at_best: "Managing Risk",
    proved_percent: "94.0",
    "IT-1 good": "94",
    "IT-1 unknown": "2",
  });
});

it("leaves what was not measured empty, with the reason, and never writes zero", () => {
  expect(rows[4]).toMatchObject({ "IT-1 n": "", "IT-1 missing": "not-in-collection" });
});

it("lets no name act as a formula", () => {
  expect(rows[1]?.["name"]).toBe(`'=HYPERLINK("http://x","Roads")`);
});

it("writes the same ratings for programs", () => {
  const data: unknown = JSON.parse(openData(reportStory()));
  expect(data).toMatchObject({
    format: "muster/open-data/1",
    organisations: 5,
    notice: "A story for tests. Confirmed by nobody.",
    ratings: [{ organisation: "harbour" }, { at_best: "managing-risk" }, {}, {}, {}],
  });
});
