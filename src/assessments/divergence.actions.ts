import { Problem } from "../kit/problem.ts";
import type { Work } from "../platform/work.ts";
import {
  type Compared,
  compared,
  groupsOf,
  headOf,
  namesOf,
  type PlacedItem,
} from "./compared-scores.actions.ts";
import {
  type Difference,
  differenceOf,
  DivergenceTotal,
  meanOf,
  sideOfItem,
} from "./divergence.ts";
import type {
  DivergencePage,
  DivergenceQuery,
  DivergenceRow,
  HeatMap,
  HeatQuery,
  LargestDivergences,
  LargestQuery,
} from "./divergence.contract.ts";
import { dayOfNumber, packedValue } from "./packed-scores.ts";
import { valueOfCounts } from "./score-counts.ts";
import { requireItem } from "./scored-review.actions.ts";

const noGroup = "";

type By = "item" | "group" | "organisation";

async function pageOf(
  work: Work,
  all: Compared,
  by: By,
  { after, limit = 500 }: DivergenceQuery,
): Promise<DivergencePage> {
  const total = new DivergenceTotal();
  const sums = new Map<string, DivergenceTotal>();
  const keyOf = (organisation: string, { item }: PlacedItem): string =>
    by === "item" ? item.id : by === "group" ? (item.group ?? noGroup) : organisation;
  for (const organisation of all.organisations) {
    const { self, independent } = all.scoresOf(organisation);
    for (const each of all.itemsOf(organisation)) {
      const pair = {
        self: sideOfItem(self, each.place, all.round),
        independent: sideOfItem(independent, each.place, all.round),
      };
      total.add(pair);
      const key = keyOf(organisation, each);
      const sum = sums.get(key) ?? new DivergenceTotal();
      sums.set(key, sum);
      sum.add(pair);
    }
  }
  const rows = [...sums]
    .map(([id, sum]): DivergenceRow => ({ id, name: id, ...sum.sum() }))
    .toSorted(
      (left, right) => (right.mean ?? -1) - (left.mean ?? -1) || (left.id < right.id ? -1 : 1),
    );
  const from = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1;
  const page = rows.slice(from, from + limit);
  const name = await rowNames(work, all, by, page);
  return {
    ...headOf(all),
    by,
    all: total.sum(),
    total: rows.length,
    rows: page.map((row) => ({ ...row, name: name(row.id) })),
    next: from + page.length < rows.length ? (page.at(-1)?.id ?? null) : null,
  };
}

async function rowNames(
  work: Work,
  all: Compared,
  by: By,
  rows: readonly DivergenceRow[],
): Promise<(id: string) => string> {
  if (by === "organisation") {
    return namesOf(
      work,
      all,
      rows.map(({ id }) => id),
    );
  }
  const { yardstick } = all.scored;
  const groups = groupsOf(yardstick);
  const items = new Map(yardstick.items.map(({ id, title }) => [id, title]));
  return (id) => (by === "group" ? groups.get(id) : items.get(id)) ?? id;
}

/** How both kinds of score of a review differ, by item, group or organisation, largest mean first. */
export async function showDivergence(
  work: Work,
  review: string,
  query: DivergenceQuery,
): Promise<DivergencePage> {
  return pageOf(work, await compared(work, review, query), query.by ?? "organisation", query);
}

/** The same of one organisation alone, by group or item. */
export async function showOwnDivergence(
  work: Work,
  review: string,
  organisation: string,
  query: DivergenceQuery,
): Promise<DivergencePage> {
  const all = await compared(work, review, query, organisation);
  return pageOf(work, all, query.by ?? "group", query);
}

/** Organisations by groups of items, in pages of organisations by identifier. */
export async function showHeatMap(work: Work, review: string, query: HeatQuery): Promise<HeatMap> {
  const { after, limit = 100 } = query;
  const all = await compared(work, review, query);
  const titles = groupsOf(all.scored.yardstick);
  const groups = [...Map.groupBy(all.items, ({ item }) => item.group ?? noGroup)];
  const rest = all.organisations.filter((each) => after === undefined || each > after);
  const page = rest.slice(0, limit);
  const name = await namesOf(work, all, page);
  return {
    ...headOf(all),
    groups: groups.map(([id, items]) => ({ id, name: titles.get(id) ?? id, items: items.length })),
    total: all.organisations.length,
    organisations: page.map((organisation) => {
      const apply = Map.groupBy(all.itemsOf(organisation), ({ item }) => item.group ?? noGroup);
      const cells = groups.map(([id]) => cellOf(all, organisation, apply.get(id) ?? []));
      return { organisation, name: name(organisation), cells };
    }),
    next: rest.length > page.length ? (page.at(-1) ?? null) : null,
  };
}

type Cell = HeatMap["organisations"][number]["cells"][number];

function cellOf(all: Compared, organisation: string, items: readonly PlacedItem[]): Cell {
  const { self, independent } = all.scoresOf(organisation);
  const total = new DivergenceTotal();
  const sides = items.map(({ place }) => ({
    self: sideOfItem(self, place, all.round),
    independent: sideOfItem(independent, place, all.round),
  }));
  for (const pair of sides) total.add(pair);
  const { pairs, self_only, independent_only, neither, mean, lean_lo, lean_hi } = total.sum();
  const meanOfSide = (kind: "self" | "independent"): Cell["self"] => {
    const given = sides.flatMap((each) => (each[kind] === null ? [] : [each[kind]]));
    if (given.length === 0) return null;
    const sum = (end: "lo" | "hi") =>
      given.reduce((before, each) => before + BigInt(each[end]), 0n);
    // What is at most is cut upwards, so that the range never says more than is proved.
    return { lo: meanOf(sum("lo"), given.length), hi: 0 - meanOf(-sum("hi"), given.length) };
  };
  return {
    pairs,
    self_only,
    independent_only,
    neither,
    mean,
    lean_lo,
    lean_hi,
    self: meanOfSide("self"),
    independent: meanOfSide("independent"),
  };
}

interface FoundPair extends PlacedItem {
  readonly organisation: string;
  readonly difference: Difference;
}

/** The pairs of scores that differ, the largest proved difference first, in pages. */
export async function showLargestDivergences(
  work: Work,
  review: string,
  query: LargestQuery,
): Promise<LargestDivergences> {
  const { after, limit = 50, higher, group } = query;
  const all = await compared(work, review, query, query.organisation);
  const only = query.item === undefined ? null : requireItem(query.item, all.scored).item.id;
  const found = all.organisations.flatMap((organisation) =>
    all
      .itemsOf(organisation)
      .filter(
        ({ item }) =>
          (only === null || item.id === only) && (group === undefined || item.group === group),
      )
      .flatMap((placed) => differing(all, organisation, placed))
      .filter(({ difference }) => higher === undefined || difference.higher === higher),
  );
  found.sort(
    (left, right) =>
      right.difference.least - left.difference.least ||
      right.difference.most - left.difference.most ||
      (left.organisation < right.organisation
        ? -1
        : left.organisation > right.organisation
          ? 1
          : 0) ||
      left.place - right.place,
  );
  const from = readFrom(after);
  const page = found.slice(from, from + limit);
  const name = await namesOf(work, all, [...new Set(page.map((each) => each.organisation))]);
  return {
    ...headOf(all),
    total: found.length,
    pairs: page.map((each) => pairOf(all, each, name)),
    next: from + page.length < found.length ? String(from + page.length) : null,
  };
}

function readFrom(after: string | undefined): number {
  if (after === undefined) return 0;
  if (/^\d{1,9}$/u.test(after)) return Number(after);
  const sentence = "this is no place in the list; give the `next` of the page before.";
  throw new Problem("bad-input", sentence, { field: "after" });
}

function differing(all: Compared, organisation: string, placed: PlacedItem): FoundPair[] {
  const { self, independent } = all.scoresOf(organisation);
  const one = sideOfItem(self, placed.place, all.round);
  const two = sideOfItem(independent, placed.place, all.round);
  if (one === null || two === null) return [];
  const difference = differenceOf(one, two);
  return difference.most === 0 ? [] : [{ ...placed, organisation, difference }];
}

function pairOf(
  all: Compared,
  { organisation, item, place, difference }: FoundPair,
  name: (organisation: string) => string,
): LargestDivergences["pairs"][number] {
  const scores = all.scoresOf(organisation);
  const said = (kind: "self" | "independent") => {
    const packed = scores[kind];
    const value = packed === null ? undefined : packedValue(packed, place);
    if (value === undefined) throw new Error("a pair lacks one of its scores");
    const shown = valueOfCounts({ ...value, missing: null }, item.scale);
    return { value: shown, day: dayOfNumber(value.day) };
  };
  const self = said("self");
  const independent = said("independent");
  const { least, most, higher } = difference;
  return {
    organisation,
    name: name(organisation),
    item: item.id,
    label: item.label ?? item.id,
    title: item.title,
    group: item.group ?? null,
    self: self.value,
    self_day: self.day,
    independent: independent.value,
    independent_day: independent.day,
    least,
    most,
    higher,
  };
}
