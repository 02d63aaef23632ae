import { Problem } from "../kit/problem.ts";
import type { NotApplicable, OwnPractice, TailoredProfile } from "./profiles.contract.ts";

/** What a profile holds. */
export interface ProfileContent {
  readonly practices: readonly OwnPractice[];
  readonly not_applicable: readonly NotApplicable[];
}

/** Names of items as a profile may write them, and what they mean. */
export type ItemFinder = (name: string) => string;

/**
 * Reads what a profile holds against its yardstick: items by their identifiers, in one order, each
 * once, so that the same profile has the same digest however it was written.
 * Refuses (bad-input): a practice that is there twice or called as an item is, an item that is marked
 * twice, and a practice that serves an item which is said not to apply. `item` refuses unknown ones.
 */
export function readProfileContent(
  { practices, not_applicable: marked }: ProfileContent,
  item: ItemFinder,
  isItem: (id: string) => boolean,
): { practices: OwnPractice[]; not_applicable: NotApplicable[] } {
  const without = marked.map(({ item: name, reason }) => ({ item: item(name), reason }));
  once(
    without.map((each) => each.item),
    (id) => `${id} is marked as not applicable twice; mark it once.`,
    "not_applicable",
  );
  const left = new Set(without.map((each) => each.item));
  const own = practices.map((practice) => ({
    practice: practice.practice,
    title: practice.title,
    text: practice.text,
    items: [...new Set(practice.items.map(item))].toSorted(),
  }));
  once(
    own.map(({ practice }) => practice),
    (id) => `the practice ${id} is there twice; name each once.`,
    "practices",
  );
  for (const { practice, items } of own) {
    if (isItem(practice)) {
      refuse("practices", `${practice} is an item of the yardstick; name the practice otherwise.`);
    }
    const contrary = items.find((each) => left.has(each));
    if (contrary !== undefined) {
      refuse("practices", `${practice} serves ${contrary}, which is said not to apply; keep one.`);
    }
  }
  return {
    practices: own.toSorted((a, b) => (a.practice < b.practice ? -1 : 1)),
    not_applicable: without.toSorted((a, b) => (a.item < b.item ? -1 : 1)),
  };
}

function once(names: readonly string[], sentence: (name: string) => string, field: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) refuse(field, sentence(name));
    seen.add(name);
  }
}

function refuse(field: string, sentence: string): never {
  throw new Problem("bad-input", sentence, { field });
}

/** What one version of a profile changes against another, or against none. */
export function profileDifference(
  before: { readonly version: number; readonly content: ProfileContent } | null,
  after: ProfileContent,
): TailoredProfile["difference"] {
  const old = new Map(
    (before?.content.practices ?? []).map((each) => [each.practice, JSON.stringify(each)]),
  );
  const now = new Map(after.practices.map((each) => [each.practice, JSON.stringify(each)]));
  const had = new Set((before?.content.not_applicable ?? []).map(({ item }) => item));
  const has = new Set(after.not_applicable.map(({ item }) => item));
  return {
    against: before?.version ?? null,
    practices_added: [...now.keys()].filter((id) => !old.has(id)),
    practices_removed: [...old.keys()].filter((id) => !now.has(id)),
    practices_changed: [...now].flatMap(([id, text]) =>
      old.has(id) && old.get(id) !== text ? [id] : [],
    ),
    items_without: [...has].filter((item) => !had.has(item)),
    items_again: [...had].filter((item) => !has.has(item)),
  };
}
