import { totalsOfStandings } from "./capabilities.ts";
import type { Enterprise, ItemTotal } from "./determination.contract.ts";
import { overallOf, type OverallRating } from "./enterprise.ts";
import { emptyTally, totalOfTally } from "./item-tally.ts";
import {
  type FoldChange,
  type FoldedOrganisation,
  type LeanFold,
  pageSize,
  type WrittenPages,
} from "./lean-fold.ts";
import { leanTotal } from "./lean-views.contract.ts";
import { scoreItems } from "./methodology.ts";
import { singular } from "./words.ts";

/** What an answer says beside ratings and enterprise. */
export type AnswerHead = Readonly<Record<string, string | boolean>>;

const encoder = new TextEncoder();
const comma = encoder.encode(",");

/**
 * The answer as the bytes of its JSON (lean-views.contract.ts). Ratings and totals are kept written
 * in pages: only the pages that a change is in are written anew. A change that is given is in the
 * answer and not in what is kept.
 */
export function answerBytes(fold: LeanFold, head: AnswerHead, change?: FoldChange): Uint8Array {
  const changed = change?.organisation;
  const at = changed === undefined ? -1 : (fold.places.get(changed.organisation) ?? -1);
  const rows = pagesOf(
    fold.organisations.length,
    fold.written.ratings,
    (place) => (place === at ? changed : fold.organisations[place])?.text ?? "",
    new Set(at < 0 ? [] : [Math.floor(at / pageSize)]),
  );
  const items = pagesOf(
    fold.items.length,
    fold.written.items,
    (place) => itemText(fold, place, change),
    new Set([...(change?.tallies.keys() ?? [])].map((place) => Math.floor(place / pageSize))),
  );
  const overall = JSON.stringify(overallWith(fold, at, changed?.overall));
  return joined([
    encoder.encode(`${JSON.stringify(head).slice(0, -1)},"ratings":[`),
    ...rows,
    encoder.encode(`],"enterprise":${overall.slice(0, -1)},"items":[`),
    ...items,
    encoder.encode(`]${capabilitiesText(fold, at, changed)}}}`),
  ]);
}

/** The answer for whoever asks for one organisation only: its rating, and no enterprise view. */
export function ownAnswerBytes(
  fold: LeanFold,
  head: AnswerHead,
  organisation: string,
  change?: FoldChange,
): Uint8Array {
  const at = fold.places.get(organisation) ?? -1;
  const row = (change?.organisation ?? fold.organisations[at])?.text ?? "";
  return encoder.encode(
    `${JSON.stringify(head).slice(0, -1)},"ratings":[${row}],"enterprise":null}`,
  );
}

/** The answer for whoever may not see what follows from the scores of an organisation. */
export function withoutRatings(head: AnswerHead): Uint8Array {
  return encoder.encode(`${JSON.stringify(head).slice(0, -1)},"ratings":[],"enterprise":null}`);
}

/** Texts with commas between them, page by page; `fresh` names pages that are written and not kept. */
function pagesOf(
  count: number,
  kept: WrittenPages,
  textAt: (place: number) => string,
  fresh: ReadonlySet<number>,
): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let page = 0; page * pageSize < count; page += 1) {
    let bytes = fresh.has(page) ? undefined : kept.get(page);
    if (bytes === undefined) {
      const texts: string[] = [];
      const end = Math.min(count, (page + 1) * pageSize);
      for (let place = page * pageSize; place < end; place += 1) texts.push(textAt(place));
      bytes = encoder.encode(texts.join());
      if (!fresh.has(page)) kept.set(page, bytes);
    }
    if (page > 0) parts.push(comma);
    parts.push(bytes);
  }
  return parts;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function itemText(fold: LeanFold, place: number, change: FoldChange | undefined): string {
  return JSON.stringify(leanTotal(totalAt(fold, place, change)));
}

/** Capabilities over all organisations; nothing where the yardstick describes none. */
function capabilitiesText(
  fold: LeanFold,
  at: number,
  changed: FoldedOrganisation | undefined,
): string {
  if (fold.rules.capabilities.length === 0) return "";
  const all = fold.organisations.map((each, place) => (place === at && changed ? changed : each));
  const totals = totalsOfStandings(fold.rules.methodology, fold.rules, all);
  return `,"capabilities":${JSON.stringify(totals)}`;
}

/** The enterprise view of a fold in full, with the words and values of each item. */
export function enterpriseOfFold(fold: LeanFold): Enterprise {
  const { rules, organisations } = fold;
  return {
    ...overallWith(fold, -1, undefined),
    items: fold.items.map((_, place) => totalAt(fold, place)),
    ...(rules.capabilities.length === 0
      ? {}
      : { capabilities: totalsOfStandings(rules.methodology, rules, organisations) }),
  };
}

/** The total of one item over all organisations. */
export function totalAt(fold: LeanFold, place: number, change?: FoldChange): ItemTotal {
  const item = fold.items[place] ?? { id: "", title: "" };
  const tally = change?.tallies.get(place) ?? fold.tallies[place] ?? emptyTally();
  return totalOfTally(item, tally, fold.organisations.length, fold.rules.methodology);
}

/** The enterprise view but for its items, with one rating in place of another. */
function overallWith(
  fold: LeanFold,
  at: number,
  changed: OverallRating | undefined,
): Omit<Enterprise, "items"> {
  const all = fold.organisations.map(({ overall }, place) =>
    place === at && changed ? changed : overall,
  );
  return overallOf(fold.rules.methodology, all, unitOfScore(fold));
}

/** What the score counts, in the singular, where it is one measured share. */
function unitOfScore({ rules, tallies }: LeanFold): string | null {
  const [first, second] = scoreItems(rules.methodology);
  if (first === undefined || second !== undefined) return null;
  const place = rules.placeOf.get(first.item) ?? -1;
  const tally = tallies[place];
  return rules.measured[place] !== 1 || !tally || tally.n === 0 ? null : singular(tally.units);
}
