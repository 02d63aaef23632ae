import { type CapabilityStanding, capabilityStanding } from "./capabilities.ts";
import type { Interval } from "./determination.contract.ts";
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
import { type LeanRating, leanRating } from "./lean-rating.ts";
import type { LeanRules } from "./lean-rules.ts";
import { isSeen, isStale, type LeanInputs, type LeanValues, unitsAt } from "./lean-values.ts";
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
/** The same as missing and as not applicable, where a score is there that is too old. */
const staleCode = { missing: 6, "not-applicable": 7 } as const;
const countsOfCode: readonly (ItemCounts | undefined)[] = [
  scoredCounts("", "good"),
  scoredCounts("", "bad"),
  scoredCounts("", "unknown"),
  scoredCounts("", "missing"),
  scoredCounts("", "not-applicable"),
  undefined,
  scoredCounts("", "missing"),
  scoredCounts("", "not-applicable"),
];

/** One organisation as the fold keeps it: its rating, and how each item of it counts. */
export interface FoldedOrganisation {
  readonly organisation: string;
  readonly overall: OverallRating;
  readonly score: Interval;
  /** How many items of the score are proved to reach the best band, and not to, of how many. */
  readonly counted: { readonly good: number; readonly bad: number; readonly n: number };
  /** Whether any item of the score has a score that counts, or was measured. */
  readonly anyScored: boolean;
  /** What is proved of each item, in billionths; -1 where it has too few units to be ranked. */
  readonly proved: Int32Array;
  /** Where it stands in each capability of the yardstick. */
  readonly capabilities: readonly CapabilityStanding[];
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
  const codes = codesOf(rules, inputs, result.values);
  return {
    organisation,
    score,
    counted: countedIn(rules, inputs, result.values),
    anyScored: rules.weighed.some((place) =>
      rules.measured[place] === 1
        ? (inputs.measured.get(place)?.n ?? 0) > 0
        : isSeen(rules, inputs, place),
    ),
    proved: provedOf(rules, inputs, result),
    capabilities: rules.capabilityPlaces.map((places) =>
      capabilityStanding(
        places.map((place) =>
          rules.measured[place] === 1
            ? inputs.measured.get(place)?.counts
            : countsOfCode[codes[place] ?? -1],
        ),
      ),
    ),
    overall: {
      rating,
      least,
      at_best,
      coverage,
      sampleMet: sample === null || (units ?? 0) >= sample.units,
    },
    codes,
    text: JSON.stringify(row),
  };
}

function codesOf(rules: LeanRules, inputs: LeanInputs, { lo, hi }: LeanValues): Uint8Array {
  const { notApplicable } = inputs;
  const best = bestFrom(rules.methodology);
  const codes = new Uint8Array(rules.items);
  for (let place = 0; place < rules.items; place += 1) {
    if (rules.measured[place] === 1) {
      codes[place] = measuredCode;
      continue;
    }
    const standing =
      notApplicable[place] === 1 && rules.weighs[place] === 1
        ? "not-applicable"
        : standingOfValue(lo[place] ?? 0, hi[place] ?? 0, best);
    const stale =
      (standing === "missing" || standing === "not-applicable") && isStale(rules, inputs, place);
    codes[place] = stale ? staleCode[standing] : codeOf[standing];
  }
  return codes;
}

function countedIn(
  rules: LeanRules,
  { notApplicable }: LeanInputs,
  { lo, hi }: LeanValues,
): FoldedOrganisation["counted"] {
  const best = bestFrom(rules.methodology);
  const counted = { good: 0, bad: 0, n: 0 };
  for (let place = 0; place < rules.items; place += 1) {
    if (rules.weighs[place] !== 1 || notApplicable[place] === 1) continue;
    const standing = standingOfValue(lo[place] ?? 0, hi[place] ?? 0, best);
    counted.n += 1;
    if (standing === "good" || standing === "bad") counted[standing] += 1;
  }
  return counted;
}

function provedOf(
  rules: LeanRules,
  inputs: LeanInputs,
  { values: { lo }, trust }: Pick<LeanRating, "values" | "trust">,
): Int32Array {
  const enough = rules.methodology.sample?.units ?? 1;
  for (let place = 0; place < rules.items; place += 1) {
    // Whatever people score has at least one unit.
    if (enough === 1 && rules.measured[place] !== 1) continue;
    if (unitsAt(rules, inputs, trust, place) < enough) lo[place] = -1;
  }
  return lo;
}

/** For how many organisations each item has no score that counts because it is too old. */
export function staleCounts({ items, organisations }: LeanFold): Int32Array {
  const counts = new Int32Array(items.length);
  for (const { codes } of organisations) {
    for (let place = 0; place < codes.length; place += 1) {
      if ((codes[place] ?? 0) > measuredCode) counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return counts;
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
