import { columnName } from "./form-workbook.ts";
import { readOfficePackage } from "./office-package.ts";
import { Problem } from "./problem.ts";
import { type XmlPiece, xmlPieces } from "./xml-pieces.ts";

/** One sheet of a filled form: its cells as text, by row, from 1, and by the letters of the column. */
export interface FilledSheet {
  readonly name: string;
  readonly rows: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

/** How many filled cells a form may have, and how many rows a sheet. */
const mostCells = 500_000;
const mostRows = 1_048_576;

/** What no filled form holds: the beginning of a part's name, and how it is named to people. */
const foreign: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/vba|macro|\.bin$(?<!printerSettings\d*\.bin)/iu, "macros"],
  [/^xl\/externalLinks\//iu, "links to other workbooks"],
  [/^xl\/(connections|queryTables|model|customData)/iu, "connections to data elsewhere"],
  [/^xl\/(embeddings|activeX|ctrlProps)\//iu, "embedded objects"],
  [/^xl\/(macrosheets|dialogsheets)\//iu, "macros"],
];

/**
 * Reads a form that somebody filled in with a spreadsheet program (ECMA-376-1, SpreadsheetML): every
 * cell as the text that was written. Nothing is calculated and nothing is followed.
 * Refuses (bad-input, too-large), with the sheet and the cell: a formula, macros, links to other
 * workbooks, embedded objects, what is damaged, and too much of anything.
 */
export function readForm(bytes: Uint8Array, file: string): FilledSheet[] {
  const parts = readOfficePackage(bytes, file);
  const broken = new Problem(
    "bad-input",
    "this is no workbook that can be read; save it as XLSX again.",
    { file },
  );
  checkParts(parts, file);
  const pieces = (name: string): Iterable<XmlPiece> => {
    const content = parts.get(name);
    if (content === undefined) throw broken;
    return xmlPieces(content, file, name);
  };
  const targets = new Map<string, string>();
  for (const piece of pieces("xl/_rels/workbook.xml.rels")) {
    if (piece.kind !== "open" || piece.name !== "Relationship") continue;
    const { Id = "", Target = "" } = piece.attributes;
    targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
  }
  const strings = parts.has("xl/sharedStrings.xml")
    ? sharedStrings(pieces("xl/sharedStrings.xml"))
    : [];
  const found: FilledSheet[] = [];
  let left = mostCells;
  for (const piece of pieces("xl/workbook.xml")) {
    if (piece.kind !== "open" || piece.name !== "sheet") continue;
    const { name = "" } = piece.attributes;
    const id = Object.entries(piece.attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
    const rows = sheetRows(pieces(targets.get(id) ?? ""), strings, { file, sheet: name, left });
    left -= [...rows.values()].reduce((sum, cells) => sum + cells.size, 0);
    found.push({ name, rows });
  }
  if (found.length === 0) throw broken;
  return found;
}

function checkParts(parts: ReadonlyMap<string, Uint8Array>, file: string): void {
  const refuse = (what: string): never => {
    const sentence = `this workbook holds ${what}; fill in the workbook that was sent, and save it as XLSX.`;
    throw new Problem("bad-input", sentence, { file });
  };
  for (const [name, content] of parts) {
    for (const [pattern, what] of foreign) if (pattern.test(name)) refuse(what);
    if (name === "[Content_Types].xml") {
      const types = new TextDecoder().decode(content);
      if (/macroEnabled|vbaProject/iu.test(types)) refuse("macros");
    }
    if (!name.endsWith(".rels")) continue;
    for (const piece of xmlPieces(content, file, name)) {
      if (piece.kind !== "open" || piece.attributes["TargetMode"] !== "External") continue;
      // A program makes a link of every address that is typed into a cell; it stays text here.
      if (!(piece.attributes["Type"] ?? "").endsWith("/hyperlink"))
        refuse("links to what lies elsewhere");
    }
  }
}

/** The texts of `si` elements: those of their runs, without phonetic ones. */
function sharedStrings(pieces: Iterable<XmlPiece>): string[] {
  const strings: string[] = [];
  const text = textReader();
  for (const piece of pieces) {
    text.read(piece);
    if (piece.kind === "close" && piece.name === "si") strings.push(text.take());
  }
  return strings;
}

/** Gathers what stands in `t` elements, outside of `rPh`. */
function textReader(): { read(piece: XmlPiece): void; take(): string } {
  let gathered = "";
  let inText = false;
  let phonetic = false;
  return {
    read(piece) {
      if (piece.kind === "text") {
        if (inText && !phonetic) gathered += piece.text;
      } else if (piece.name === "t") inText = piece.kind === "open";
      else if (piece.name === "rPh") phonetic = piece.kind === "open";
    },
    take() {
      const text = unescaped(gathered);
      gathered = "";
      return text;
    },
  };
}

/** A text with `_x000D_` and the like as the signs that they stand for (ECMA-376-1, 22.9.2.19). */
function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

interface Sheet {
  readonly file: string;
  readonly sheet: string;
  /** How many cells are still allowed. */
  readonly left: number;
}

function sheetRows(
  pieces: Iterable<XmlPiece>,
  strings: readonly string[],
  sheet: Sheet,
): Map<number, Map<string, string>> {
  const reader = new SheetReader(strings, sheet);
  for (const piece of pieces) reader.read(piece);
  return reader.rows;
}

/** Reads the cells of one sheet, piece by piece. */
class SheetReader {
  readonly rows = new Map<number, Map<string, string>>();
  readonly #strings: readonly string[];
  readonly #sheet: Sheet;
  readonly #text = textReader();
  #row = 0;
  #column = -1;
  #place = { row: 0, column: "" };
  #type = "n";
  #value = "";
  #count = 0;
  /** Inside a cell, and inside its value: elsewhere `f` is the rule of a choice, and no formula. */
  #inside: "" | "cell" | "value" = "";

  constructor(strings: readonly string[], sheet: Sheet) {
    this.#strings = strings;
    this.#sheet = sheet;
  }

  read(piece: XmlPiece): void {
    this.#text.read(piece);
    if (piece.kind === "text") {
      if (this.#inside === "value") this.#value += piece.text;
    } else if (piece.kind === "open") {
      this.#open(piece.name, piece.attributes);
    } else if (piece.name === "v" && this.#inside === "value") {
      this.#inside = "cell";
    } else if (piece.name === "c" && this.#inside !== "") {
      this.#inside = "";
      this.#keep();
    }
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "row") {
      this.#row = Number(attributes["r"] ?? this.#row + 1);
      this.#column = -1;
    } else if (name === "c") {
      this.#enter(attributes);
    } else if (name === "v" && this.#inside === "cell") {
      this.#inside = "value";
    } else if (name === "f" && this.#inside === "cell") {
      throw this.#refusal(`${this.#where()} holds a formula; write the value itself.`);
    }
  }

  #enter(attributes: Readonly<Record<string, string>>): void {
    const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/u.exec(attributes["r"] ?? "") ?? [];
    this.#column = letters === undefined ? this.#column + 1 : columnOf(letters);
    const row = digits === undefined ? this.#row : Number(digits);
    if (!(row >= 1 && row <= mostRows)) {
      throw this.#refusal("has a cell that stands nowhere; save it as XLSX again.");
    }
    this.#place = { row, column: letters ?? columnName(this.#column) };
    this.#type = attributes["t"] ?? "n";
    this.#inside = "cell";
    this.#value = "";
    this.#text.take();
  }

  #keep(): void {
    const inline = this.#text.take();
    const said =
      this.#type === "inlineStr" ? inline : valueOf(this.#type, this.#value, this.#strings);
    if (said === null) {
      throw this.#refusal(
        `${this.#where()} names a text that is not there; save it as XLSX again.`,
      );
    }
    if (said === "") return;
    this.#count += 1;
    if (this.#count > this.#sheet.left) {
      const sentence = `has more than ${mostCells.toLocaleString("en")} filled cells with those before; take sheets out.`;
      throw this.#refusal(sentence, "too-large");
    }
    const cells = this.rows.get(this.#place.row) ?? new Map<string, string>();
    cells.set(this.#place.column, said);
    this.rows.set(this.#place.row, cells);
  }

  #where(): string {
    return `cell ${this.#place.column}${this.#place.row}`;
  }

  #refusal(sentence: string, kind: "bad-input" | "too-large" = "bad-input"): Problem {
    const { file, sheet } = this.#sheet;
    return new Problem(kind, sentence, { file, field: `sheet “${sheet}”` });
  }
}

/** What a cell's `v` says by the type of the cell; null where it names a shared text that is not there. */
function valueOf(type: string, value: string, strings: readonly string[]): string | null {
  if (type === "s") return value === "" ? "" : (strings[Number(value)] ?? null);
  if (type === "str") return unescaped(value);
  return type === "b" ? (value === "1" ? "TRUE" : "FALSE") : value;
}

function columnOf(letters: string): number {
  return (
    Array.from(letters).reduce((sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 0) - 64, 0) - 1
  );
}
