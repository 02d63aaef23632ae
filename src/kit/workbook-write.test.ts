import readWorkbook from "read-excel-file/node";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { mostRows, writeWorkbook } from "./workbook-write.ts";
import { withoutDates } from "./zip-dates.ts";

async function cellsOf(workbook: Uint8Array): Promise<unknown[][]> {
  const [sheet] = await readWorkbook(Buffer.from(workbook));
  return sheet?.data ?? [];
}

const one = (rows: readonly (readonly (string | number | null)[])[]) => [
  { name: "sheet", widths: [20], heads: 1, rows },
];

describe("a workbook", () => {
  test("holds values as they are: what looks like a formula stays text, a number a number", async () => {
    const rows = [
      ["head", "n"],
      ['=HYPERLINK("http://x")', 12],
      ["+1-1", 94.9],
      ["@SUM(A1)", 0],
    ];
    const written = await writeWorkbook(one(rows));
    expect(await cellsOf(written)).toEqual(rows);
    expect(Buffer.from(written).includes("<f>")).toBe(false);
  });

  test("can be read again whatever its texts are made of", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 20 }), { minLength: 1 }),
        async (texts) => {
          const rows = await cellsOf(
            await writeWorkbook(one([["head"], ...texts.map((text) => [`x${text}x`])])),
          );
          expect(rows.length).toBe(texts.length + 1);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("has the same bytes at any time of the day", async () => {
    const first = await writeWorkbook(one([["head"], ["value"]]));
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-05-06T07:08:09Z") });
    try {
      expect(await writeWorkbook(one([["head"], ["value"]]))).toEqual(first);
    } finally {
      vi.useRealTimers();
    }
  });

  test("says the same when it is so large that its rows are written one by one", async () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom("=1+1", " a ", "<&>\"'", "_x000D_", "ü"),
    );
    const cell = fc.oneof(text, fc.constant(null), fc.integer(), fc.constantFrom(0.1, -94.9));
    const pattern = fc.array(fc.array(cell, { minLength: 1, maxLength: 30 }), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(pattern, async (rows) => {
        const long = Array.from({ length: 150 }, (_, at) => rows[at % rows.length] ?? []);
        const sheets = [...one([["what"], ["short"]]), ...one([["head"], ...long])].map(
          (sheet, at) => ({ ...sheet, name: `sheet ${at}` }),
        );
        const atOnce = await readWorkbook(Buffer.from(await writeWorkbook(sheets)));
        const written = await writeWorkbook(sheets, 100);
        expect(await readWorkbook(Buffer.from(written))).toEqual(atOnce);
        expect(await writeWorkbook(sheets, 100)).toEqual(written);
      }),
      { numRuns: 30 },
    );
  });

  test("is refused where it would be larger than a spreadsheet program opens, with another way", async () => {
    const rows = Array.from({ length: mostRows + 1 }, () => [1]);
    await expect(writeWorkbook(one(rows))).rejects.toThrow("take the table (csv)");
  });
});

test("dates are taken only from an archive", () => {
  expect(() => withoutDates(new Uint8Array(40))).toThrow("no archive");
});
