import type {
  Yardstick,
  YardstickGroup,
  YardstickItem,
} from "../../src/yardsticks/yardstick.contract.ts";

/** What narrows the items of a yardstick; all of it stands in the address. */
export interface ItemFilter {
  readonly find: string;
  readonly group: string;
  /** "" all, "live", "withdrawn", or a scale. */
  readonly show: string;
}

/** A group with how deep it stands and how many items stand in it and below. */
export interface GroupRow {
  readonly group: YardstickGroup;
  readonly level: number;
  readonly items: number;
}

/** The items that a filter leaves. Every word that is looked for has to stand somewhere in an item. */
export function keepItems(yardstick: Yardstick, filter: ItemFilter): readonly YardstickItem[] {
  const wanted = filter.find.toLowerCase().split(/\s+/u).filter(Boolean);
  const groups = filter.group === "" ? null : groupsBelow(yardstick.groups ?? [], filter.group);
  return yardstick.items.filter(
    (item) =>
      (groups === null || groups.has(item.group ?? "")) &&
      isShown(item, filter.show) &&
      (wanted.length === 0 || hasAll(item, wanted)),
  );
}

function isShown(item: YardstickItem, show: string): boolean {
  if (show === "") return true;
  if (show === "withdrawn") return item.withdrawn !== undefined;
  return item.withdrawn === undefined && (show === "live" || item.scale === show);
}

function hasAll(item: YardstickItem, wanted: readonly string[]): boolean {
  const text = `${item.id} ${item.label ?? ""} ${item.title} ${item.text}`.toLowerCase();
  return wanted.every((word) => text.includes(word));
}

/** A group and all groups below it. */
function groupsBelow(groups: readonly YardstickGroup[], top: string): ReadonlySet<string> {
  const found = new Set([top]);
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const { id, parent } of groups) {
      if (parent !== undefined && found.has(parent)) found.add(id);
    }
  }
  return found;
}

/** The groups in the order of reading, each below the one it belongs to. */
export function groupRows(yardstick: Yardstick): readonly GroupRow[] {
  const groups = yardstick.groups ?? [];
  const known = new Set(groups.map(({ id }) => id));
  const own = new Map<string, number>();
  for (const { group = "" } of yardstick.items) own.set(group, (own.get(group) ?? 0) + 1);
  const below = Map.groupBy(groups, ({ id, parent }) =>
    parent !== undefined && parent !== id && known.has(parent) ? parent : "",
  );
  const rows: GroupRow[] = [];
  const walk = (parent: string, level: number): number => {
    let items = 0;
    for (const group of below.get(parent) ?? []) {
      const at = rows.length;
      const inside = (own.get(group.id) ?? 0) + (level < 12 ? walk(group.id, level + 1) : 0);
      rows.splice(at, 0, { group, level, items: inside });
      items += inside;
    }
    return items;
  };
  walk("", 0);
  return rows;
}

/** One line of a statement, with how deep its part stands. */
export interface StatementLine {
  readonly level: number;
  /** "a.", "1.", "(a)": what the part is called; empty where the line is no part. */
  readonly part: string;
  readonly text: string;
}

/**
 * The lines of a control, down to the part of the statement, as catalogues print them: a., 1., (a),
 * (1). A line without such a mark stands at the depth of the whole.
 */
export function statementLines(text: string): readonly StatementLine[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, part = "", rest = ""] =
        /^\s*((?:[a-z]{1,2}|\d{1,2})\.|\((?:[a-z]{1,2}|\d{1,2})\))\s+(.*)$/u.exec(line) ?? [];
      return part === ""
        ? { level: 0, part: "", text: line.trim() }
        : { level: depthOf(part), part, text: rest };
    });
}

function depthOf(part: string): number {
  if (part.startsWith("(")) return /\d/u.test(part) ? 4 : 3;
  return /\d/u.test(part) ? 2 : 1;
}

/** How a group is named in a narrow list: what stands before a colon says enough. */
export function shortTitle(title: string): string {
  return title.split(/:\s/u, 1)[0] ?? title;
}

/** The items of a yardstick by their identifier, with the label under which people know them. */
export function labelsOf(yardstick: Yardstick): ReadonlyMap<string, string> {
  return new Map(yardstick.items.map((item) => [item.id, item.label ?? item.id]));
}
