import { unreachable } from "../kit/problem.ts";
import type { ItemEvidence } from "./item-evidence.ts";
import type { Collection } from "./evidence-facts.ts";
import type { CountsMapping } from "./mapping.contract.ts";
import { type ItemPlan, mappedItem } from "./plan-items.ts";
import type { Tallies } from "./tallies.ts";
import { patternState } from "./unit-state.ts";

/** Whose a name is on a day: the key of an organisation, or of a name outside the list. */
export type HolderOf = (owner: string, day: string) => string;

/** Counts of one item of one holder, still growing. */
interface Count {
  good: number;
  bad: number;
  unknown: number;
  unseen: number;
  /** By part of the item. */
  readonly parts: { part: string; bad: number; unknown: number }[];
}

/**
 * Makes the evidence of one item of every holder that has any, from tallies.
 * Holders without any row or expected unit are not in the answer: see `itemEvidence`.
 */
export function foldItem(
  plan: ItemPlan,
  tallies: Tallies,
  holderOf: HolderOf,
): Map<string, ItemEvidence> {
  const counts = new Map<string, Count>();
  const countOf = (holder: string): Count => {
    const known = counts.get(holder);
    if (known) return known;
    const made = emptyCount(plan);
    counts.set(holder, made);
    return made;
  };
  foldSeen(plan, tallies, holderOf, countOf);
  for (const { owner, day, units } of tallies.unseen.get(plan.expectation.key) ?? []) {
    countOf(holderOf(owner, day)).unseen += units;
  }
  foldCounts(plan, tallies, holderOf, counts, countOf);
  return new Map([...counts].map(([holder, count]) => [holder, itemEvidence(plan, count)]));
}

function emptyCount({ item, mapping }: ItemPlan): Count {
  const parts =
    mapping?.kind === "units"
      ? (mapping.items.find((each) => each.item === item.id)?.all ?? [])
      : [];
  return {
    good: 0,
    bad: 0,
    unknown: 0,
    unseen: 0,
    parts: parts.map((part) => ({ part, bad: 0, unknown: 0 })),
  };
}

function foldSeen(
  { item, mapping, expectation: { seen } }: ItemPlan,
  tallies: Tallies,
  holderOf: HolderOf,
  countOf: (holder: string) => Count,
): void {
  if (!seen || mapping?.kind !== "units") return;
  for (const { owner, pattern, units } of tallies.seen.get(seen.collection) ?? []) {
    const state = patternState(pattern, mapping, item.id);
    if (!state) continue;
    const count = countOf(holderOf(owner, seen.day));
    count[state.state] += units;
    for (const [at, part] of state.parts.entries()) {
      const counted = count.parts[at];
      if (counted && part !== "good") counted[part] += units;
    }
  }
}

/** Bare counts: what is seen now, held against the largest count of any earlier collection. */
function foldCounts(
  plan: ItemPlan,
  tallies: Tallies,
  holderOf: HolderOf,
  counts: ReadonlyMap<string, Count>,
  countOf: (holder: string) => Count,
): void {
  const expected = largestCounts(plan, tallies, holderOf);
  if (plan.state === "current" && plan.mapping?.kind === "counts") {
    // Units that an inventory lists by name: as many are expected, whichever they are.
    for (const [holder, count] of counts) {
      expected.set(holder, Math.max(expected.get(holder) ?? 0, count.unseen));
      count.unseen = 0;
    }
    foldCurrentCounts(plan, plan.mapping, tallies, holderOf, countOf);
  }
  for (const [holder, number] of expected) {
    const count = countOf(holder);
    const all = count.good + count.bad + count.unknown + count.unseen;
    count.unseen += Math.max(0, number - all);
  }
}

function foldCurrentCounts(
  { named, item }: ItemPlan,
  mapping: CountsMapping,
  tallies: Tallies,
  holderOf: HolderOf,
  countOf: (holder: string) => Count,
): void {
  const index = mapping.items.findIndex((each) => each.item === item.id);
  const rest = mapping.items[index]?.rest ?? "unknown";
  if (!named) return;
  for (const row of tallies.counts.get(named.id) ?? []) {
    const count = countOf(holderOf(row.owner, named.day));
    const good = row.good[index] ?? null;
    if (good === null) count.unknown += row.seen;
    else {
      count.good += good;
      count[rest] += row.seen - good;
    }
  }
}

function largestCounts(
  { earlierCounts, expectation }: ItemPlan,
  tallies: Tallies,
  holderOf: HolderOf,
): Map<string, number> {
  const largest = new Map<string, number>();
  for (const collection of earlierCounts) {
    const counted = new Map<string, number>();
    for (const row of tallies.counts.get(collection.id) ?? []) {
      const holder = holderOf(row.owner, collection.day);
      const left = Math.max(
        0,
        row.seen - retiredSince(collection, row.owner, expectation, tallies),
      );
      counted.set(holder, (counted.get(holder) ?? 0) + left);
    }
    for (const [holder, number] of counted) {
      largest.set(holder, Math.max(largest.get(holder) ?? 0, number));
    }
  }
  return largest;
}

function retiredSince(
  collection: Collection,
  owner: string,
  { source, day }: { readonly source: string; readonly day: string },
  tallies: Tallies,
): number {
  const units = tallies.retired
    .filter(
      (each) =>
        each.source === source &&
        each.owner === owner &&
        each.on > collection.day &&
        each.on <= day,
    )
    .flatMap((each) => each.units);
  return new Set(units).size;
}

/** The evidence of one item from its counts; without counts, that of somebody who has none. */
export function itemEvidence(plan: ItemPlan, count: Count = emptyCount(plan)): ItemEvidence {
  const { good, bad, unknown, unseen } = count;
  const mapped = mappedItem(plan.mapping, plan.item.id);
  return {
    item: plan.item.id,
    units: mapped?.units ?? plan.item.units ?? "units",
    good,
    bad,
    unknown,
    unseen,
    n: good + bad + unknown + unseen,
    held_against: plan.heldAgainst,
    parts: count.parts,
    collection: collectionName(plan.named),
    inventory: collectionName(plan.inventory),
    missing: good + bad > 0 ? null : missingBecause(plan, unknown),
    rule: mapped?.rule ?? "",
  };
}

function missingBecause(plan: ItemPlan, unknown: number): ItemEvidence["missing"] {
  switch (plan.state) {
    case "none":
      return "no-collection";
    case "due":
      return "not-delivered";
    case "stale":
      return "stale";
    case "not-measured":
      return "no-such-column";
    case "current":
      return unknown > 0 ? "unknown-by-source" : "not-in-collection";
    default:
      return unreachable(plan.state);
  }
}

function collectionName(collection: Collection | null): ItemEvidence["collection"] {
  return (
    collection && {
      collection: collection.id,
      source: collection.source,
      day: collection.day,
      file_digest: collection.file_digest,
    }
  );
}
