import type { Enterprise } from "./determination.contract.ts";
import { displayOf, displayOfRank } from "./display.ts";
import { overallOf, type OverallRating } from "./enterprise.ts";
import {
  bestFrom,
  type ItemCounts,
  type ItemStanding,
  scoredCounts,
  standingOfValue,
} from "./item-counts.ts";
import { addInside, emptyTally, type ItemTally, totalOfTally } from "./item-tally.ts";
import { leanRating } from "./lean-rating.ts";
import type { LeanRules } from "./lean-rules.ts";
import type { LeanInputs } from "./lean-values.ts";
import { type LeanRatingRow, leanTotal } from "./lean-views.contract.ts";
import { scoreItems } from "./methodology.ts";
import { coverageBound, scoreInterval } from "./weighted-mean.ts";
import { singular } from "./words.ts";

/** How an item counts, as one byte; 5 where it is measured: those totals are added up elsewhere. */
const codeOf: Readonly<Record<ItemStanding, number>> = {
  good: 0,
  bad: 1,
  unknown: 2,
  missing: 3,
  "not-applicable": 4,
};
const measuredCode = 5;
const countsOfCode: readonly ItemCounts[] = (
  ["good", "bad", "unknown", "missing", "not-applicable"] as const
).map((standing) => scoredCounts("", standing));

/** One organisation as the fold keeps it: its rating, and how each item of it counts. */
export interface FoldedOrganisation {
  readonly organisation: string;
  readonly overall: OverallRating;
  /** One code an item: `codeOf`, or that it is measured. */
  readonly codes: Uint8Array;
  /** Its row as JSON. */
  readonly text: string;
}

/**
 * All ratings of a review with the totals of items, kept so that one changed organisation changes
 * one rating and the totals of as many items as count otherwise now.
 */
export interface LeanFold {
  readonly rules: LeanRules;
  readonly items: readonly { readonly id: string; readonly title: string }[];
  readonly organisations: Map<string, FoldedOrganisation>;
  readonly tallies: ItemTally[];
  /** Totals of items as JSON, by place, as far as they were asked for since they changed. */
  readonly texts: Map<number, string>;
}

/** One organisation rated anew, and the totals of the items that count otherwise by it. */
export interface FoldChange {
  readonly organisation: FoldedOrganisation;
  readonly tallies: ReadonlyMap<number, ItemTally>;
}

/** Rates one organisation and says how each of its items counts. */
export function foldedOrganisation(
  rules: LeanRules,
  organisation: string,
  inputs: LeanInputs,
): FoldedOrganisation {
  const { methodology } = rules;
  const result = leanRating(rules, inputs);
  const rating = displayOf(methodology, result.shown);
  const least = displayOfRank(methodology, result.ranks.lo);
  const at_best = displayOfRank(methodology, result.ranks.hi);
  const coverage = coverageBound(result.score).billionths;
  const score = scoreInterval(result.score);
  const row: LeanRatingRow = {
    organisation,
    rating: rating.label,
    least: least.label,
    at_best: at_best.label,
    score: [score.least.billionths, score.most.billionths],
    coverage,
  };
  const { sample } = methodology;
  const units = sample === null ? 0 : inputs.measured.get(rules.placeOf.get(sample.of) ?? -1)?.n;
  return {
    organisation,
    overall: {
      rating,
      least,
      at_best,
      coverage,
      sampleMet: sample === null || (units ?? 0) >= sample.units,
    },
    codes: codesOf(rules, inputs, result.values),
    text: JSON.stringify(row),
  };
}

function codesOf(
  rules: LeanRules,
  { notApplicable }: LeanInputs,
  { lo, hi }: { readonly lo: Int32Array; readonly hi: Int32Array },
): Uint8Array {
  const best = bestFrom(rules.methodology);
  const codes = new Uint8Array(rules.items);
  for (let place = 0; place < rules.items; place += 1) {
    if (rules.measured[place] === 1) codes[place] = measuredCode;
    else if (notApplicable[place] === 1 && rules.weighs[place] === 1)
      codes[place] = codeOf["not-applicable"];
    else codes[place] = codeOf[standingOfValue(lo[place] ?? 0, hi[place] ?? 0, best)];
  }
  return codes;
}

/**
 * Begins a fold over no organisation. `measured` are the totals of measured items, by place: they
 * do not change while the fold is kept.
 */
export function beginFold(
  rules: LeanRules,
  items: LeanFold["items"],
  measured: ReadonlyMap<number, ItemTally>,
): LeanFold {
  const tallies = items.map((_, place) => measured.get(place) ?? emptyTally());
  return { rules, items, organisations: new Map(), tallies, texts: new Map() };
}

/** Adds an organisation that is not in the fold yet. */
export function addOrganisation(fold: LeanFold, organisation: FoldedOrganisation): void {
  fold.organisations.set(organisation.organisation, organisation);
  for (const [place, code] of organisation.codes.entries()) {
    const tally = fold.tallies[place];
    const counts = countsOfCode[code];
    if (tally && counts) addInside(tally, counts);
  }
  fold.texts.clear();
}

/** What changes when an organisation is rated anew. The fold itself stays as it is. */
export function changeOf(fold: LeanFold, organisation: FoldedOrganisation): FoldChange {
  const before = fold.organisations.get(organisation.organisation)?.codes;
  const tallies = new Map<number, ItemTally>();
  for (const [place, code] of organisation.codes.entries()) {
    const old = before?.[place];
    if (old === code || code === measuredCode) continue;
    const tally = { ...(fold.tallies[place] ?? emptyTally()) };
    const taken = old === undefined ? undefined : countsOfCode[old];
    const put = countsOfCode[code];
    if (taken) addInside(tally, taken, -1);
    if (put) addInside(tally, put);
    tallies.set(place, tally);
  }
  return { organisation, tallies };
}

/** Puts a change into the fold for good. */
export function applyChange(fold: LeanFold, { organisation, tallies }: FoldChange): void {
  fold.organisations.set(organisation.organisation, organisation);
  for (const [place, tally] of tallies) {
    fold.tallies[place] = tally;
    fold.texts.delete(place);
  }
}

/** The enterprise view but for its items, with a change that is not in the fold yet. */
function overallWith(fold: LeanFold, change: FoldChange | undefined): Omit<Enterprise, "items"> {
  const all = [...fold.organisations.values()].map((each) =>
    each.organisation === change?.organisation.organisation
      ? change.organisation.overall
      : each.overall,
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

function itemText(fold: LeanFold, place: number, tally: ItemTally): string {
  const item = fold.items[place] ?? { id: "", title: "" };
  const size = fold.organisations.size;
  const total = totalOfTally(item, tally, size, fold.rules.methodology);
  return JSON.stringify(leanTotal(total));
}

function keptItemText(fold: LeanFold, place: number): string {
  const kept = fold.texts.get(place);
  if (kept !== undefined) return kept;
  const text = itemText(fold, place, fold.tallies[place] ?? emptyTally());
  fold.texts.set(place, text);
  return text;
}

/** What an answer says beside ratings and enterprise. */
export type AnswerHead = Readonly<Record<string, string | boolean>>;

/**
 * The answer as JSON (lean-views.contract.ts), put together from texts that are kept for each
 * organisation and each item: only what changed is written anew.
 */
export function answerText(fold: LeanFold, head: AnswerHead, change?: FoldChange): string {
  const rows: string[] = [];
  for (const each of fold.organisations.values()) {
    rows.push(
      each.organisation === change?.organisation.organisation
        ? change.organisation.text
        : each.text,
    );
  }
  const items = fold.items.map((_, place) => {
    const changed = change?.tallies.get(place);
    return changed ? itemText(fold, place, changed) : keptItemText(fold, place);
  });
  const overall = JSON.stringify(overallWith(fold, change));
  const begin = JSON.stringify(head).slice(0, -1);
  return `${begin},"ratings":[${rows.join()}],"enterprise":${overall.slice(0, -1)},"items":[${items.join()}]}}`;
}

/** The answer for whoever may see only one organisation: its rating, and no enterprise view. */
export function ownAnswerText(
  fold: LeanFold,
  head: AnswerHead,
  organisation: string,
  change?: FoldChange,
): string {
  const own = change?.organisation ?? fold.organisations.get(organisation);
  const rows = own === undefined ? "" : own.text;
  return `${JSON.stringify(head).slice(0, -1)},"ratings":[${rows}],"enterprise":null}`;
}
