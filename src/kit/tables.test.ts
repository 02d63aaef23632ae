import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../tests/support/shared-data.ts";
import { columnOf, openTable, type TableOptions } from "./tables.ts";

async function read(
  content: string | Uint8Array,
  options: Partial<TableOptions> = {},
  pieces = 65_536,
) {
  const table = await openTable(bytesOf(content, pieces), { file: "t.csv", ...options });
  const rows = [];
  for await (const row of table.rows) rows.push(row);
  return { header: table.header, rows, cells: rows.map((row) => row.cells) };
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe("a table", () => {
  test("is read with its lines, whatever ends them, with or without a byte order mark", async () => {
    const table = await read('\uFEFFa, b \r\n1,"x,\ny"\r\n\r\n2,z');
    expect(table.header).toEqual(["a", "b"]);
    expect(table.cells).toEqual([
      ["1", "x,\ny"],
      ["2", "z"],
    ]);
    expect(table.rows.map((row) => row.line)).toEqual([3, 5]);
  });

  test("is read the same packed with gzip, and in pieces of any size", async () => {
    const text = "name,n\nMüller,1\n";
    const whole = await read(text);
    expect(await read(gzipSync(text))).toEqual(whole);
    for (const pieces of [1, 2, 3, 7]) {
      expect(await read(text, {}, pieces)).toEqual(whole);
      expect(await read(gzipSync(text), {}, pieces)).toEqual(whole);
    }
  });

  test("gives back every cell that was written, whatever it holds", async () => {
    const cell = fc.string({ unit: "grapheme" }).filter((text) => !/[\0\u0080-\u009f]/.test(text));
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 50 }), async (cells, pieces) => {
        const text = [["a", "b", "c"], ...cells].map((row) => row.map(quoted).join(",")).join("\n");
        expect((await read(text, {}, pieces)).cells).toEqual(cells);
      }),
    );
  });

  test("never ends in anything but rows or one sentence that names the file", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const problem = await read(bytes).then(
          () => null,
          (error: unknown) => error,
        );
        if (problem === null) return;
        expect(problem).toMatchObject({
          name: "Problem",
          message: expect.stringMatching(/^t\.csv/),
        });
      }),
    );
  });

  test.each([
    ["", /empty/],
    ["a,b\n1", /line 2.*number of cells/],
    ['a,b\n"1,2\n', /never closed/],
    ['a,b\n1,x"y"z"\n', /quote/],
    ["a\n\0", /line 2.*NUL/],
    [new Uint8Array([97, 10, 0xe9, 10]), /Windows-1252/],
    [new Uint8Array([0xff, 0xfe, 97, 0]), /text in UTF-16; save it as UTF-8/],
    [gzipSync("a,b\n1,2\n").subarray(0, 15), /cannot be unpacked/],
    [new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), /cannot be unpacked/],
  ])("refuses %j in one sentence", async (content, sentence) => {
    await expect(read(content)).rejects.toThrow(sentence);
  });

  test("refuses a gzip bomb as soon as it passes the limit", async () => {
    const bomb = gzipSync(`a\n${"x\n".repeat(2_000_000)}`);
    expect(bomb.length).toBeLessThan(20_000);
    await expect(read(bomb, { expandedLimit: 1_000_000 })).rejects.toThrow(
      /more than 1,000,000 bytes once unpacked/,
    );
  });

  test("refuses a row without end", async () => {
    await expect(read(`a\n"${"x".repeat(2_000_000)}`)).rejects.toThrow(/one row has more than/);
  });

  test("reads Windows-1252 when that is declared, and refuses what it would hide", async () => {
    const bytes = new Uint8Array([97, 10, 0x92, 10]);
    expect((await read(bytes, { encoding: "windows-1252" })).cells).toEqual([["’"]]);
    await expect(
      read(new Uint8Array([97, 10, 0x81, 10]), { encoding: "windows-1252" }),
    ).rejects.toThrow(/line 2.*control characters/);
  });

  test("passes over lines above the header when it is told to", async () => {
    const table = await read("title,\na,b\n1,2\n", { headerLine: 2 });
    expect(table).toMatchObject({ header: ["a", "b"], cells: [["1", "2"]] });
  });

  test("has no column that two bear the name of", () => {
    expect(columnOf(["a", "b"], "b", "t.csv")).toBe(1);
    expect(columnOf(["a", "b"], "__proto__", "t.csv")).toBe(-1);
    expect(() => columnOf(["a", "a"], "a", "t.csv")).toThrow(/two columns are named "a"/);
  });
});
