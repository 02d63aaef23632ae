import { Problem } from "../kit/problem.ts";
import { columnOf } from "../kit/tables.ts";
import type { ControlTable } from "./control-table.ts";
import type { YardstickGroup, YardstickItem } from "./yardstick.contract.ts";
import type { TableColumns } from "./yardstick-import.contract.ts";

/** Groups and items read from a table, and what was noticed on the way. */
export interface TableRead {
  readonly groups: YardstickGroup[];
  readonly items: (Omit<YardstickItem, "scale"> & { scale?: string })[];
  readonly notes: string[];
}

/** Names under which columns are known, in any case; the first that a header has counts. */
const known: Readonly<Record<keyof TableColumns, readonly string[]>> = {
  id: ["control identifier", "identifier", "id", "control id", "control"],
  title: ["control (or control enhancement) name", "name", "title", "control name"],
  text: ["control text", "control_text", "text", "statement", "description"],
  guidance: ["discussion", "guidance", "supplemental guidance", "implementation examples"],
  group: ["group", "family"],
  withdrawn: ["withdrawn"],
  scale: ["scale"],
  units: ["units"],
};

/** The columns of a table: those that were named, and else those known by their name. */
export function columnsOf(header: readonly string[], named: TableColumns): TableColumns {
  const found = Object.entries(known).flatMap(([field, names]) => {
    const given = named[field as keyof TableColumns];
    const column =
      given ?? names.flatMap((name) => header.filter((each) => each.toLowerCase() === name))[0];
    return column === undefined ? [] : [[field, column] as const];
  });
  return Object.fromEntries(found);
}

/** Whether a header has what a table of controls needs at least: an identifier and a text or title. */
export function isControlHeader(header: readonly string[], named: TableColumns): boolean {
  const columns = columnsOf(header, named);
  const there = (name: string | undefined): boolean => name !== undefined && header.includes(name);
  return there(columns.id) && (there(columns.text) || there(columns.title));
}

const withdrawnText = /^\s*\[?withdrawn\s*:\s*([^\]\n]+)/iu;

/**
 * Makes items of a table with one control in each row.
 * Refuses (bad-input), with the line: a column that is named and not there or there twice, an
 * identifier that is empty, malformed or stands there twice, and a row without words.
 */
export function itemsOfTable(table: ControlTable, named: TableColumns): TableRead {
  const columns = columnsOf(table.header, named);
  const at = Object.fromEntries(
    Object.entries(columns).map(([field, name]) => [field, columnNamed(table, name)]),
  ) as Partial<Record<keyof TableColumns, number>>;
  if (at.id === undefined || (at.text ?? at.title) === undefined) {
    const names = table.header.filter((name) => name !== "");
    const otherwise = /[;\t|]/u.exec(names.length === 1 ? (names[0] ?? "") : "")?.[0];
    const sentence =
      otherwise === undefined
        ? `this table names no column for the identifier and the text of a control; say \`--column id=…\` and \`--column text=…\` (it has ${names.join(", ")}).`
        : `the cells of this table are not parted by commas; say \`--delimiter ${otherwise === "\t" ? "$'\\t'" : `'${otherwise}'`}\`.`;
    throw new Problem("bad-input", sentence, { file: table.file, line: 1 });
  }
  if (table.rows.length === 0) {
    const sentence =
      "this table has column names and no row below them; write one for each control.";
    throw new Problem("bad-input", sentence, { file: table.file });
  }
  const groups = new Map<string, YardstickGroup>();
  const items: TableRead["items"] = [];
  const ids = new Set<string>();
  for (const { line, cells } of table.rows) {
    const cell = (field: keyof TableColumns): string => clean(cells[at[field] ?? -1] ?? "");
    const id = checkedId(cell("id"), ids, { file: table.file, line });
    const words = cell("text") || cell("title");
    if (words === "") {
      const sentence = `the control ${id} has neither title nor text; write one, or take the row out.`;
      throw new Problem("bad-input", sentence, { file: table.file, line });
    }
    // One published table leaves the reason as text and says in the discussion that it is withdrawn.
    const marked = isMark(cell("withdrawn")) || withdrawnText.test(cell("guidance"));
    const withdrawn = withdrawnText.exec(words)?.[1] ?? (marked ? words.slice(0, 4000) : undefined);
    const group = cell("group");
    const groupId = group === "" ? undefined : slugOf(group);
    if (groupId !== undefined) groups.set(groupId, { id: groupId, title: group });
    const parent = /^(.+)\(\d+\)$/u.exec(id)?.[1];
    const scale = cell("scale");
    items.push({
      id,
      title: cell("title") || id,
      text: words,
      ...(cell("guidance") !== "" && { guidance: cell("guidance") }),
      ...(groupId !== undefined && { group: groupId }),
      ...(parent !== undefined && ids.has(parent) && { parent }),
      ...(scale !== "" && { scale }),
      ...(cell("units") !== "" && { units: cell("units") }),
      ...(withdrawn !== undefined && {
        withdrawn: { into: itemsNamed(withdrawn), words: sentence(withdrawn) },
      }),
    });
    ids.add(id);
  }
  const into = new Set(ids);
  for (const item of items) {
    if (item.withdrawn)
      item.withdrawn = {
        ...item.withdrawn,
        into: item.withdrawn.into.filter((id) => into.has(id)),
      };
  }
  return { groups: [...groups.values()], items, notes: [] };
}

/** The place of a column. Refuses (bad-input) a name that no column bears, or several. */
export function columnNamed(table: ControlTable, name: string): number {
  const at = columnOf(table.header, name, table.file);
  if (at !== -1) return at;
  const has = table.header.filter((each) => each !== "").map((each) => `"${each}"`);
  const sentence = `there is no column "${name}"; this table has ${has.join(", ")}.`;
  throw new Problem("bad-input", sentence, { file: table.file, line: 1 });
}

/** An identifier of an item that was not there before. */
export function checkedId(
  text: string,
  ids: ReadonlySet<string>,
  place: { readonly file: string; readonly line: number },
): string {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._()-]{0,119}$/u.test(text)) {
    const found = text === "" ? "none" : `"${text.slice(0, 60)}"`;
    const sentence = `expected the identifier of a control here, such as AC-2(1), found ${found}.`;
    throw new Problem("bad-input", sentence, place);
  }
  if (ids.has(text)) {
    const sentence = `the control ${text} stands in this table twice; keep one row.`;
    throw new Problem("bad-input", sentence, place);
  }
  return text;
}

/** A cell without the spaces around it; line breaks stay, empty lines between lines do not. */
export function clean(cell: string): string {
  return cell
    .replaceAll("\u00A0", " ")
    .split(/\r\n|\r|\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}

function isMark(cell: string): boolean {
  return /^(x|w|yes|true|withdrawn)$/iu.test(cell);
}

function itemsNamed(words: string): string[] {
  const found = words
    .split(/[\s,;]+/u)
    .map((word) => word.replace(/[.)]+$/u, (end) => (end.startsWith(")") ? ")" : "")));
  return [
    ...new Set(found.filter((word) => /^[A-Z]{2,4}[-.][A-Za-z0-9.()-]*\d/u.test(word))),
  ].slice(0, 200);
}

function sentence(words: string): string {
  const plain = words.trim();
  return plain.endsWith(".") ? plain : `${plain}.`;
}

function slugOf(text: string): string {
  const slug = text.replaceAll(/[^A-Za-z0-9.]+/gu, "-").replaceAll(/^-+|-+$/gu, "");
  return slug === "" ? "group" : slug.slice(0, 100);
}
