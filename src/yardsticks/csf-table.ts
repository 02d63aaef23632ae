import { Problem } from "../kit/problem.ts";
import type { ControlTable } from "./control-table.ts";
import { checkedId, clean, columnNamed, type TableRead } from "./items-of-table.ts";

/** Whether a table has the shape in which NIST gives out the Cybersecurity Framework. */
export function isCsfHeader(header: readonly string[]): boolean {
  return ["Function", "Category", "Subcategory"].every((name) => header.includes(name));
}

/** `Organizational Context (GV.OC): The circumstances …`: name, identifier, words. */
const heading = /^(?<name>[^(]+)\((?<id>[A-Z]{2}(?:\.[A-Z]{2})?)\)\s*(?::\s*(?<words>[^]*))?$/u;
/** `GV.OC-01: The organizational mission …`. */
const subcategory = /^(?<id>[A-Z]{2}\.[A-Z]{2}-\d+)\s*:\s*(?<words>[^]+)$/u;
const withdrawnWords = /^\[withdrawn\s*:\s*(?<words>[^\]]+)\]/iu;

/**
 * Makes groups and items of the Cybersecurity Framework's table: functions and categories stand on
 * rows of their own (2.0), or only on the first row of their block (1.1); subcategories are the
 * items. A function that stands there twice counts once.
 * Refuses (bad-input), with the line: a cell that is not written like this, and a subcategory that
 * stands there twice or before its category.
 */
export function itemsOfCsf(table: ControlTable): TableRead {
  const [functions, categories, subcategories] = ["Function", "Category", "Subcategory"].map(
    (name) => columnNamed(table, name),
  );
  const examples = table.header.indexOf("Implementation Examples");
  const groups = new Map<string, TableRead["groups"][number]>();
  const items: TableRead["items"] = [];
  const ids = new Set<string>();
  let current: string | undefined;
  let around: string | undefined;
  for (const { line, cells } of table.rows) {
    const place = { file: table.file, line };
    const cell = (at: number | undefined): string => clean(cells[at ?? -1] ?? "");
    const group = (text: string, parent?: string): string => {
      const { id, ...named } = headingOf(text, place);
      if (!groups.has(id))
        groups.set(id, { id, ...named, ...(parent !== undefined && { parent }) });
      return id;
    };
    if (cell(functions) !== "") {
      around = group(cell(functions));
      current = undefined;
    }
    if (cell(categories) !== "") current = group(cell(categories), around);
    const text = cell(subcategories);
    if (text === "") continue;
    const { id = "", words = "" } = subcategory.exec(text)?.groups ?? {};
    if (id === "" || current === undefined) {
      const sentence =
        current === undefined
          ? "this subcategory stands before any category; put the category above it."
          : "expected a subcategory written as `GV.OC-01: words`; mend the cell.";
      throw new Problem("bad-input", sentence, place);
    }
    checkedId(id, ids, place);
    ids.add(id);
    const gone = withdrawnWords.exec(words)?.groups?.["words"];
    items.push({
      id,
      title: id,
      text: gone === undefined ? words : `Withdrawn: ${gone}.`,
      ...(cell(examples) !== "" && { guidance: cell(examples) }),
      group: current,
      ...(gone !== undefined && { withdrawn: { into: namedIn(gone), words: `${gone}.` } }),
    });
  }
  return { groups: [...groups.values()], items, notes: [] };
}

function headingOf(
  text: string,
  place: { readonly file: string; readonly line: number },
): Omit<TableRead["groups"][number], "parent"> {
  const { name = "", id = "", words = "" } = heading.exec(text)?.groups ?? {};
  if (id === "") {
    const sentence =
      "expected a function or category written as `Name (GV.OC): words`; mend the cell.";
    throw new Problem("bad-input", sentence, place);
  }
  const gone = withdrawnWords.exec(words)?.groups?.["words"];
  return {
    id,
    title: name.trim(),
    ...(words !== "" && gone === undefined && { guidance: words }),
    ...(gone !== undefined && { withdrawn: { into: namedIn(gone), words: `${gone}.` } }),
  };
}

function namedIn(words: string): string[] {
  return [...new Set(words.match(/\b[A-Z]{2}\.[A-Z]{2}(?:-\d+)?/gu) ?? [])];
}
