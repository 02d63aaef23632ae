import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeText, writeCsv } from "./csv-write.ts";

describe("writing CSV", () => {
  it("ends every line with CRLF and quotes only what needs it", () => {
    expect(
      writeCsv([
        ["a", 1, null],
        ['say "b", c', -2, "d\ne"],
      ]),
    ).toBe('a,1,\r\n"say ""b"", c",-2,"d\ne"\r\n');
  });

  it("never lets a text act as a formula", () => {
    for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\n@x"]) {
      expect(safeText(text)).toBe(`'${text}`);
    }
    expect(safeText("a=b")).toBe("a=b");
  });

  it("keeps a negative number a number", () => {
    expect(writeCsv([[-5]])).toBe("-5\r\n");
  });

  it("is read back by another reader as it was written, for any text", () => {
    const table = fc.array(fc.array(fc.string({ unit: "binary" }), { minLength: 2, maxLength: 5 }));
    fc.assert(
      fc.property(table, (rows) => {
        const read = parse(writeCsv(rows), { relax_column_count: true });
        expect(read).toEqual(
          rows.map((row) => row.map((text) => safeText(text.replaceAll("\0", "\u{FFFD}")))),
        );
        for (const row of read) for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
    );
  });

  it("refuses a number that is none", () => {
    expect(() => writeCsv([[Number.NaN]])).toThrow("not finite");
  });
});
