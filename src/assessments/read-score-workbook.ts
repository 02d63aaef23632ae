import { Problem } from "../kit/problem.ts";
import type { FilledSheet } from "../kit/read-form.ts";
import {
  coverSheet,
  dayPlace,
  headRow,
  identitySheet,
  lockedWords,
  workbookColumns,
} from "./score-workbook.ts";
import type { WorkbookProblem } from "./score-workbook.contract.ts";
import type { AskedItem } from "./workbook-identity.ts";

/** One row of a filled workbook that says something. */
export interface FilledRow {
  readonly sheet: string;
  readonly row: number;
  readonly item: AskedItem;
  /** The score, or the reason why there is none, as written. */
  readonly value: string;
  readonly valueColumn: string;
  readonly note: string;
  /** Sources as a cell writes them: see `readSources`. */
  readonly evidence: string;
}

/** What a filled workbook says. */
export interface FilledWorkbook {
  readonly rows: readonly FilledRow[];
  /** Rows in which nothing was filled in. */
  readonly leftOut: number;
  readonly wrong: number;
  /** The first of them. */
  readonly problems: readonly WorkbookProblem[];
}

/** How many wrong rows are told one by one. */
const mostProblems = 200;

/** The signed identity that a filled workbook carries. Refuses (bad-input): one that carries none. */
export function noteOfWorkbook(sheets: readonly FilledSheet[], file: string): string {
  const rows = sheets.find(({ name }) => name === identitySheet)?.rows;
  const last = Math.max(0, ...(rows?.keys() ?? []));
  if (rows === undefined || last > 20) {
    const sentence =
      "this is no workbook that `muster template` wrote, or its hidden sheet was taken out; fill in the one that was sent.";
    throw new Problem("bad-input", sentence, { file });
  }
  const lines = Array.from({ length: last }, (_none, at) => rows.get(at + 1)?.get("A") ?? "");
  return `${lines.join("\n")}\n`;
}

/** The day that is written on the first sheet; empty where none is. */
export function dayOfWorkbook(sheets: readonly FilledSheet[]): string {
  const cover = sheets.find(({ name }) => name === coverSheet);
  return (cover?.rows.get(dayPlace.row)?.get(dayPlace.column) ?? "").trim();
}

/**
 * Reads the rows of a filled workbook against the items that it asked. The locked words of a row have
 * to be those that were sent, whatever the sheet is called and wherever in it the row stands now.
 * Every row that is wrong is told with its sheet and number; what a value may be is not looked at
 * here. Refuses (bad-input): a sheet that is none of the workbook's.
 */
export function readScoreWorkbook(
  sheets: readonly FilledSheet[],
  asked: readonly AskedItem[],
  file: string,
): FilledWorkbook {
  const items = new Map(asked.map((each) => [each.item.id, each]));
  const rows: FilledRow[] = [];
  const problems: WorkbookProblem[] = [];
  const seen = new Map<string, string>();
  let leftOut = 0;
  let wrong = 0;
  for (const { name: sheet, rows: found } of sheets) {
    if (sheet === identitySheet || sheet === coverSheet) continue;
    requireHead({ name: sheet, rows: found }, file);
    for (const [row, cells] of [...found].toSorted(([one], [other]) => one - other)) {
      if (row <= headRow) continue;
      const read = readRow(cells, items, seen);
      if (read === null) leftOut += 1;
      else if ("sentence" in read) {
        wrong += 1;
        if (problems.length < mostProblems) problems.push({ sheet, row, ...read });
      } else {
        seen.set(read.item.item.id, `sheet “${sheet}”, row ${row}`);
        rows.push({ sheet, row, ...read });
      }
    }
  }
  return { rows, leftOut, wrong, problems };
}

function requireHead({ name, rows }: FilledSheet, file: string): void {
  const head = rows.get(headRow);
  for (const { letter, head: words } of Object.values(workbookColumns)) {
    if (head?.get(letter)?.trim() === words) continue;
    const sentence = `row ${headRow} is to say “${words}” in column ${letter}; take the heads of columns from the workbook that was sent, and sheets of your own out.`;
    throw new Problem("bad-input", sentence, { file, field: `sheet “${name}”` });
  }
}

type Cells = ReadonlyMap<string, string>;
type Wrong = Pick<WorkbookProblem, "column" | "sentence">;
type Column = keyof typeof workbookColumns;

const wrongIn = (column: Column, sentence: string): Wrong => ({
  column: workbookColumns[column].head,
  sentence,
});

function readRow(
  cells: Cells,
  items: ReadonlyMap<string, AskedItem>,
  seen: ReadonlyMap<string, string>,
): Omit<FilledRow, "sheet" | "row"> | Wrong | null {
  const cell = (column: Column): string => cells.get(workbookColumns[column].letter)?.trim() ?? "";
  const id = cell("id");
  const item = items.get(id);
  if (item === undefined) {
    return wrongIn(
      "id",
      `“${id.slice(0, 80)}” is no item that this workbook asked; take the row out`,
    );
  }
  const changed = changedWords(cell, item);
  if (changed !== null) return changed;
  const before = seen.get(id);
  if (before !== undefined)
    return wrongIn("id", `${id} stands in ${before} too; keep one of the rows`);
  const own: readonly string[] = Object.values(workbookColumns).map(({ letter }) => letter);
  const beside = [...cells].find(([letter, text]) => !own.includes(letter) && text.trim() !== "");
  if (beside !== undefined) {
    const sentence = `column ${beside[0]} holds words that nothing asked for; put them into the note`;
    return { column: beside[0], sentence };
  }
  return filledIn(cell, item);
}

/** Blanks at the ends and between words may come and go with a program; words may not. */
function evened(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

function changedWords(cell: (column: Column) => string, item: AskedItem): Wrong | null {
  const words = lockedWords(item);
  for (const column of ["label", "title", "text", "answer"] as const) {
    if (evened(cell(column)) === evened(words[column])) continue;
    const { letter } = workbookColumns[column];
    const sentence = `the words of ${item.item.id} in column ${letter} were changed; take them from the workbook that was sent`;
    return wrongIn(column, sentence);
  }
  return null;
}

function filledIn(
  cell: (column: Column) => string,
  item: AskedItem,
): Omit<FilledRow, "sheet" | "row"> | Wrong | null {
  const [score, reason, note] = [cell("score"), cell("reason"), cell("note")];
  const evidence = cell("evidence");
  if (score !== "" && reason !== "") {
    return wrongIn("reason", "there is a score and a reason why there is none; keep one of them");
  }
  if (score === "" && reason === "") {
    if (note === "" && evidence === "") return null;
    const sentence = "a note or evidence stands without a score; give it, or say why there is none";
    return wrongIn("score", sentence);
  }
  const value = score === "" ? reason : score;
  const valueColumn = workbookColumns[score === "" ? "reason" : "score"].head;
  return { item, value, valueColumn, note, evidence };
}
