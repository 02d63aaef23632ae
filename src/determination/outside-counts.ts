import type { OutsideOwner } from "../evidence/counted-evidence.ts";
import { countsOf, type ItemCounts } from "./item-counts.ts";

/** The counts of names outside the list, one entry an item, as they enter the totals of items. */
export function outsideCounts(outside: readonly OutsideOwner[]): ItemCounts[] {
  const totals = new Map<string, ItemCounts>();
  for (const evidence of outside.flatMap(({ items }) => items)) {
    const so = totals.get(evidence.item);
    const each = { ...countsOf(evidence), missing: null };
    totals.set(evidence.item, so === undefined ? each : added(so, each));
  }
  return [...totals.values()].toSorted((left, right) => (left.item < right.item ? -1 : 1));
}

function added(left: ItemCounts, right: ItemCounts): ItemCounts {
  return {
    item: left.item,
    // What has no units says nothing of what they are called.
    units: left.n > 0 ? left.units : right.units,
    good: left.good + right.good,
    bad: left.bad + right.bad,
    unknown: left.unknown + right.unknown,
    unseen: left.unseen + right.unseen,
    n: left.n + right.n,
    missing: null,
  };
}

/** Names outside the list in one order: by name, then by why they are outside. */
export function sortedOutside(outside: readonly OutsideOwner[]): OutsideOwner[] {
  const key = ({ name, because, organisation }: OutsideOwner): string =>
    JSON.stringify([name, because, organisation]);
  return outside.toSorted((left, right) => (key(left) < key(right) ? -1 : 1));
}
