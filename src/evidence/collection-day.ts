import { dayInWords, isDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import type { TableRow } from "../kit/tables.ts";
import type { Columns } from "./mapped-columns.ts";
import type { Mapping } from "./mapping.contract.ts";

/** Finds out what day a file speaks for. */
export interface DayReader {
  see(row: TableRow): void;
  answer(): string;
}

/**
 * Prepares to read the day of a collection by the mapping's rule.
 * Refuses (bad-input): a day that is nowhere said, said in two ways that differ, or does not exist.
 */
export function dayReader(
  mapping: Mapping,
  columns: Columns,
  given: { readonly fileName: string; readonly day?: string },
): DayReader {
  const file = given.fileName;
  if (given.day !== undefined && !isDay(given.day)) {
    throw new Problem("bad-input", `"${given.day}" is not a day; write it as 2020-06-08.`);
  }
  if (typeof mapping.day === "object" && "column" in mapping.day) {
    return columnDay(mapping.day.column, columns, given);
  }
  const said = typeof mapping.day === "object" ? mapping.day.fixed : given.day;
  const named = mapping.day === "file-name" ? dayInName(file) : undefined;
  const day = said ?? named;
  if (day === undefined) {
    const sentence = "nothing says what day this file speaks for; give it with --day 2020-06-08.";
    throw new Problem("bad-input", sentence, { file });
  }
  for (const other of [given.day, named]) {
    if (other === undefined || other === day) continue;
    const sentence = `the day given is ${dayInWords(day)}, and the ${other === named ? "name of the file" : "import"} says ${dayInWords(other)}; make them agree.`;
    throw new Problem("bad-input", sentence, { file });
  }
  return { see: () => {}, answer: () => day };
}

function columnDay(
  column: string,
  columns: Columns,
  given: { readonly fileName: string; readonly day?: string },
): DayReader {
  const cell = columns.needed(column, "the day that the file speaks for");
  let day = given.day;
  return {
    see(row) {
      const text = cell(row).slice(0, 10);
      const place = { file: given.fileName, line: row.line, field: column };
      if (!isDay(text)) {
        throw new Problem("bad-input", `"${text}" is not a day; write it as 2020-06-08.`, place);
      }
      day ??= text;
      if (day !== text) {
        const sentence = `this row speaks for ${dayInWords(text)} and others for ${dayInWords(day)}; a file speaks for one day.`;
        throw new Problem("bad-input", sentence, place);
      }
    },
    answer: () => day ?? "",
  };
}

/** The last date in the name of a file; undefined where it has none that exists. */
export function dayInName(fileName: string): string | undefined {
  return [...fileName.matchAll(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g)]
    .map(([text]) => text)
    .filter(isDay)
    .at(-1);
}
