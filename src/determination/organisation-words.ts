import { dayInWords } from "../kit/calendar.ts";
import type { OrganisationView } from "./determination-views.contract.ts";
import type { Interval, RatedItem, Rating } from "./determination.contract.ts";
import { leastCountFor } from "./exact.ts";
import { labelOf } from "./display.ts";
import { type Methodology, scoreItems } from "./methodology.ts";
import { movementOfItem } from "./movement.ts";
import type { PartWords } from "./rating-inputs.ts";
import { unknownSubjects } from "./reasons.ts";
import {
  capital,
  countInWords,
  listInWords,
  missingInWords,
  numberInWords,
  percentInWords,
  placeBySize,
  provedInWords,
  unitsInWords,
  unknownOf,
} from "./words.ts";

/** Ratings by size, the largest first, then by name: the order in which pages go on. */
export function bySize(ratings: readonly Rating[], methodology: Methodology): Rating[] {
  // Where scores are combined nothing has a size: then the order is that of names alone.
  return ratings.toSorted(
    (left, right) =>
      sizeOf(right, methodology) - sizeOf(left, methodology) ||
      (left.name < right.name ? -1 : left.name > right.name ? 1 : 0),
  );
}

function firstItem(rating: Rating, methodology: Methodology): RatedItem | undefined {
  const [first] = scoreItems(methodology);
  return rating.items.find(({ item }) => item === first?.item);
}

function sizeOf(rating: Rating, methodology: Methodology): number {
  if (methodology.scores !== "measured") return 0;
  return firstItem(rating, methodology)?.evidence.n ?? 0;
}

/** Where an organisation stands by size: "Fifth largest of 132 by number of hosts". */
export function standingInWords(
  rating: Rating,
  ratings: readonly Rating[],
  methodology: Methodology,
): string {
  if (methodology.scores !== "measured") {
    return standingByScore(
      rating.score,
      ratings.map(({ score }) => score),
    );
  }
  const size = sizeOf(rating, methodology);
  const place = 1 + ratings.filter((each) => sizeOf(each, methodology) > size).length;
  const units = firstItem(rating, methodology)?.evidence.units ?? "units";
  return `${placeBySize(place)} of ${countInWords(ratings.length)} by number of ${units}`;
}

/** Where scores are combined: "17 of 132 by the proved score". Equal scores share a place. */
export function standingByScore(own: Interval, all: readonly Interval[]): string {
  const better = all.filter(({ least }) => least.billionths > own.least.billionths).length;
  return `${countInWords(better + 1)} of ${countInWords(all.length)} by the proved score`;
}

/**
 * Rank of each item of one organisation by what is proved, among organisations with enough units
 * for that item: "17 of 85". Empty where it has too few itself. Equal values share a rank.
 */
export function ranksOf(
  rating: Rating,
  ratings: readonly Rating[],
  methodology: Methodology,
): Record<string, string> {
  const enough = methodology.sample?.units ?? 1;
  const proved = new Map<string, number[]>();
  for (const each of ratings.flatMap(({ items }) => items)) {
    if (each.evidence.n < enough) continue;
    const known = proved.get(each.item) ?? [];
    if (known.length === 0) proved.set(each.item, known);
    known.push(each.value.least.billionths);
  }
  return Object.fromEntries(
    rating.items.map(({ item, value, evidence }) => {
      if (evidence.n < enough) return [item, ""];
      const others = proved.get(item) ?? [];
      const better = others.filter((least) => least > value.least.billionths).length;
      return [item, `${countInWords(better + 1)} of ${countInWords(others.length)}`];
    }),
  );
}

/** The headline of an organisation: what is proved, and how far that is from the next label. */
export function organisationHeadline(rating: Rating, methodology: Methodology): string {
  const only = methodology.scores === "measured" ? singleItem(rating) : undefined;
  const { rank } = rating.rating;
  if (only === undefined) {
    return `The proved score is ${percentInWords(rating.score.least.percent)}`;
  }
  const { evidence } = only;
  if (evidence.n === 0)
    return `Nothing is measured: ${missingInWords(evidence.missing ?? "no-collection")}`;
  const proved = capital(provedInWords(evidence));
  if (rank === null) {
    const sample = methodology.sample;
    return sample !== null && evidence.n < sample.units
      ? `${proved}; at least ${unitsInWords(sample.units, evidence.units)} are needed for a rating`
      : `${proved}; too little is known for a rating`;
  }
  const best = methodology.labels.length - 1;
  const goal = labelOf(methodology, Math.min(best, rank + 1));
  const gap = leastCountFor(goal.from, evidence.n) - evidence.good;
  if (gap === 0) return `${proved}: exactly as many as ${goal.name} needs`;
  const word = gap > 0 ? "fewer" : "more";
  return `${proved}: ${numberInWords(Math.abs(gap))} ${word} than ${goal.name} needs`;
}

function singleItem(rating: Rating): RatedItem | undefined {
  const weighed = rating.items.filter(({ weight }) => weight > 0);
  return weighed.length === 1 ? weighed[0] : undefined;
}

/** What stands below the headline: what is unknown, and whether it matters. */
export function organisationLede(
  rating: Rating,
  methodology: Methodology,
  parts: readonly PartWords[],
): string {
  if (methodology.scores !== "measured") return combinedLede(rating);
  const only = singleItem(rating);
  if (only === undefined) return "";
  const { evidence } = only;
  const unknown = unknownOf(evidence);
  if (unknown === 0) return evidence.n === 0 ? "" : "Nothing is unknown.";
  const what = listInWords(unknownSubjects(evidence, parts));
  const seen =
    evidence.unknown > 0
      ? [
          `For ${unitsInWords(evidence.unknown, evidence.units)} nothing is known about ${what === "" ? "it" : what}.`,
        ]
      : [];
  const unseen =
    evidence.unseen > 0
      ? [`${capital(unitsInWords(evidence.unseen, evidence.units))} have no row.`]
      : [];
  return [...seen, ...unseen, effectOfUnknown(rating, only, methodology)].join(" ");
}

/** Where scores are combined: how many items nobody scored, and whether what is open matters. */
function combinedLede({ items, least, at_best, rating }: Rating): string {
  const weighed = items.filter(({ weight }) => weight > 0);
  const missing = weighed.filter(({ evidence }) => evidence.missing !== null).length;
  const open = weighed.filter(
    ({ value, evidence }) =>
      evidence.missing === null && value.least.billionths < value.most.billionths,
  ).length;
  const matters =
    rating.rank === null || (missing === 0 && open === 0)
      ? []
      : [
          least.rank === at_best.rank
            ? "However these turn out, the rating would stay."
            : `Were all of these good, it would be ${at_best.name}.`,
        ];
  return [
    ...(missing > 0
      ? [
          `Of ${countInWords(weighed.length)} items ${countInWords(missing)} have no score that counts.`,
        ]
      : []),
    ...(open > 0
      ? [
          `For ${countInWords(open)} ${open === 1 ? "item a range" : "items ranges"} only ${open === 1 ? "is" : "are"} proved.`,
        ]
      : []),
    ...(missing === 0 && open === 0 ? ["Nothing is unknown."] : matters),
  ].join(" ");
}

function effectOfUnknown(
  rating: Rating,
  { evidence }: RatedItem,
  methodology: Methodology,
): string {
  const { least, at_best } = rating;
  if (rating.rating.rank === null) return "";
  if (least.rank === at_best.rank) return "Even were all of them good, the rating would stay.";
  const goal = methodology.labels[(least.rank ?? 0) + 1];
  const short = goal === undefined ? 0 : leastCountFor(goal.from, evidence.n) - evidence.good;
  const verb = short === 1 ? "proves" : "prove";
  return `If ${numberInWords(short)} of them ${verb} good, the rating rises.`;
}

type History = OrganisationView["history"][number];

/** One item of one organisation on several days, oldest first, with how it moved between the last two. */
export function historyOf(
  item: { readonly id: string; readonly title: string },
  days: readonly { readonly day: string; readonly value: RatedItem | null }[],
): History {
  const shown = days.map(({ day, value }) => ({
    day,
    value: value !== null && value.evidence.n > 0 ? value : null,
    because: value !== null && value.evidence.n > 0 ? "" : `not measured on ${dayInWords(day)}`,
  }));
  const [before, after] = shown.slice(-2);
  if (before === undefined || after === undefined) {
    const words = "Nothing to compare with: measured on one day.";
    return { item: item.id, title: item.title, days: shown, movement: "not-comparable", words };
  }
  const moved = movementOfItem(
    { day: before.day, evidence: before.value?.evidence ?? nothing(before, days) },
    { day: after.day, evidence: after.value?.evidence ?? nothing(after, days) },
  );
  const words = movementWords(moved, before.day, after.day);
  return { item: item.id, title: item.title, days: shown, movement: moved.movement, words };
}

function nothing(
  { day }: { readonly day: string },
  days: readonly { readonly day: string; readonly value: RatedItem | null }[],
): RatedItem["evidence"] | null {
  return days.find((each) => each.day === day)?.value?.evidence ?? null;
}

function movementWords(moved: ReturnType<typeof movementOfItem>, from: string, to: string): string {
  const [old, now] =
    from.slice(0, 4) === to.slice(0, 4)
      ? [dayInWords(from), dayInWords(to)]
      : [from.slice(0, 4), to.slice(0, 4)];
  switch (moved.movement) {
    case "improved":
      return `Improved: the least of ${now} is above the most of ${old}`;
    case "declined":
      return `Declined: the most of ${now} is below the least of ${old}`;
    case "lost-sight":
      return `Lost sight: less is known in ${now}`;
    case "now-seen":
      return `Now seen: more is known in ${now}`;
    case "unchanged":
      return "Unchanged: the ranges overlap and are equally wide";
    case "not-comparable":
      return `Not comparable: ${moved.because}`;
    default:
      return moved.movement satisfies never;
  }
}
