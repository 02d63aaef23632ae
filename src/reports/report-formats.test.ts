import { parse } from "csv-parse/sync";
import readWorkbook from "read-excel-file/node";
import { beforeAll, describe, expect, test } from "vitest";
import { demoContent } from "../../tests/support/demo-content.ts";
import { hostileContent } from "../../tests/support/hostile-content.ts";
import { reportStory } from "../../tests/support/report-story.ts";
import { countInWords, percentInWords } from "../determination/words.ts";
import { openData } from "./open-data.ts";
import type { Block, Piece } from "./printed-document.ts";
import { printedReport } from "./printed-report.ts";
import { ratingsCsv } from "./ratings-csv.ts";
import type { ReportContent } from "./report-content.ts";
import { renderReport } from "./report-html.ts";
import { reportWorkbook } from "./report-workbook.ts";

const counts = ["good", "unknown", "unseen", "bad"] as const;
let content: ReportContent;
beforeAll(async () => {
  content = await demoContent();
});

type Cells = readonly (readonly unknown[])[];

async function sheetsOf(of: ReportContent): Promise<Map<string, Cells>> {
  const sheets = await readWorkbook(Buffer.from(await reportWorkbook(of)));
  return new Map(sheets.map(({ sheet, data }) => [sheet, data]));
}

function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : "text" in piece ? piece.text : ""))
    .join("");
}

/** The rows of the tables that follow the heading with this identifier, up to the next of its kind. */
function tablesUnder(blocks: readonly Block[], id: string): string[][] {
  const from = blocks.findIndex((block) => block.kind === "heading" && block.id === id);
  const rest = blocks.slice(from + 1);
  const to = rest.findIndex((block) => block.kind === "heading" && block.level <= 3);
  return rest
    .slice(0, to < 0 ? undefined : to)
    .flatMap((block) => (block.kind === "table" ? block.rows.map((row) => row.map(textOf)) : []));
}

describe("every number of every format is the determination's", () => {
  test("in the workbook: ratings, items and totals", async () => {
    const sheets = await sheetsOf(content);
    const { ratings, enterprise } = content.determination;
    const ratingRows = (sheets.get("ratings") ?? []).slice(1);
    expect(ratingRows.map((row) => row.slice(0, 9))).toEqual(
      ratings.map(({ organisation, name, rating, at_best, score, coverage }) => [
        organisation,
        name,
        rating.name,
        at_best.name,
        Number(score.least.percent),
        Number(score.most.percent),
        score.least.billionths,
        score.most.billionths,
        Number(coverage.percent),
      ]),
    );
    const itemRows = (sheets.get("items") ?? []).slice(1);
    const items = ratings.flatMap((rating) => rating.items.map((item) => ({ rating, item })));
    expect(itemRows.map((row) => [row[0], row[2], ...row.slice(7, 14)])).toEqual(
      items.map(({ rating, item: { item, value, evidence } }) => [
        rating.organisation,
        item,
        value.least.billionths,
        value.most.billionths,
        ...[...counts.map((count) => evidence[count]), evidence.n].map((count) =>
          evidence.missing === null ? count : null,
        ),
      ]),
    );
    const totals = (sheets.get("enterprise") ?? []).filter(([id]) => String(id).startsWith("WT-"));
    expect(totals.map((row) => row.slice(5, 11))).toEqual(
      enterprise.items.map((total) => [
        ...counts.map((count) => total[count]),
        total.n,
        total.organisations_bad,
      ]),
    );
  });

  test("in print: one page for each organisation, with all of its items", () => {
    const { blocks } = printedReport(content);
    for (const { organisation, items } of content.determination.ratings) {
      const rows = tablesUnder(blocks, `organisation-${organisation}`);
      expect(
        rows.map((row) => [row[0], ...row.slice(2, 8)]),
        organisation,
      ).toEqual(
        items.map(({ item, title, value, evidence }) => [
          `${item} ${title}`,
          percentInWords(value.least.percent),
          percentInWords(value.most.percent),
          ...(evidence.missing !== null && evidence.n === 0
            ? ["missing", "", "", ""]
            : counts.map((count) => countInWords(evidence[count]))),
        ]),
      );
    }
  });

  test("in the table and the open data", () => {
    const rows: string[][] = parse(ratingsCsv(content), { bom: true });
    const data = JSON.parse(openData(content));
    for (const [at, rating] of content.determination.ratings.entries()) {
      const row = Object.fromEntries(
        (rows[0] ?? []).map((name, place) => [name, rows[at + 1]?.[place]]),
      );
      expect(row["score_least_billionths"]).toBe(String(rating.score.least.billionths));
      expect(data.ratings[at].score).toEqual(rating.score);
      for (const { item, evidence } of rating.items) {
        const said = evidence.missing === null ? String(evidence.good) : "";
        expect(row[`${item} good`], `${rating.organisation} ${item}`).toBe(said);
      }
    }
  });
});

describe("the printed report", () => {
  test("has its parts in the order of reading, and skips no level of heading", () => {
    const headings = printedReport(content).blocks.filter((block) => block.kind === "heading");
    const named = headings.filter(({ level }) => level < 3).map(({ text }) => text);
    expect(named).toEqual([
      "16 of 132 organisations are shown to be managing this risk",
      "Where it fails",
      "Systemic findings",
      "Before you rely on this",
      "In this report",
      "Organisations",
      "Each organisation, with reasons",
      "What is missing",
      "Owners outside the list of this review",
      "Method, in full",
      "What was asked",
      "Sources",
      "Editions and errors",
      "Check it without us",
    ]);
    expect(headings.filter(({ level }) => level === 3)).toHaveLength(132);
  });

  test("says what it corrects, why, and to whom errors go; without an address, to the office", () => {
    const said = (of: ReportContent): string =>
      printedReport(of)
        .blocks.map((block) => (block.kind === "words" ? textOf(block.pieces) : ""))
        .join("\n");
    expect(said(content)).toContain("No earlier report is corrected by this one.");
    expect(said(content)).toContain("write to the office that published it");
    const hostile = said(hostileContent());
    expect(hostile).toContain("It takes the place of story-2020-on-2020-06-08-abababababab");
    expect(hostile).toContain('write to =HYPERLINK("http://x","Harbour").');
  });

  test("gives every chart words of its own, unless those beside it say the same", () => {
    const { blocks } = printedReport(content);
    const drawings = blocks.flatMap((block) =>
      block.kind === "chart"
        ? [block.drawing]
        : block.kind === "table"
          ? block.rows.flat(2).filter((piece) => typeof piece !== "string" && "svg" in piece)
          : [],
    );
    const bars = drawings.filter(({ width }) => width > 20);
    expect(bars.length).toBeGreaterThan(132 * 6);
    expect(bars.filter(({ alt }) => alt === "")).toEqual([]);
  });

  test("shows of a long catalogue what fails, and says where the rest stands", () => {
    const story = reportStory();
    const [rating] = story.determination.ratings;
    if (rating === undefined) throw new Error("the story has ratings");
    const items = Array.from({ length: 1196 }, (_, at) => ({
      ...rating.items[0],
      item: `AC-${at}`,
    })) as typeof rating.items;
    const long = {
      ...story,
      determination: { ...story.determination, ratings: [{ ...rating, items }] },
    };
    const { blocks } = printedReport(long);
    const shown = tablesUnder(blocks, `organisation-${rating.organisation}`).length;
    expect(shown).toBeGreaterThan(5);
    expect(shown).toBeLessThan(30);
    const rest = `${shown} of 1,196 items, those with most proved bad or unknown; ${countInWords(1196 - shown)} more stand in the workbook`;
    expect(JSON.stringify(blocks)).toContain(rest);
  });

  test("draws the score where several items make it, and gives no size that they do not share", () => {
    const story = reportStory();
    const { methodology } = story.summary;
    const several = {
      ...story,
      summary: {
        ...story.summary,
        methodology: { ...methodology, score_items: ["IT-1", "IT-2"] },
      },
    };
    const text = JSON.stringify(printedReport(several));
    expect(text).toContain('"alt":"=HYPERLINK(\\"http://x\\",\\"Roads\\"): from 94.0 % to 96.0 %"');
    expect(text).not.toContain('{"title":"Hosts"');
    const page = renderReport(several, "");
    expect(page).toContain("from 94.0 % to 96.0 %");
    expect(page).toContain("the share of its score that is proved good");
  });

  test("is refused for more organisations than a print holds, with other ways", () => {
    const story = reportStory();
    const ratings = Array.from({ length: 401 }, () => story.determination.ratings[0]);
    const many = { ...story, determination: { ...story.determination, ratings } } as ReportContent;
    expect(() => printedReport(many)).toThrow("a PDF holds at most 400 organisations");
  });
});

test("a workbook full of hostile texts holds no formula and can be read again", async () => {
  const sheets = await sheetsOf(hostileContent());
  expect([...sheets.keys()]).toEqual([
    "enterprise",
    "ratings",
    "items",
    "missing",
    "sources",
    "method",
  ]);
  expect(sheets.get("ratings")?.[2]?.[1]).toBe('=HYPERLINK("http://x","Harbour")');
});
