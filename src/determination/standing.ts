import { type Static, Type } from "typebox";
import { MissingReason } from "../evidence/item-evidence.ts";
import { RatingSummary } from "./determination-views.contract.ts";
import type { Rating } from "./determination.contract.ts";
import type { FoldedRating } from "./enterprise.ts";
import { itemCounter, bestFrom, type ItemStanding, standingOfValue } from "./item-counts.ts";
import type { FoldedOrganisation } from "./lean-fold.ts";
import { type Methodology, scoreItems } from "./methodology.ts";
import type { RatedYardstick } from "./rating-inputs.ts";
import { unknownOf } from "./words.ts";

const closed = { additionalProperties: false } as const;

/** The counts of one item as they are kept. */
export const KeptCounts = Type.Object(
  {
    item: Type.String(),
    units: Type.String(),
    good: Type.Integer(),
    bad: Type.Integer(),
    unknown: Type.Integer(),
    unseen: Type.Integer(),
    n: Type.Integer(),
    missing: Type.Union([MissingReason, Type.Null()]),
  },
  { $id: "KeptCounts", ...closed },
);

/** A rating as one row, with as much as the enterprise view is folded from. */
export const Standing = Type.Object(
  {
    summary: RatingSummary,
    inputs: Type.String(),
    /** In billionths. */
    coverage: Type.Integer(),
    items: Type.Array(KeptCounts),
  },
  { $id: "Standing", ...closed },
);
export type Standing = Static<typeof Standing>;

/** A rating as one row of the overview: counts are those of the first item of the score. */
export function ratingSummary(rating: Rating, methodology: Methodology): RatingSummary {
  if (methodology.scores !== "measured") return combinedSummary(rating, methodology);
  const [first] = scoreItems(methodology);
  const evidence = rating.items.find(({ item }) => item === first?.item)?.evidence;
  const { organisation, name, at_best, least, score } = rating;
  return {
    organisation,
    name,
    rating: rating.rating,
    at_best,
    least,
    score,
    units: evidence?.units ?? "units",
    good: evidence?.good ?? 0,
    bad: evidence?.bad ?? 0,
    unknown: evidence === undefined ? 0 : unknownOf(evidence),
    n: evidence?.n ?? 0,
  };
}

/** The same under rules that combine scores: what is counted are the items of the score. */
function combinedSummary(rating: Rating, methodology: Methodology): RatingSummary {
  const { organisation, name, at_best, least, score } = rating;
  const best = bestFrom(methodology);
  const inScore = rating.items.filter(({ weight }) => weight > 0);
  const standings = inScore.map(({ value }) =>
    standingOfValue(value.least.billionths, value.most.billionths, best),
  );
  const count = (standing: ItemStanding): number =>
    standings.filter((each) => each === standing).length;
  const [good, bad, n] = [count("good"), count("bad"), inScore.length];
  return {
    organisation,
    name,
    rating: rating.rating,
    at_best,
    least,
    score,
    units: "items",
    good,
    bad,
    unknown: n - good - bad,
    n,
  };
}

/** The same of an organisation that a fold keeps. */
export function foldedSummary(
  { organisation, overall, score, counted }: FoldedOrganisation,
  name: string,
): RatingSummary {
  const { rating, at_best, least } = overall;
  const { good, bad, n } = counted;
  const unknown = n - good - bad;
  return {
    organisation,
    name,
    rating,
    at_best,
    least,
    score,
    units: "items",
    good,
    bad,
    unknown,
    n,
  };
}

/** What is kept of a rating beside its text. */
export function standingOf(
  rating: Rating,
  { methodology, yardstick }: { methodology: Methodology; yardstick: RatedYardstick },
): Standing {
  return {
    summary: ratingSummary(rating, methodology),
    inputs: rating.inputs,
    coverage: rating.coverage.billionths,
    items: rating.items.map(itemCounter(methodology, yardstick)),
  };
}

/** A standing as the enterprise view folds it. */
export function foldedStanding({ summary, coverage, items }: Standing): FoldedRating {
  const { rating, least, at_best } = summary;
  return { rating, least, at_best, coverage, items };
}
