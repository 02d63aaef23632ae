import { Problem } from "../kit/problem.ts";
import type { ControlTable } from "./control-table.ts";
import { clean, columnNamed, columnsOf } from "./items-of-table.ts";
import type { Yardstick, YardstickGroup, YardstickItem } from "./yardstick.contract.ts";
import type { YardstickHow } from "./yardstick-import.contract.ts";

/** The items of a yardstick that a table marks. */
export interface SelectedItems {
  readonly groups: YardstickGroup[];
  readonly items: YardstickItem[];
  readonly notes: string[];
}

/** How many names a note lists before it only counts the rest. */
const mostNamed = 12;

/**
 * Chooses items of a yardstick by the marks in a column of a table, as SP 800-53B gives out its
 * baselines. A mark counts in any case and with spaces around it; any other cell is not a mark, and
 * is said. Where the table marks withdrawn items too, the two sets are compared, not their sizes.
 * Refuses (bad-input), with the line: a control that the yardstick does not have or that stands
 * there twice, a withdrawn one that is marked as chosen, and a column without any mark.
 */
export function selectItems(
  table: ControlTable,
  select: NonNullable<YardstickHow["select"]>,
  base: Yardstick,
): SelectedItems {
  const columns = columnsOf(table.header, {});
  const idColumn = columnNamed(table, columns.id ?? "id");
  const markColumn = columnNamed(table, select.column);
  const withdrawnColumn =
    columns.withdrawn === undefined ? -1 : columnNamed(table, columns.withdrawn);
  const marks = new Set((select.marks ?? ["x"]).map((mark) => mark.trim().toLowerCase()));
  const byName = itemsByName(base.items);
  const chosen = new Set<string>();
  const seen = new Set<string>();
  const gone = new Set<string>();
  const doubtful: string[] = [];
  const strange = new Map<string, string[]>();
  for (const { line, cells } of table.rows) {
    const name = clean(cells[idColumn] ?? "");
    const item = byName.get(name.toLowerCase());
    const place = { file: table.file, line };
    if (!item) {
      const sentence = `${base.id}@${base.version} has no item ${name === "" ? "without a name" : name}; mend the row, or choose another yardstick.`;
      throw new Problem("bad-input", sentence, place);
    }
    if (seen.has(item.id)) {
      throw new Problem("bad-input", `${name} stands in this table twice; keep one row.`, place);
    }
    seen.add(item.id);
    const goneMark = clean(cells[withdrawnColumn] ?? "");
    if (goneMark !== "") gone.add(item.id);
    if (goneMark !== "" && !/^(w|x|yes|withdrawn)$/iu.test(goneMark)) {
      doubtful.push(`"${goneMark.slice(0, 40)}" for ${name} is taken to say that it is withdrawn.`);
    }
    const cell = clean(cells[markColumn] ?? "");
    if (cell === "") continue;
    if (!marks.has(cell.toLowerCase())) {
      strange.set(cell, [...(strange.get(cell) ?? []), name]);
    } else if (item.withdrawn) {
      const sentence = `${name} is marked and is withdrawn in ${base.id}@${base.version}; take the mark out.`;
      throw new Problem("bad-input", sentence, place);
    } else chosen.add(item.id);
  }
  if (chosen.size === 0) {
    const sentence = `no row of the column "${select.column}" bears a mark (${[...marks].join(", ")}); name another column, or its marks.`;
    throw new Problem("bad-input", sentence, { file: table.file });
  }
  const notes = [...strange].map(
    ([cell, names]) =>
      `"${cell.slice(0, 60)}" is not a mark: ${named(names)} are not chosen by it.`,
  );
  notes.push(...doubtful);
  if (withdrawnColumn !== -1) notes.push(...withdrawnNotes(base, gone));
  return { ...chosenOf(base, chosen), notes };
}

function itemsByName(items: readonly YardstickItem[]): Map<string, YardstickItem> {
  const byName = new Map<string, YardstickItem>();
  for (const item of items)
    if (item.label !== undefined) byName.set(item.label.toLowerCase(), item);
  for (const item of items) byName.set(item.id.toLowerCase(), item);
  return byName;
}

/** Items with their groups; what lies above an item and was not chosen falls away. */
function chosenOf(
  base: Yardstick,
  chosen: ReadonlySet<string>,
): { groups: YardstickGroup[]; items: YardstickItem[] } {
  const items = base.items
    .filter((item) => chosen.has(item.id))
    .map(({ parent, ...item }) => ({
      ...item,
      ...(parent !== undefined && chosen.has(parent) && { parent }),
    }));
  const parents = new Map((base.groups ?? []).map((group) => [group.id, group.parent]));
  const used = new Set<string>();
  for (const { group } of items) {
    for (let id = group; id !== undefined && !used.has(id); id = parents.get(id)) used.add(id);
  }
  return { groups: (base.groups ?? []).filter((group) => used.has(group.id)), items };
}

function withdrawnNotes(base: Yardstick, gone: ReadonlySet<string>): string[] {
  const known = new Set(base.items.filter((item) => item.withdrawn).map((item) => item.id));
  const labels = new Map(base.items.map((item) => [item.id, item.label ?? item.id]));
  const print = (ids: readonly string[]): string => named(ids.map((id) => labels.get(id) ?? id));
  const onlyHere = [...gone].filter((id) => !known.has(id));
  const onlyThere = [...known].filter((id) => !gone.has(id));
  if (onlyHere.length + onlyThere.length === 0) return [];
  const sizes = `${gone.size} are marked as withdrawn here, ${known.size} are withdrawn in ${base.id}@${base.version}`;
  return [
    `${sizes}, and they are not the same: only here ${print(onlyHere)}; only there ${print(onlyThere)}.`,
  ];
}

function named(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const more = names.length - mostNamed;
  return more > 0 ? `${names.slice(0, mostNamed).join(", ")} and ${more} more` : names.join(", ");
}
