import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { Display, Enterprise, ItemTotal, Rating } from "./determination.contract.ts";
import { allDisplays, labelOf } from "./display.ts";
import { compareFractions, fraction } from "./exact.ts";
import { boundOf, intervalOf, valueOfItem } from "./item-value.ts";
import { type Methodology, scoreItems } from "./methodology.ts";
import { countInWords, listInWords, singular } from "./words.ts";

/** The counts of one item as they enter a total. */
export type ItemCounts = Pick<
  ItemEvidence,
  "item" | "units" | "good" | "bad" | "unknown" | "unseen" | "n" | "missing"
>;

/** As much of a rating as the enterprise view is folded from. */
export interface FoldedRating {
  readonly rating: Display;
  readonly least: Display;
  readonly at_best: Display;
  /** In billionths. */
  readonly coverage: number;
  readonly items: readonly ItemCounts[];
}

/** Takes out of a rating what the fold needs. */
export function foldedRating(rating: Rating): FoldedRating {
  return {
    rating: rating.rating,
    least: rating.least,
    at_best: rating.at_best,
    coverage: rating.coverage.billionths,
    items: rating.items.map(({ evidence }) => countsOf(evidence)),
  };
}

/** The counts of an item's evidence, without where it comes from. */
export function countsOf(evidence: ItemEvidence): ItemCounts {
  const { item, units, good, bad, unknown, unseen, n, missing } = evidence;
  return { item, units, good, bad, unknown, unseen, n, missing };
}

/**
 * The view over all organisations in scope (determination.md, section 3).
 * Given: one folded rating for every organisation, and the counts of names outside the list, which
 * enter the totals of items and are told apart there. Shares are always over all in scope.
 */
export function enterpriseOf(
  methodology: Methodology,
  items: readonly { readonly id: string; readonly title: string }[],
  ratings: readonly FoldedRating[],
  outside: readonly ItemCounts[],
): Enterprise {
  const best = methodology.labels.length - 1;
  const labels = allDisplays(methodology).map((display) => ({
    display,
    count: ratings.filter(({ rating }) => rating.label === display.label).length,
  }));
  const rated = ratings.filter((rating) => sampleMet(methodology, rating));
  const coverage = ratings.reduce((sum, rating) => sum + rating.coverage, 0);
  const counts = {
    organisations: ratings.length,
    labels,
    shown_best: ratings.filter(({ rating }) => rating.rank === best).length,
    best_if_unknown_good: rated.filter(({ at_best }) => at_best.rank === best).length,
    open: rated.filter(({ least, at_best }) => least.rank !== at_best.rank).length,
  };
  return {
    ...counts,
    items: items.map((item) => totalOf(item, methodology, ratings, outside)),
    coverage: boundOf(ratings.length === 0 ? 0 : Math.floor(coverage / ratings.length), null),
    headline: headlineOf(methodology, counts),
    lede: ledeOf(methodology, counts, unitOfScore(methodology, ratings)),
  };
}

function sampleMet({ sample }: Methodology, rating: FoldedRating): boolean {
  if (sample === null) return true;
  return (rating.items.find(({ item }) => item === sample.of)?.n ?? 0) >= sample.units;
}

function totalOf(
  item: { readonly id: string; readonly title: string },
  methodology: Methodology,
  ratings: readonly FoldedRating[],
  outside: readonly ItemCounts[],
): ItemTotal {
  const inside = ratings.flatMap(({ items }) => items.filter((each) => each.item === item.id));
  const beside = outside.filter((each) => each.item === item.id);
  const all = [...inside, ...beside];
  const sum = (of: "good" | "bad" | "unknown" | "unseen" | "n"): number =>
    all.reduce((total, counts) => total + counts[of], 0);
  const counts = {
    good: sum("good"),
    bad: sum("bad"),
    unknown: sum("unknown"),
    unseen: sum("unseen"),
    n: sum("n"),
  };
  const failing = inside.filter(({ bad }) => bad > 0).length;
  const open = inside.filter((each) => each.bad === 0 && each.unknown + each.unseen > 0).length;
  return {
    item: item.id,
    title: item.title,
    units: (all.find(({ n }) => n > 0) ?? all[0])?.units ?? "units",
    ...counts,
    outside: beside.reduce((total, { n }) => total + n, 0),
    value: intervalOf(
      valueOfItem({
        ...counts,
        item: item.id,
        units: "",
        held_against: "nothing",
        parts: [],
        collection: null,
        inventory: null,
        missing: counts.n === 0 ? "no-collection" : null,
        rule: "",
      }),
    ),
    organisations_bad: failing,
    organisations_unknown: open,
    organisations_missing: inside.filter(({ missing }) => missing !== null).length,
    systemic: ratings.length > 0 && moreThan(failing, ratings.length, methodology),
  };
}

function moreThan(part: number, all: number, { systemicAbove }: Methodology): boolean {
  return compareFractions(fraction(part, all), systemicAbove) > 0;
}

type Counts = Pick<
  Enterprise,
  "organisations" | "labels" | "shown_best" | "best_if_unknown_good" | "open"
>;

function headlineOf(methodology: Methodology, { organisations, shown_best }: Counts): string {
  const { said } = labelOf(methodology, methodology.labels.length - 1);
  const noun = organisations === 1 ? "organisation" : "organisations";
  const verb = shown_best === 1 ? "is" : "are";
  return `${countInWords(shown_best)} of ${countInWords(organisations)} ${noun} ${verb} shown to be ${said}`;
}

function ledeOf(methodology: Methodology, counts: Counts, unit: string | null): string {
  const countOf = (label: string): number =>
    counts.labels.find(({ display }) => display.label === label)?.count ?? 0;
  const others = methodology.labels.slice(0, -1).toReversed();
  const shown = others
    .filter(({ label }) => countOf(label) > 0)
    .map(({ label, said }, at) => {
      const count = countOf(label);
      return `${countInWords(count)}${at > 0 ? "" : count === 1 ? " is" : " are"} ${said}`;
    });
  const thin = countOf("insufficient-evidence");
  const silent = countOf("not-reported");
  const best = labelOf(methodology, methodology.labels.length - 1);
  const gain = counts.best_if_unknown_good > counts.shown_best;
  return [
    ...(shown.length > 0 ? [`${listInWords(shown)}.`] : []),
    ...(thin > 0
      ? [
          `For ${countInWords(thin)} the evidence is too thin to say; ${thin === 1 ? "it stays" : "they stay"} in the total.`,
        ]
      : []),
    ...(silent > 0
      ? [
          `${countInWords(silent)} reported nothing; ${silent === 1 ? "it stays" : "they stay"} in the total.`,
        ]
      : []),
    ...(gain
      ? [
          `Were ${unit === null ? "everything unknown" : `every unknown ${unit}`} good, ${countInWords(counts.best_if_unknown_good)} would be ${best.briefly}.`,
        ]
      : []),
  ].join(" ");
}

/** What the score counts, in the singular, where it counts one thing; else null. */
function unitOfScore(methodology: Methodology, ratings: readonly FoldedRating[]): string | null {
  const [first, second] = scoreItems(methodology);
  if (first === undefined || second !== undefined) return null;
  const units = ratings
    .flatMap(({ items }) => items.filter(({ item, n }) => item === first.item && n > 0))
    .at(0)?.units;
  return units === undefined ? null : singular(units);
}
