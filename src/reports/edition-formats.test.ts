import { parse } from "csv-parse/sync";
import fc from "fast-check";
import readWorkbook from "read-excel-file/node";
import { expect, test } from "vitest";
import {
  anyWithholdings,
  anyWorld,
  worldFacts,
  worldMethodologies,
  worldReach,
  worldYardstick,
} from "../../tests/support/edition-worlds.ts";
import { countInWords } from "../determination/words.ts";
import type { PublicRows } from "./edition.contract.ts";
import { editionContentOf } from "./edition-content.ts";
import { determineEdition } from "./edition-determination.ts";
import { openData } from "./open-data.ts";
import { printedReport } from "./printed-report.ts";
import { publicRowsOf } from "./public-rows.ts";
import { ratingsCsv } from "./ratings-csv.ts";
import { renderReport } from "./report-html.ts";
import { reportWorkbook } from "./report-workbook.ts";

const counts = ["good", "unknown", "unseen", "bad", "n"] as const;
const measured = worldYardstick.items.filter(({ measured_by }) => measured_by !== undefined);
const log = { origin: "log.example", size: 9, root: "cm9vdA==" };

/** The totals of an item over its public rows alone: what every format has to say. */
function totalsOf({ organisations }: PublicRows, item: string): number[] {
  const own = organisations.flatMap((row) => row.measured.filter((each) => each.item === item));
  return counts.map((count) =>
    own.reduce((sum, each) => {
      // Where the whole is missing every unit that was expected is unknown.
      if (each.missing === null || count === "n" || count === "unseen") return sum + each[count];
      return sum + (count === "unknown" ? each.n - each.unseen : 0);
    }, 0),
  );
}

/** The text of a cell: what stands behind the end of its first tag, without tags. */
function textOf(cell: string): string {
  return cell.replace(/^[^>]*>/, "").replaceAll(/<[^>]*>/g, "");
}

const anyMethodology = fc.constantFrom(...worldMethodologies);

test("every format of an edition says the totals of its public rows, and ratings on public evidence", async () => {
  await fc.assert(
    fc.asyncProperty(
      anyWorld,
      anyWithholdings,
      anyMethodology,
      async (world, withholdings, methodology) => {
        const rows = publicRowsOf(worldFacts(world), worldReach(withholdings));
        const determination = determineEdition(rows, methodology, worldYardstick);
        const content = editionContentOf({
          rows,
          determination,
          methodology,
          methodologyText: "",
          yardstick: worldYardstick,
          log,
        });
        const sheets = await readWorkbook(Buffer.from(await reportWorkbook(content)));
        const enterprise = sheets.find(({ sheet }) => sheet === "enterprise")?.data ?? [];
        const page = renderReport(content, "");
        const print = JSON.stringify(printedReport(content));
        for (const { id } of measured) {
          const totals = totalsOf(rows, id);
          const total = determination.enterprise.items.find(({ item }) => item === id);
          expect(counts.map((count) => total?.[count])).toEqual(totals);
          expect(enterprise.find(([first]) => first === id)?.slice(5, 10)).toEqual(totals);
          const [, unknown = 0, unseen = 0, bad = 0] = totals;
          const row = page.slice(page.indexOf("where-it-fails")).split(`<span>${id} `)[1] ?? "";
          const cells = (row.split("</tr>")[0] ?? "").split("<td").map(textOf);
          expect(cells.slice(-4, -1)).toEqual(
            [unknown, unseen, bad].map((each) => countInWords(each)),
          );
        }
        const heads = determination.ratings.length;
        const table: string[][] = parse(ratingsCsv(content), { bom: true });
        expect(table.slice(1).map((cells) => cells[9])).toEqual(
          Array.from({ length: heads }, () => "on public evidence"),
        );
        const open = JSON.parse(openData(content));
        expect([open.organisations, open.basis]).toEqual([heads, "on public evidence"]);
        expect(open.evidence).toEqual([]);
        for (const text of [page, print]) {
          expect(text).toContain(determination.enterprise.headline);
          expect(text).toContain("edition, on public evidence");
          for (const { authority } of rows.withheld) expect(text).toContain(authority);
        }
      },
    ),
    { numRuns: 25 },
  );
});
