import { Problem } from "../kit/problem.ts";
import { nearestNames } from "../kit/nearest-names.ts";
import type { FunctionGroup, Methodology, ScoreItem } from "./methodology.ts";
import type { RatedYardstick } from "./rating-inputs.ts";

type Grouped = Pick<RatedYardstick, "id" | "version" | "items" | "groups">;

/**
 * Lays a methodology out over its yardstick: a function that names a group gets the items of that
 * group and of those below it, all with one weight; withdrawn items are left out. A methodology
 * without groups, or one that is laid out already, stays as it is.
 * Refuses (bad-input): a group that is not there or has no items, an item that is weighed twice.
 */
export function withItems(
  methodology: Methodology,
  yardstick: Grouped,
  file?: string,
): Methodology {
  if (methodology.functions.every(({ group, items }) => group === null || items.length > 0)) {
    return methodology;
  }
  const place = file === undefined ? {} : { file };
  const refuse = (sentence: string): never => {
    throw new Problem("bad-input", sentence, place);
  };
  const functions = methodology.functions.map((each) =>
    each.group === null || each.items.length > 0
      ? each
      : { ...each, items: membersOf(each.group, yardstick, refuse) },
  );
  const seen = new Map<string, string>();
  for (const { id, items } of functions) {
    for (const { item } of items) {
      const before = seen.get(item);
      if (before !== undefined) {
        refuse(`${item} is weighed twice, in the functions ${before} and ${id}; keep one.`);
      }
      seen.set(item, id);
    }
  }
  return { ...methodology, functions };
}

function membersOf(
  group: FunctionGroup,
  yardstick: Grouped,
  refuse: (sentence: string) => never,
): ScoreItem[] {
  const groups = yardstick.groups ?? [];
  const name = `${yardstick.id}@${yardstick.version}`;
  if (!groups.some(({ id }) => id === group.id)) {
    const known = groups.map(({ id }) => id);
    const near = known.length > 20 ? nearestNames(group.id, known).map((each) => each.name) : known;
    const mend = near.length === 0 ? "list the items instead" : `there are ${near.join(", ")}`;
    return refuse(`${group.id} is not a group of ${name}; ${mend}.`);
  }
  const within = groupsBelow(group.id, groups);
  const items = yardstick.items.filter(
    ({ group: own, withdrawn }) => own !== undefined && within.has(own) && withdrawn === undefined,
  );
  if (items.length === 0) return refuse(`the group ${group.id} of ${name} has no items to weigh.`);
  return items.map(({ id }) => ({ item: id, weight: group.weight, core: group.core }));
}

/** A group with all that stand below it; a circle of parents ends where it began. */
function groupsBelow(
  id: string,
  groups: NonNullable<RatedYardstick["groups"]>,
): ReadonlySet<string> {
  const children = Map.groupBy(groups, ({ parent }) => parent);
  const found = new Set([id]);
  for (const each of found) for (const child of children.get(each) ?? []) found.add(child.id);
  return found;
}
