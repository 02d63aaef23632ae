import { readOfficePackage, writeOfficePackage } from "../../src/kit/office-package.ts";
import { readForm } from "../../src/kit/read-form.ts";
import { xmlText } from "../../src/kit/xml-pieces.ts";

/** Writes texts into cells of a workbook, by the name of the sheet, as a spreadsheet program would. */
export function filledWorkbook(
  book: Uint8Array,
  cells: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Uint8Array {
  const names = readForm(book, "f.xlsx").map(({ name }) => name);
  const parts = new Map(
    [...readOfficePackage(book, "f.xlsx")].map(([key, part]) => [
      key,
      new TextDecoder().decode(part),
    ]),
  );
  for (const [sheet, own] of Object.entries(cells)) {
    const path = `xl/worksheets/sheet${names.indexOf(sheet) + 1}.xml`;
    for (const [place, text] of Object.entries(own)) {
      const cell = new RegExp(`<c r="${place}"( s="\\d")(?:/>|[^>]*>.*?</c>)`, "su");
      const xml = parts.get(path) ?? "";
      if (!cell.test(xml)) throw new Error(`the workbook has no cell ${sheet} ${place}`);
      parts.set(
        path,
        xml.replace(
          cell,
          (_all, style) => `<c r="${place}"${style} t="str"><v>${xmlText(text)}</v></c>`,
        ),
      );
    }
  }
  return writeOfficePackage(parts);
}
