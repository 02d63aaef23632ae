import { writeOfficePackage } from "./office-package.ts";
import { plainText } from "./shown-text.ts";
import { xmlText } from "./xml-pieces.ts";

/** How a cell of a form looks; only an entry can be written into while its sheet is protected. */
export type FormStyle = "plain" | "title" | "head" | "words" | "faint" | "entry";
const styles: readonly FormStyle[] = ["plain", "title", "head", "words", "faint", "entry"];

/** One cell of a form: always text, also an entry that somebody fills with a number. */
export interface FormCell {
  readonly text: string;
  readonly style: FormStyle;
}

/** What may be chosen or written in some cells of a column, with the words of the program's hint. */
export interface FormRule {
  /** Column, from 0, and rows, from 1. */
  readonly column: number;
  readonly from: number;
  readonly to: number;
  /** A list to choose from, or the longest text. */
  readonly allows: readonly string[] | { readonly longest: number };
  /** At most 32 and 255 signs. */
  readonly title: string;
  readonly hint: string;
}

/** One protected sheet of a form. */
export interface FormSheet {
  /** As `sheetNames` makes them. */
  readonly name: string;
  /** Widths of the columns in letters; a hidden one has none. */
  readonly widths: readonly (number | "hidden")[];
  /** Rows and columns that stay in sight. */
  readonly frozen: { readonly rows: number; readonly columns: number };
  /** True for a sheet that the program does not show. */
  readonly hidden?: boolean;
  readonly rows: readonly (readonly (FormCell | null)[])[];
  readonly rules: readonly FormRule[];
}

/** The longest text that a cell can hold (ECMA-376, as spreadsheet programs hold to it). */
const longestText = 32_767;
const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/**
 * Writes a workbook to be filled in (ECMA-376-1, SpreadsheetML): every sheet protected but for its
 * entries, and the structure of the book too, with what may be chosen. No formula, no date of its
 * making, no password: the locks are to keep the words in place, not to keep anybody out. The same
 * sheets give the same bytes.
 */
export function writeForm(title: string, sheets: readonly FormSheet[]): Uint8Array {
  const overrides = sheets.map((_sheet, no) =>
    partType(`xl/worksheets/sheet${no + 1}.xml`, "worksheet"),
  );
  const ids = sheets.map((_sheet, no) =>
    relation(no + 1, `${office}/worksheet`, `worksheets/sheet${no + 1}.xml`),
  );
  const parts = new Map<string, string>([
    [
      "[Content_Types].xml",
      `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${partType("xl/workbook.xml", "sheet.main")}${partType("xl/styles.xml", "styles")}${overrides.join("")}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    ],
    [
      "_rels/.rels",
      relations([
        relation(1, `${office}/officeDocument`, "xl/workbook.xml"),
        relation(2, `${packaged}/relationships/metadata/core-properties`, "docProps/core.xml"),
      ]),
    ],
    [
      "docProps/core.xml",
      `<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${written(title)}</dc:title></cp:coreProperties>`,
    ],
    ["xl/workbook.xml", workbookXml(sheets)],
    [
      "xl/_rels/workbook.xml.rels",
      relations([...ids, relation(sheets.length + 1, `${office}/styles`, "styles.xml")]),
    ],
    ["xl/styles.xml", stylesXml],
    ...sheets.map((sheet, no) => [`xl/worksheets/sheet${no + 1}.xml`, sheetXml(sheet)] as const),
  ]);
  return writeOfficePackage(
    new Map([...parts].map(([name, xml]) => [name, `${declaration}${xml}`])),
  );
}

/**
 * Names for sheets as spreadsheet programs allow them: at most 31 signs, none of `[ ] : * ? / \`, no
 * quote at either end, no two alike in any case.
 */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>(["history"]);
  return wanted.map((name) => {
    const plain = Array.from(
      plainText(name)
        .replaceAll(/[[\]:*?/\\\s\uFFFD]+/gu, " ")
        .trim(),
    );
    for (let no = 1; ; no += 1) {
      const ending = no === 1 ? "" : ` ${no}`;
      let cut = plain.slice(0, 31 - ending.length);
      while (cut.join("").length > 31 - ending.length) cut = cut.slice(0, -1);
      const found = `${cut.join("").replaceAll(/^['\s]+|['\s]+$/gu, "") || "Sheet"}${ending}`;
      if (taken.has(found.toLowerCase())) continue;
      taken.add(found.toLowerCase());
      return found;
    }
  });
}

/** The name of a column, from 0: A, B, … Z, AA. */
export function columnName(column: number): string {
  const letter = String.fromCodePoint(65 + (column % 26));
  return column < 26 ? letter : `${columnName(Math.floor(column / 26) - 1)}${letter}`;
}

function partType(name: string, kind: string): string {
  return `<Override PartName="/${name}" ContentType="${spreadsheet}.${kind}+xml"/>`;
}

function relation(no: number, type: string, target: string): string {
  return `<Relationship Id="rId${no}" Type="${type}" Target="${target}"/>`;
}

function relations(all: readonly string[]): string {
  return `<Relationships xmlns="${packaged}/relationships">${all.join("")}</Relationships>`;
}

function workbookXml(sheets: readonly FormSheet[]): string {
  const list = sheets.map(({ name, hidden }, no) => {
    const state = hidden === true ? ' state="veryHidden"' : "";
    return `<sheet name="${written(name)}" sheetId="${no + 1}"${state} r:id="rId${no + 1}"/>`;
  });
  return `<workbook xmlns="${main}" xmlns:r="${office}"><workbookProtection lockStructure="1"/><bookViews><workbookView/></bookViews><sheets>${list.join("")}</sheets></workbook>`;
}

const font = (size: number, more = ""): string =>
  `<font>${more}<sz val="${size}"/><name val="Calibri"/><family val="2"/></font>`;
const thin = ["left", "right", "top", "bottom"]
  .map((side) => `<${side} style="thin"><color rgb="FFB0B0B0"/></${side}>`)
  .join("");
const solid = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
/** One format of cells: its font, fill and border by their places, and whether it can be written into. */
const format = (fontNo: number, fill: number, border: number, isEntry: boolean): string =>
  `<xf numFmtId="49" fontId="${fontNo}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment vertical="top" wrapText="${fontNo === 1 ? 0 : 1}"/><protection locked="${isEntry ? 0 : 1}"/></xf>`;
/** Number format 49 is text: a program that turns 2-4 into a day leaves it alone. */
const formats = [
  format(0, 0, 0, false),
  format(1, 0, 0, false),
  format(2, 2, 1, false),
  format(0, 0, 1, false),
  format(3, 0, 0, false),
  format(0, 3, 1, true),
];
const stylesXml = `<styleSheet xmlns="${main}"><fonts count="4">${font(11)}${font(14, "<b/>")}${font(11, "<b/>")}${font(9)}</fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid("FFE8ECEF")}${solid("FFFFFBE6")}</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${thin}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

function sheetXml({ widths, frozen, rows, rules }: FormSheet): string {
  const columns = widths.map((width, at) =>
    width === "hidden"
      ? `<col min="${at + 1}" max="${at + 1}" width="9" hidden="1" customWidth="1"/>`
      : `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const lines = rows.map(
    (cells, at) =>
      `<row r="${at + 1}">${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`)).join("")}</row>`,
  );
  return `<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">${paneXml(frozen)}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns.join("")}</cols><sheetData>${lines.join("")}</sheetData><sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>${rulesXml(rules)}<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function paneXml({ rows, columns }: FormSheet["frozen"]): string {
  if (rows === 0 && columns === 0) return "";
  const pane = rows === 0 ? "topRight" : columns === 0 ? "bottomLeft" : "bottomRight";
  const split = `${columns === 0 ? "" : ` xSplit="${columns}"`}${rows === 0 ? "" : ` ySplit="${rows}"`}`;
  return `<pane${split} topLeftCell="${columnName(columns)}${rows + 1}" activePane="${pane}" state="frozen"/>`;
}

function cellXml(cell: FormCell | null, place: string): string {
  if (cell === null) return "";
  const style = styles.indexOf(cell.style);
  return cell.text === ""
    ? `<c r="${place}" s="${style}"/>`
    : `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${written(cell.text)}</t></is></c>`;
}

function rulesXml(rules: readonly FormRule[]): string {
  if (rules.length === 0) return "";
  return `<dataValidations count="${rules.length}">${rules.map(ruleXml).join("")}</dataValidations>`;
}

function ruleXml({ column, from, to, allows, title, hint }: FormRule): string {
  const name = columnName(column);
  const words = `promptTitle="${written(title)}" prompt="${written(hint)}" errorTitle="${written(title)}" error="${written(hint)}"`;
  const common = `allowBlank="1" showInputMessage="1" showErrorMessage="1" ${words} sqref="${name}${from}:${name}${to}"`;
  return "longest" in allows
    ? `<dataValidation type="textLength" operator="lessThanOrEqual" ${common}><formula1>${allows.longest}</formula1></dataValidation>`
    : `<dataValidation type="list" ${common}><formula1>&quot;${written(allows.join(","))}&quot;</formula1></dataValidation>`;
}

/** A text as a cell can hold it: no sign that XML has not, nothing that would be read as an escape. */
function written(text: string): string {
  return xmlText(formText(text).replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/gu, "_x005F_"));
}

/** A text as it comes back out of a form: without signs that XML cannot hold, and cut to a cell's length. */
export function formText(text: string): string {
  const plain = plainText(text.toWellFormed()).replaceAll(/[\uFFFE\uFFFF]/gu, "\uFFFD");
  return plain.length <= longestText ? plain : `${plain.slice(0, longestText - 1).toWellFormed()}…`;
}
