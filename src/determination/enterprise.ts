import type { Display, Enterprise, Rating } from "./determination.contract.ts";
import { allDisplays, labelOf } from "./display.ts";
import { type ItemCounter, type ItemCounts, scoredUnits } from "./item-counts.ts";
import { addInside, addOutside, emptyTally, totalOfTally } from "./item-tally.ts";
import { boundOf } from "./item-value.ts";
import { type Methodology, scoreItems } from "./methodology.ts";
import { countInWords, listInWords, singular } from "./words.ts";

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
export function foldedRating(rating: Rating, counter: ItemCounter): FoldedRating {
  return {
    rating: rating.rating,
    least: rating.least,
    at_best: rating.at_best,
    coverage: rating.coverage.billionths,
    items: rating.items.map(counter),
  };
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
  const tallies = new Map(items.map(({ id }) => [id, emptyTally()]));
  for (const counts of ratings.flatMap((rating) => rating.items)) {
    const tally = tallies.get(counts.item);
    if (tally) addInside(tally, counts);
  }
  for (const counts of outside) {
    const tally = tallies.get(counts.item);
    if (tally) addOutside(tally, counts);
  }
  return {
    ...overallOf(
      methodology,
      ratings.map((rating) => overallRating(methodology, rating)),
      unitOfScore(methodology, ratings),
    ),
    items: items.map((item) =>
      totalOfTally(item, tallies.get(item.id) ?? emptyTally(), ratings.length, methodology),
    ),
  };
}

/** As much of a rating as counts where no item is looked at. */
export type OverallRating = Omit<FoldedRating, "items"> & {
  /** Whether it has as many units as the methodology asks for. */
  readonly sampleMet: boolean;
};

function overallRating({ sample }: Methodology, rating: FoldedRating): OverallRating {
  if (sample === null) return { ...rating, sampleMet: true };
  const counts = rating.items.find(({ item }) => item === sample.of);
  // Only what was measured has units; where people gave scores there is one organisation.
  const units = counts === undefined || counts.units === scoredUnits ? 0 : counts.n;
  return { ...rating, sampleMet: units >= sample.units };
}

/**
 * The enterprise view but for its items. `unit` is what the score counts, in the singular, where it
 * counts one thing.
 */
export function overallOf(
  methodology: Methodology,
  ratings: readonly OverallRating[],
  unit: string | null,
): Omit<Enterprise, "items"> {
  const best = methodology.labels.length - 1;
  const shown = new Map<string, number>();
  const counts = { shown_best: 0, best_if_unknown_good: 0, open: 0, coverage: 0 };
  for (const { rating, least, at_best, coverage, sampleMet } of ratings) {
    shown.set(rating.label, (shown.get(rating.label) ?? 0) + 1);
    if (rating.rank === best) counts.shown_best += 1;
    if (sampleMet && at_best.rank === best) counts.best_if_unknown_good += 1;
    if (sampleMet && least.rank !== at_best.rank) counts.open += 1;
    counts.coverage += coverage;
  }
  const labels = allDisplays(methodology).map((display) => ({
    display,
    count: shown.get(display.label) ?? 0,
  }));
  const { coverage, ...rest } = counts;
  const all = { organisations: ratings.length, labels, ...rest };
  return {
    ...all,
    coverage: boundOf(ratings.length === 0 ? 0 : Math.floor(coverage / ratings.length), null),
    headline: headlineOf(methodology, all),
    lede: ledeOf(methodology, all, unit),
  };
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
          `${countInWords(silent)} ${silentWords(methodology, silent)}; ${silent === 1 ? "it stays" : "they stay"} in the total.`,
        ]
      : []),
    ...(gain
      ? [
          `Were ${unit === null ? "everything unknown" : `every unknown ${unit}`} good, ${countInWords(counts.best_if_unknown_good)} would be ${best.briefly}.`,
        ]
      : []),
  ].join(" ");
}

/** Under rules that combine scores somebody may have said something that does not count. */
function silentWords({ scores }: Methodology, silent: number): string {
  if (scores === "measured") return "reported nothing";
  return `${silent === 1 ? "has" : "have"} nothing that counts`;
}

/** What the score counts, in the singular, where it counts one thing; else null. */
function unitOfScore(methodology: Methodology, ratings: readonly FoldedRating[]): string | null {
  const [first, second] = scoreItems(methodology);
  if (first === undefined || second !== undefined) return null;
  const units = ratings
    .flatMap(({ items }) => items.filter(({ item, n }) => item === first.item && n > 0))
    .at(0)?.units;
  // Where people gave scores, an organisation is counted; what is unknown of it is not organisations.
  return units === undefined || units === scoredUnits ? null : singular(units);
}
