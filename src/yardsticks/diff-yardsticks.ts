import type { ItemChange, ItemChangeKind, YardstickDiff } from "./yardstick-diff.contract.ts";
import type { Yardstick, YardstickItem } from "./yardstick.contract.ts";

/**
 * A text as it is compared: spaces and line breaks count as one space, typographic quotes, dashes
 * and no-break spaces as plain ones. Letters, case and signs count as they stand.
 */
export function comparedText(text: string): string {
  return text
    .replaceAll(/[\u2018\u2019]/gu, "'")
    .replaceAll(/[\u201C\u201D]/gu, '"')
    .replaceAll(/[\u2010-\u2015]/gu, "-")
    .replaceAll(/[\s\u00A0\u202F]+/gu, " ")
    .replaceAll(/ (?=[;,.:)\]])/gu, "")
    .trim();
}

/** An item of each yardstick that are one and the same question; one of them may be missing. */
export interface Pair {
  readonly before: YardstickItem | undefined;
  readonly after: YardstickItem | undefined;
}

/**
 * Pairs the items of two yardsticks: by identifier, then by printed label in any case, then by
 * unchanged text where that text stands in each only once. In the order of the newer, then of what
 * was dropped.
 */
export function pairItems(before: Yardstick, after: Yardstick): Pair[] {
  const partner = new Map<YardstickItem, YardstickItem>();
  const taken = new Set<YardstickItem>();
  const by = (key: (item: YardstickItem) => string): void => {
    const old = uniqueBy(
      before.items.filter((item) => !taken.has(item)),
      key,
    );
    const fresh = uniqueBy(
      after.items.filter((item) => !partner.has(item)),
      key,
    );
    for (const [name, item] of fresh) {
      const found = old.get(name);
      if (!found) continue;
      partner.set(item, found);
      taken.add(found);
    }
  };
  by((item) => item.id);
  by((item) => (item.label ?? item.id).toLowerCase());
  by((item) => (item.withdrawn ? "" : comparedText(item.text)));
  return [
    ...after.items.map((item) => ({ before: partner.get(item), after: item })),
    ...before.items
      .filter((item) => !taken.has(item))
      .map((item) => ({ before: item, after: undefined })),
  ];
}

/** Items by a key that only one of them has; the empty key is nobody's. */
function uniqueBy(
  items: readonly YardstickItem[],
  key: (item: YardstickItem) => string,
): Map<string, YardstickItem> {
  const found = new Map<string, YardstickItem>();
  const twice = new Set<string>();
  for (const item of items) {
    const name = key(item);
    if (name === "" || found.has(name)) twice.add(name);
    found.set(name, item);
  }
  for (const name of twice) found.delete(name);
  return found;
}

/** Compares two yardsticks item by item; what is not the same is said one by one. */
export function diffYardsticks(before: Yardstick, after: Yardstick): YardstickDiff {
  const changes: ItemChange[] = [];
  const same: string[] = [];
  const counts: YardstickDiff["counts"] = {
    same: 0,
    renamed: 0,
    reworded: 0,
    rescaled: 0,
    withdrawn: 0,
    restored: 0,
    added: 0,
    dropped: 0,
  };
  for (const pair of pairItems(before, after)) {
    const [kind = "same", ...also] = kindsOf(pair);
    counts[kind] += 1;
    if (kind === "same") same.push(pair.after?.id ?? "");
    else changes.push(changeOf(pair, kind, also));
  }
  return {
    before: named(before),
    after: named(after),
    counts,
    same,
    changes,
    equal_totals_unequal_sets:
      before.items.length === after.items.length && counts.added + counts.dropped > 0,
  };
}

/** What changed of a pair, the weightiest first. */
function kindsOf({ before, after }: Pair): ItemChangeKind[] {
  if (!before) return ["added"];
  if (!after) return ["dropped"];
  const kinds: ItemChangeKind[] = [];
  if (after.withdrawn && !before.withdrawn) kinds.push("withdrawn");
  if (before.withdrawn && !after.withdrawn) kinds.push("restored");
  const live = !before.withdrawn && !after.withdrawn;
  if (live && comparedText(before.text) !== comparedText(after.text)) kinds.push("reworded");
  if (live && (before.scale !== after.scale || before.units !== after.units)) {
    kinds.push("rescaled");
  }
  if (before.id !== after.id) kinds.push("renamed");
  return kinds;
}

function changeOf(pair: Pair, kind: ItemChangeKind, also: ItemChangeKind[]): ItemChange {
  const { before, after } = pair;
  const all = [kind, ...also];
  return {
    kind,
    before: before ? nameOf(before) : null,
    after: after ? nameOf(after) : null,
    also,
    ...(before &&
      after &&
      all.includes("reworded") && { texts: { before: before.text, after: after.text } }),
    ...(before &&
      after &&
      all.includes("rescaled") && { scales: { before: before.scale, after: after.scale } }),
    ...(kind === "withdrawn" && after?.withdrawn && { words: after.withdrawn.words }),
  };
}

function nameOf(item: YardstickItem): { id: string; label: string; title: string } {
  return { id: item.id, label: item.label ?? item.id, title: item.title };
}

function named(yardstick: Yardstick): YardstickDiff["before"] {
  return {
    name: `${yardstick.id}@${yardstick.version}`,
    digest: yardstick.digest,
    items: yardstick.items.length,
  };
}
