import { Problem } from "../kit/problem.ts";
import type { TableRow } from "../kit/tables.ts";
import type { Observed, ObservedCount } from "./evidence-facts.ts";
import type { Columns } from "./mapped-columns.ts";
import type { CountsMapping, Mapping } from "./mapping.contract.ts";
import { refuseLongOwner, refuseTotal } from "./row-filter.ts";
import { byText } from "./text-order.ts";

/** Takes the rows of a file and answers what they say. */
export interface Collector {
  add(row: TableRow): void;
  finish(day: string): Pick<Observed, "units" | "counts" | "stale_rows" | "combined_rows">;
}

/**
 * Collects one row an organisation, with numbers.
 * Refuses (bad-input), with the line: an organisation twice, what is not a number, more good than
 * seen, and a row that looks like the total of all others.
 */
export function collectCounts(mapping: CountsMapping & Mapping, columns: Columns): Collector {
  const owner = columns.needed(mapping.owner.column, "the name of the organisation");
  const seen = columns.needed(mapping.seen.column, "how many were seen");
  const goods = mapping.items.map((item) => ({
    column: item.good.column,
    cell: columns.possible(item.good.column),
  }));
  if (goods.every(({ cell }) => cell === null)) {
    const sentence = "this file has none of the columns that the mapping measures; use another.";
    throw new Problem("bad-input", sentence, { file: columns.file, line: 1 });
  }
  const counts = new Map<string, ObservedCount & { line: number }>();
  return {
    add(row) {
      const name = owner(row);
      const place = { file: columns.file, line: row.line };
      refuseLongOwner(name, place);
      refuseTotal(name, mapping, place);
      const first = counts.get(name);
      if (first) {
        const sentence = `"${name}" was already named on line ${first.line}; one row an organisation is expected.`;
        throw new Problem("bad-input", sentence, place);
      }
      const all = number(seen(row), { ...place, field: mapping.seen.column });
      if (all === null) {
        const sentence = "this row does not say how many were seen; write 0 where it was none.";
        throw new Problem("bad-input", sentence, { ...place, field: mapping.seen.column });
      }
      const good = goods.map(({ cell, column }) => {
        const value = cell ? number(cell(row), { ...place, field: column }) : null;
        if (value === null || value <= all) return value;
        const sentence = `${value} are good of ${all} that were seen; correct the row.`;
        throw new Problem("bad-input", sentence, { ...place, field: column });
      });
      counts.set(name, { owner: name, seen: all, good, line: row.line });
    },
    finish() {
      refuseHiddenTotal([...counts.values()], mapping, columns.file);
      const rows = [...counts.values()].map((count) => ({
        owner: count.owner,
        seen: count.seen,
        good: count.good,
      }));
      rows.sort((a, b) => byText(a.owner, b.owner));
      return { units: [], counts: rows, stale_rows: 0, combined_rows: 0 };
    },
  };
}

/** A number of things; null for an empty cell. */
function number(
  text: string,
  place: { readonly file: string; readonly line: number; readonly field: string },
): number | null {
  if (text === "") return null;
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new Problem("bad-input", `"${text}" is not a count; write digits only.`, place);
}

function refuseHiddenTotal(
  counts: readonly (ObservedCount & { line: number })[],
  mapping: Mapping,
  file: string,
): void {
  if (mapping.totals === "none" || counts.length < 4) return;
  const all = counts.reduce((sum, count) => sum + count.seen, 0);
  const total = counts.find((count) => count.seen > 0 && count.seen * 2 === all);
  if (!total) return;
  const sentence = `"${total.owner}" has as many as all others together and looks like a row of totals; leave it out by the mapping's filter, or say \`totals: none\` in the mapping.`;
  throw new Problem("bad-input", sentence, { file, line: total.line });
}
