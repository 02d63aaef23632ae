import type { ItemTotal } from "./determination.contract.ts";
import { compareFractions, fraction } from "./exact.ts";
import type { ItemCounts } from "./item-counts.ts";
import { intervalOf, valueOfItem } from "./item-value.ts";
import type { Methodology } from "./methodology.ts";

/** What all organisations together have of one item, while it is being added up. */
export interface ItemTally {
  units: string;
  good: number;
  bad: number;
  unknown: number;
  unseen: number;
  n: number;
  /** Of `n`, those whose owner is not in the list of the review. */
  outside: number;
  /** Organisations of the list with something bad. */
  failing: number;
  /** Organisations with nothing bad and something unknown. */
  open: number;
  /** Organisations for which nothing is there. */
  missing: number;
}

/** A tally with nothing in it. */
export function emptyTally(): ItemTally {
  return {
    units: "",
    good: 0,
    bad: 0,
    unknown: 0,
    unseen: 0,
    n: 0,
    outside: 0,
    failing: 0,
    open: 0,
    missing: 0,
  };
}

/** Adds the counts of one organisation of the list; `times` -1 takes them out again. */
export function addInside(tally: ItemTally, counts: ItemCounts, times: 1 | -1 = 1): void {
  add(tally, counts, times);
  if (counts.bad > 0) tally.failing += times;
  else if (counts.unknown + counts.unseen > 0) tally.open += times;
  if (counts.missing !== null) tally.missing += times;
}

/** Adds counts of names outside the list, which enter the totals and are told apart there. */
export function addOutside(tally: ItemTally, counts: ItemCounts): void {
  add(tally, counts, 1);
  tally.outside += counts.n;
}

function add(tally: ItemTally, counts: ItemCounts, times: 1 | -1): void {
  // What has no units says nothing of what they are called.
  if (tally.units === "" || (tally.n === 0 && counts.n > 0)) tally.units = counts.units;
  tally.good += times * counts.good;
  tally.bad += times * counts.bad;
  tally.unknown += times * counts.unknown;
  tally.unseen += times * counts.unseen;
  tally.n += times * counts.n;
}

/** The total of an item as it is published. `organisations` is how many are in scope. */
export function totalOfTally(
  item: { readonly id: string; readonly title: string },
  { units, outside, failing, open, missing, ...counts }: ItemTally,
  organisations: number,
  { systemicAbove }: Methodology,
): ItemTotal {
  const { good, bad, unknown, unseen, n } = counts;
  return {
    item: item.id,
    title: item.title,
    units: units === "" ? "units" : units,
    good,
    bad,
    unknown,
    unseen,
    n,
    outside,
    value: intervalOf(
      valueOfItem({
        ...counts,
        item: item.id,
        units: "",
        held_against: "nothing",
        parts: [],
        collection: null,
        inventory: null,
        missing: n === 0 ? "no-collection" : null,
        rule: "",
      }),
    ),
    organisations_bad: failing,
    organisations_unknown: open,
    organisations_missing: missing,
    systemic:
      organisations > 0 && compareFractions(fraction(failing, organisations), systemicAbove) > 0,
  };
}
