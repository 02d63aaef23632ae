import { Problem } from "../kit/problem.ts";
import type { TableRow } from "../kit/tables.ts";
import type { Columns } from "./mapped-columns.ts";
import type { Mapping } from "./mapping.contract.ts";

/**
 * Prepares the question whether a row is to be read: it meets every condition of the filter.
 * Refuses (bad-input): a condition on a column that the file does not have.
 */
export function rowFilter(mapping: Mapping, columns: Columns): (row: TableRow) => boolean {
  const conditions = (mapping.filter ?? []).map((rule) => {
    const cell = columns.needed(rule.column, "what the filter asks");
    const texts = new Set(rule.is ?? rule.is_not);
    const wanted = rule.is !== undefined;
    return (row: TableRow): boolean => texts.has(cell(row)) === wanted;
  });
  return (row) => conditions.every((meets) => meets(row));
}

const totalNames =
  /^((grand |sub)?totals?|sum|overall|all|all (agencies|organi[sz]ations|owners))$/i;

/**
 * Refuses (bad-input) an owner whose name is that of a row of totals: counted as an organisation it
 * would double everything. A mapping leaves such rows out by its filter.
 */
export function refuseTotal(
  owner: string,
  mapping: Mapping,
  place: { readonly file: string; readonly line: number },
): void {
  if (mapping.totals === "none" || !totalNames.test(owner)) return;
  const sentence = `the owner "${owner}" looks like a row of totals; leave it out by the mapping's filter, or say \`totals: none\` in the mapping.`;
  throw new Problem("bad-input", sentence, place);
}

/** Refuses (bad-input) a name of an owner that is no name but a text. */
export function refuseLongOwner(
  owner: string,
  place: { readonly file: string; readonly line: number },
): void {
  if (owner.length <= 300) return;
  const sentence = "this name of an owner has more than 300 characters; check the column.";
  throw new Problem("bad-input", sentence, place);
}
