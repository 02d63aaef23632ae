import readWorkbook from "read-excel-file/node";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnName, type FormSheet, formText, sheetNames, writeForm } from "./form-workbook.ts";
import { packageLimits, readOfficePackage, writeOfficePackage } from "./office-package.ts";
import { Problem } from "./problem.ts";
import { readForm } from "./read-form.ts";

const sheet = (
  texts: readonly (readonly string[])[],
  more: Partial<FormSheet> = {},
): FormSheet => ({
  name: "one",
  widths: [20, "hidden"],
  frozen: { rows: 1, columns: 1 },
  rows: texts.map((row) => row.map((text) => ({ text, style: "entry" }))),
  rules: [],
  ...more,
});
const form = (texts: readonly (readonly string[])[], more: Partial<FormSheet> = {}): Uint8Array =>
  writeForm("A form", [sheet(texts, more)]);

/** The form with one of its parts changed, or another put beside them. */
function tampered(
  name: string,
  change: (xml: string) => string,
  book = form([["a", "b"]]),
): Uint8Array {
  const parts = new Map(
    [...readOfficePackage(book, "f.xlsx")].map(([key, content]) => [
      key,
      new TextDecoder().decode(content),
    ]),
  );
  return writeOfficePackage(parts.set(name, change(parts.get(name) ?? "")));
}

const anyText = fc.string({ unit: "binary", maxLength: 60 });

describe("a form", () => {
  test("gives back every text that was written into it, at its row and column", () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { maxLength: 30 }), { maxLength: 5 }), (texts) => {
        const [read] = readForm(form(texts), "f.xlsx");
        const expected = texts.flatMap((row, at) =>
          row.flatMap((text, column) =>
            text === "" ? [] : [[at + 1, columnName(column), formText(text)]],
          ),
        );
        const found = [...(read?.rows ?? [])].flatMap(([row, cells]) =>
          [...cells].map(([column, text]) => [row, column, text]),
        );
        expect(found).toEqual(expected);
      }),
    );
  });

  test("is read by another reader too, and has the same bytes each time", async () => {
    const [read] = await readWorkbook(Buffer.from(form([["=1+1", "two <&>\nlines"]])));
    expect(read?.data).toEqual([["=1+1", "two <&>\nlines"]]);
    expect(form([["a"]])).toEqual(form([["a"]]));
  });

  test("is protected but for its entries, with its choices", () => {
    const rules = [
      { column: 0, from: 2, to: 9, allows: ["1", "1-2"], title: "Score", hint: "1 & 2" },
      { column: 1, from: 2, to: 9, allows: { longest: 80 }, title: "Note", hint: "80 signs" },
    ];
    const parts = readOfficePackage(form([["a"]], { rules }), "f.xlsx");
    const part = (name: string): string => new TextDecoder().decode(parts.get(name));
    expect(part("xl/worksheets/sheet1.xml")).toContain('<sheetProtection sheet="1"');
    expect(part("xl/worksheets/sheet1.xml")).toContain("<formula1>&quot;1,1-2&quot;</formula1>");
    expect(part("xl/worksheets/sheet1.xml")).toContain('sqref="A2:A9"');
    expect(part("xl/workbook.xml")).toContain('lockStructure="1"');
    expect(part("xl/styles.xml").match(/locked="0"/gu)?.length).toBe(1);
  });

  test("names sheets as spreadsheet programs allow it", () => {
    const long = "Identity management, authentication and access control";
    expect(sheetNames(["A/B", "a b", "", "History", long, long])).toEqual([
      "A B",
      "a b 2",
      "Sheet",
      "History 2",
      "Identity management, authentica",
      "Identity management, authenti 2",
    ]);
    fc.assert(
      fc.property(fc.array(anyText), (wanted) => {
        const names = sheetNames(wanted);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
        for (const name of names) expect(name).toMatch(/^[^'[\]:*?/\\][^[\]:*?/\\]{0,30}$/u);
      }),
    );
  });
});

describe("a filled form", () => {
  const path = "xl/worksheets/sheet1.xml";
  const cells = (xml: string): Uint8Array =>
    tampered(path, (all) =>
      all.replace(/<sheetData>.*<\/sheetData>/su, `<sheetData>${xml}</sheetData>`),
    );
  const refusal = (book: Uint8Array): string => {
    try {
      readForm(book, "f.xlsx");
    } catch (error) {
      if (error instanceof Problem) return error.message;
      throw error;
    }
    return "";
  };

  test("is read as other programs write it: shared texts, runs, numbers, cells without a place", () => {
    const shared = `<sst xmlns="x"><si><t>one</t></si><si><r><t>two</t></r><r><t xml:space="preserve"> three</t></r><rPh><t>no</t></rPh></si></sst>`;
    const book = tampered(
      "xl/sharedStrings.xml",
      () => shared,
      cells(
        `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c><v>3</v></c></row>\n<row r="7"><c r="AB7" t="str"><v>x_x000D_y</v></c><c r="AC7" t="b"><v>1</v></c></row>`,
      ),
    );
    const [read] = readForm(book, "f.xlsx");
    expect([...(read?.rows.get(1) ?? [])]).toEqual([
      ["A", "one"],
      ["B", "two three"],
      ["C", "3"],
    ]);
    expect([...(read?.rows.get(7) ?? [])]).toEqual([
      ["AB", "x\ry"],
      ["AC", "TRUE"],
    ]);
  });

  test("with a formula is refused with the sheet and the cell", () => {
    expect(refusal(cells(`<row r="4"><c r="E4"><f>1+1</f><v>2</v></c></row>`))).toBe(
      "f.xlsx, sheet “one”: cell E4 holds a formula; write the value itself.",
    );
    expect(refusal(cells(`<row r="4"><c r="E4"><x:f xmlns:x="y"/><v>2</v></c></row>`))).toContain(
      "formula",
    );
  });

  test("with macros, links elsewhere or embedded objects is refused with what it holds", () => {
    const beside = (name: string): string => refusal(tampered(name, () => "<a/>"));
    expect(beside("xl/vbaProject.bin")).toContain(
      "holds macros; fill in the workbook that was sent",
    );
    expect(beside("xl/externalLinks/externalLink1.xml")).toContain(
      "holds links to other workbooks",
    );
    expect(beside("xl/embeddings/oleObject1.bin")).toMatch(/holds (macros|embedded objects)/);
    expect(beside("xl/connections.xml")).toContain("connections to data elsewhere");
    expect(
      refusal(
        tampered("[Content_Types].xml", (xml) =>
          xml.replace("sheet.main", "sheet.macroEnabled.main"),
        ),
      ),
    ).toContain("holds macros");
    const link = (type: string): string =>
      refusal(
        tampered(
          "xl/worksheets/_rels/sheet1.xml.rels",
          () =>
            `<Relationships xmlns="r"><Relationship Id="r" Type="http://t/${type}" Target="https://tides.example" TargetMode="External"/></Relationships>`,
        ),
      );
    expect(link("hyperlink")).toBe("");
    expect(link("oleObject")).toContain("links to what lies elsewhere");
  });

  test("that is a bomb, is none, or says what XML does not, is refused", () => {
    expect(
      refusal(tampered("xl/media/image1.png", () => " ".repeat(packageLimits.expandedBytes))),
    ).toContain("more than 64 MB once unpacked");
    expect(refusal(new Uint8Array(packageLimits.bytes + 1))).toContain("more than 16 MB");
    expect(refusal(new TextEncoder().encode("organisation,item"))).toContain("no workbook");
    for (const xml of [
      `<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>`,
      "<worksheet>&b;</worksheet>",
      "<worksheet>",
      "<worksheet></sheet>",
      "<worksheet",
      "no",
      "<a>&#xD800;</a>",
    ]) {
      expect(refusal(tampered(path, () => xml)), xml).toContain(`its part ${path} cannot be read`);
    }
    expect(refusal(cells(`<row r="1"><c r="A1" t="s"><v>5</v></c></row>`))).toContain(
      "A1 names a text",
    );
    expect(refusal(cells(`<row r="0"><c><v>5</v></c></row>`))).toContain("stands nowhere");
    expect(refusal(cells(`<row r="1">${"<c><v>1</v></c>".repeat(500_001)}</row>`))).toContain(
      "more than 500,000 filled cells",
    );
  });

  test("whose bytes were changed anywhere is read or refused in one sentence, never more", () => {
    const whole = form([["a", "b"], ["c"]]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const changed = Uint8Array.from(whole);
        changed[at] = byte;
        expect(refusal(changed)).not.toContain("\n");
        expect(refusal(whole.subarray(0, at))).toContain("f.xlsx");
      }),
    );
  });
});
