import { type Cells, cellCodecs } from "./record-cells.ts";
import type { Register } from "./records.contract.ts";

/** How a column of a file is called as an option: `end_of_support` is `--end-of-support`. */
export const optionOf = (column: string): string => column.replaceAll("_", "-");
/** And by which name its value is found among the options. */
export const keyOf = (column: string): string =>
  column.replaceAll(/_([a-z])/gu, (_all, letter: string) => letter.toUpperCase());

const helps: ReadonlyMap<string, string> = new Map([
  ["items", "items of the yardstick, parted by semicolons"],
  ["findings", "findings such as “F-1; F-2”"],
  ["risks", "risks such as “R-1; R-2”"],
  ["recommendations", "recommendations such as “C-1; C-2”"],
  ["evidence", "a line each: “link | https://… | note”; also file, collection, leaf, paper"],
  ["milestones", "a line each: “title | 2027-03-31 | open”; then for each slip from, to, reason"],
  ["blocked_by", "money, people, vacancy, authority, parted by semicolons"],
  ["severity", "low, moderate or high"],
  ["kind", "practice, budget, workforce, authority or incentive"],
  ["addressee", "organisation, enterprise, legislature or private-sector"],
  ["organisation", "identifier or name"],
]);

/** What help says of the option of a column. */
export function helpOf(column: string): string {
  return helps.get(column) ?? column.replaceAll("_", " ");
}

/** What the options say, by the columns of the register. */
export function cellsOf(register: Register, options: Readonly<Record<string, unknown>>): Cells {
  return Object.fromEntries(
    cellCodecs[register].columns.flatMap((column) => {
      const said = options[keyOf(column)];
      return typeof said === "string" ? [[column, said]] : [];
    }),
  );
}
