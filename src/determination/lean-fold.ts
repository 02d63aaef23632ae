import { displayOf, displayOfRank } from "./display.ts";
import type { OverallRating } from "./enterprise.ts";
import {
  bestFrom,
  type ItemCounts,
  type ItemStanding,
  scoredCounts,
  standingOfValue,
} from "./item-counts.ts";
import { addInside, emptyTally, type ItemTally } from "./item-tally.ts";
import { leanRating } from "./lean-rating.ts";
import type { LeanRules } from "./lean-rules.ts";
import type { LeanInputs } from "./lean-values.ts";
import type { LeanRatingRow } from "./lean-views.contract.ts";
import { coverageBound, scoreInterval } from "./weighted-mean.ts";

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
  readonly organisations: FoldedOrganisation[];
  /** Where an organisation stands in that list. */
  readonly places: Map<string, number>;
  readonly tallies: ItemTally[];
  /** Answers so far, as far as they did not change since (lean-answer.ts). */
  readonly written: { readonly ratings: WrittenPages; readonly items: WrittenPages };
}

/** Parts of an answer as bytes, by the number of the page. */
export type WrittenPages = Map<number, Uint8Array>;

/** How many organisations or items are written as one part. */
export const pageSize = 64;

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
  const written = { ratings: new Map(), items: new Map() };
  return { rules, items, organisations: [], places: new Map(), tallies, written };
}

/** Adds an organisation that is not in the fold yet. */
export function addOrganisation(fold: LeanFold, organisation: FoldedOrganisation): void {
  fold.places.set(organisation.organisation, fold.organisations.length);
  fold.organisations.push(organisation);
  for (const [place, code] of organisation.codes.entries()) {
    const tally = fold.tallies[place];
    const counts = countsOfCode[code];
    if (tally && counts) addInside(tally, counts);
  }
  fold.written.ratings.clear();
  fold.written.items.clear();
}

/** What changes when an organisation is rated anew. The fold itself stays as it is. */
export function changeOf(fold: LeanFold, organisation: FoldedOrganisation): FoldChange {
  const at = fold.places.get(organisation.organisation) ?? -1;
  const before = fold.organisations[at]?.codes;
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

/**
 * Puts a change into the fold for good. Throws a RangeError for an organisation that it lacks.
 */
export function applyChange(fold: LeanFold, { organisation, tallies }: FoldChange): void {
  const at = fold.places.get(organisation.organisation);
  if (at === undefined) throw new RangeError(`${organisation.organisation} is not in the fold`);
  fold.organisations[at] = organisation;
  fold.written.ratings.delete(Math.floor(at / pageSize));
  for (const [place, tally] of tallies) {
    fold.tallies[place] = tally;
    fold.written.items.delete(Math.floor(place / pageSize));
  }
}
