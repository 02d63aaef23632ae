import { nearestNames } from "../kit/nearest-names.ts";
import { Problem } from "../kit/problem.ts";
import { columnOf, type TableRow } from "../kit/tables.ts";

/** Reads the cell of one column, trimmed. */
export type CellReader = (row: TableRow) => string;

/** The columns of one file, as a mapping asks for them. */
export interface Columns {
  readonly file: string;
  /** A column without which the file cannot be read. Refuses (bad-input) when it is not there. */
  needed(name: string, what: string): CellReader;
  /** A column that some months lack; null then, and its name is remembered in `absent`. */
  possible(name: string): CellReader | null;
  readonly absent: Set<string>;
}

/** Prepares the columns of a header for a mapping. */
export function columnsOf(header: readonly string[], file: string): Columns {
  const absent = new Set<string>();
  const reader = (name: string): CellReader | null => {
    const at = columnOf(header, name, file);
    return at === -1 ? null : (row) => (row.cells[at] ?? "").trim();
  };
  return {
    file,
    absent,
    needed(name, what) {
      const found = reader(name);
      if (found) return found;
      const [near] = nearestNames(name, header, 1);
      const hint = near ? `; the nearest is "${near.name}"` : "";
      const sentence = `no column is named "${name}", which holds ${what}${hint}; use a mapping for this header.`;
      throw new Problem("bad-input", sentence, { file, line: 1 });
    },
    possible(name) {
      const found = reader(name);
      if (!found) absent.add(name);
      return found;
    },
  };
}
