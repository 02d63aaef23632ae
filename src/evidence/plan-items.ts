import { daysBetween } from "../kit/calendar.ts";
import type { Yardstick, YardstickItem } from "../yardsticks/yardstick.contract.ts";
import type { Collection, EvidenceQuestion } from "./evidence-facts.ts";
import type { Mapping } from "./mapping.contract.ts";
import { byText } from "./text-order.ts";

/** Units of a collection that count for an item: those whose mark, if one is asked, is not "n". */
export interface MarkedUnits {
  readonly collection: string;
  /** Day on which owners of these units are looked up. */
  readonly day: string;
  /** Place of the mark in the pattern, from 1; 0 where no mark is asked. */
  readonly mark: number;
}

/** Which units were to be seen: those of the sources, the last one deciding whose they are. */
export interface Expectation {
  readonly key: string;
  readonly source: string;
  /** The day up to which units may have been retired. */
  readonly day: string;
  /** Oldest first. An inventory stands alone. */
  readonly expected: readonly MarkedUnits[];
  /** Null when nothing was seen: a collection that was due, or is stale, or holds bare counts. */
  readonly seen: MarkedUnits | null;
}

/** How one item of the yardstick is to be counted on a day. */
export interface ItemPlan {
  readonly item: YardstickItem;
  /** Whether there is a collection to read; if not, why not. */
  readonly state: "current" | "due" | "stale" | "none" | "not-measured";
  /** The collection that the answer names; null where nobody ever delivered one. */
  readonly named: Collection | null;
  /** By what the named collection was, or would have been, read. */
  readonly mapping: Mapping | null;
  readonly inventory: Collection | null;
  readonly heldAgainst: "inventory" | "earlier-collections" | "nothing";
  readonly expectation: Expectation;
  /** Earlier collections of bare counts that measured the item. */
  readonly earlierCounts: readonly Collection[];
}

/** What is there to plan with. Facts that were not yet known are left aside by the plan. */
export interface PlanFacts {
  readonly yardstick: Yardstick;
  readonly collections: readonly Collection[];
  readonly mappings: readonly Mapping[];
}

/** The item of a mapping; undefined where the mapping does not measure it. */
export function mappedItem(
  mapping: Mapping | null,
  item: string,
): { readonly index: number; readonly rule: string; readonly units: string } | undefined {
  if (!mapping || mapping.kind === "inventory") return undefined;
  const index = mapping.items.findIndex((each) => each.item === item);
  const found = mapping.items[index];
  return found && { index, rule: found.rule, units: found.units ?? mapping.units };
}

/** Place of the mark that an item asks for, from 1; 0 where it asks for none. */
export function markOf(mapping: Mapping, item: string): number {
  if (mapping.kind !== "units") return 0;
  const where = mapping.items.find((each) => each.item === item)?.where;
  return where === undefined ? 0 : (mapping.marks ?? []).findIndex((mark) => mark.id === where) + 1;
}

/** Orders deliveries: by day, a day that was due before what was delivered on it, then as known. */
function inOrder(one: Collection, two: Collection): number {
  const rank = (collection: Collection): number => (collection.kind === "due" ? 0 : 1);
  return (
    byText(one.day, two.day) ||
    rank(one) - rank(two) ||
    byText(one.known_at, two.known_at) ||
    byText(one.id, two.id)
  );
}

/**
 * Plans how each item of a yardstick is counted on a day: which collection speaks, what it is held
 * against, and where units were to be expected (rule 1 of the determination).
 * Does not look at any row: that is done by `tally-evidence.ts`, or by SQL.
 */
export function planItems(facts: PlanFacts, question: EvidenceQuestion): ItemPlan[] {
  const known = facts.collections
    .filter((each) => each.known_at <= question.asOf && each.day <= question.on)
    .sort(inOrder);
  const mappings = new Map(facts.mappings.map((each) => [`${each.id}@${each.version}`, each]));
  return facts.yardstick.items.map((item) => planItem(item, known, mappings, question));
}

function planItem(
  item: YardstickItem,
  known: readonly Collection[],
  mappings: ReadonlyMap<string, Mapping>,
  question: EvidenceQuestion,
): ItemPlan {
  const ofSource = known.filter(
    (each) => each.kind !== "inventory" && each.source === item.measured_by,
  );
  const named = ofSource.at(-1) ?? null;
  const mapping = named ? (mappings.get(named.mapping) ?? null) : null;
  const state = stateOf(named, mapping, item.id, question);
  const day = named === null || state === "stale" ? question.on : named.day;
  // A stale collection is over: what it saw is expected, and was not seen again.
  const earlier = ofSource.filter(
    (each) =>
      each.kind === "delivered" &&
      (state !== "current" || each !== named) &&
      measures(each, mappings.get(each.mapping) ?? null, item.id),
  );
  const inventory = inventoryFor(item.id, mapping, known, day);
  const earlierOf = (kind: Mapping["kind"]): Collection[] =>
    earlier.filter((each) => mappings.get(each.mapping)?.kind === kind);
  const expected = inventory
    ? [{ collection: inventory.id, day: inventory.day, mark: 0 }]
    : earlierOf("units").map((each) => marked(each, mappings, item.id));
  const seen =
    state === "current" && named && mapping?.kind === "units"
      ? marked(named, mappings, item.id)
      : null;
  const key = JSON.stringify([day, expected, seen]);
  return {
    item,
    state,
    named,
    mapping,
    inventory,
    heldAgainst: inventory ? "inventory" : earlier.length > 0 ? "earlier-collections" : "nothing",
    expectation: { key, source: item.measured_by ?? "", day, expected, seen },
    earlierCounts: inventory ? [] : earlierOf("counts"),
  };
}

/** What the newest collection of a source says of an item on a day, or why it says nothing. */
function stateOf(
  named: Collection | null,
  mapping: Mapping | null,
  item: string,
  question: EvidenceQuestion,
): ItemPlan["state"] {
  if (named === null) return "none";
  if (daysBetween(named.day, question.on) > question.maximumAgeDays) return "stale";
  if (named.kind === "due") return "due";
  return measures(named, mapping, item) ? "current" : "not-measured";
}

function marked(
  collection: Collection,
  mappings: ReadonlyMap<string, Mapping>,
  item: string,
): MarkedUnits {
  const mapping = mappings.get(collection.mapping);
  return {
    collection: collection.id,
    day: collection.day,
    mark: mapping ? markOf(mapping, item) : 0,
  };
}

/** Whether a collection measured an item: its mapping asks, and a column was there to answer. */
function measures(collection: Collection, mapping: Mapping | null, item: string): boolean {
  if (collection.kind !== "delivered" || !mapping) return false;
  const absent = new Set(collection.absent_columns);
  if (mapping.kind === "counts") {
    const found = mapping.items.find((each) => each.item === item);
    return found !== undefined && !absent.has(found.good.column);
  }
  if (mapping.kind !== "units") return false;
  const found = mapping.items.find((each) => each.item === item);
  if (!found) return false;
  const parts = mapping.parts.filter((part) => found.all.includes(part.id));
  const mark = (mapping.marks ?? []).find((each) => each.id === found.where);
  const markThere =
    !mark ||
    (!absent.has(mark.column) &&
      (mark.equals_column === undefined || !absent.has(mark.equals_column)));
  return markThere && parts.some((part) => !absent.has(part.column));
}

function inventoryFor(
  item: string,
  mapping: Mapping | null,
  known: readonly Collection[],
  day: string,
): Collection | null {
  if (!mapping || mapping.kind === "inventory") return null;
  const wanted = (mapping.held_against ?? []).find((each) => each.items.includes(item))?.mapping;
  if (wanted === undefined) return null;
  const found = known.filter(
    (each) => each.kind === "inventory" && each.day <= day && each.mapping.startsWith(`${wanted}@`),
  );
  return found.at(-1) ?? null;
}
