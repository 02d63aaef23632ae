import type { RatingSummary } from "../../src/determination/determination-views.contract.ts";

/** Columns by which organisations are sorted; `-up` behind one turns it round. */
export type SortColumn = "name" | "rating" | "proved" | "best" | "units" | "unknown";

/** What a filter leaves: "" all, "open" those whose rating hangs on the unknown, else a label. */
export function keepRatings(
  ratings: readonly RatingSummary[],
  show: string,
): readonly RatingSummary[] {
  if (show === "") return ratings;
  if (show === "open") return ratings.filter(isOpen);
  return ratings.filter((rating) => rating.rating.label === show);
}

/** Whether a shown rating could be better, were the unknown good. */
export function isOpen(rating: Pick<RatingSummary, "rating" | "at_best">): boolean {
  return (
    rating.rating.rank !== null &&
    rating.at_best.rank !== null &&
    rating.at_best.rank > rating.rating.rank
  );
}

/**
 * Sorts organisations for the table. Ties go by size, then by name, so that an order is always the
 * same; a sort that does not exist is the default: largest first.
 */
export function sortRatings(
  ratings: readonly RatingSummary[],
  sort: string,
): readonly RatingSummary[] {
  const up = sort.endsWith("-up");
  const by = comparisons[up ? sort.slice(0, -3) : sort] ?? bySize;
  const sign = up ? 1 : -1;
  return ratings.toSorted(
    (one, other) => sign * by(one, other) || -bySize(one, other) || byName(one, other),
  );
}

type Comparison = (one: RatingSummary, other: RatingSummary) => number;

const bySize: Comparison = (one, other) => one.n - other.n;
const byName: Comparison = (one, other) =>
  one.name < other.name ? -1 : Number(one.name > other.name);

const comparisons: Readonly<Record<string, Comparison | undefined>> = {
  name: byName,
  rating: (one, other) => (one.rating.rank ?? -1) - (other.rating.rank ?? -1),
  proved: (one, other) => one.score.least.billionths - other.score.least.billionths,
  best: (one, other) => one.score.most.billionths - other.score.most.billionths,
  units: bySize,
  unknown: (one, other) => one.unknown - other.unknown,
} satisfies Record<SortColumn, Comparison>;
