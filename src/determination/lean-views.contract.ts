import { type Static, Type } from "typebox";
import { type Determination, Enterprise, type ItemTotal } from "./determination.contract.ts";

const closed = { additionalProperties: false } as const;
const Billionths = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });

/** A rating in as few words as can be: labels by their identifiers, shares in billionths. */
export const LeanRatingRow = Type.Object(
  {
    organisation: Type.String(),
    /** Label shown: one of the methodology, `insufficient-evidence` or `not-reported`. */
    rating: Type.String(),
    least: Type.String(),
    at_best: Type.String(),
    /** What is proved of the score at least, and what it could be at most. */
    score: Type.Tuple([Billionths, Billionths]),
    coverage: Billionths,
  },
  { $id: "LeanRatingRow", ...closed },
);
export type LeanRatingRow = Static<typeof LeanRatingRow>;

/** An item over all organisations, in as few words as can be. */
export const LeanItemTotal = Type.Object(
  {
    item: Type.String(),
    good: Type.Integer(),
    bad: Type.Integer(),
    n: Type.Integer(),
    organisations_bad: Type.Integer(),
    organisations_unknown: Type.Integer(),
    organisations_missing: Type.Integer(),
    systemic: Type.Boolean(),
  },
  { $id: "LeanItemTotal", ...closed },
);
export type LeanItemTotal = Static<typeof LeanItemTotal>;

const overall = Type.Omit(Enterprise, ["items"]);

/** All ratings of a review and the enterprise view, without names, words and reasons. */
export const LeanRatings = Type.Object(
  {
    review: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    ratings: Type.Array(LeanRatingRow),
    enterprise: Type.Object(
      { ...overall.properties, items: Type.Array(LeanItemTotal) },
      { $id: "LeanEnterprise", ...closed },
    ),
  },
  { $id: "LeanRatings", ...closed },
);
export type LeanRatings = Static<typeof LeanRatings>;

/** The same after one score was given. */
export const GivenScoreRatings = Type.Object(
  {
    /** True when the score was there already: then nothing was written. */
    unchanged: Type.Boolean(),
    organisation: Type.String(),
    item: Type.String(),
    ...LeanRatings.properties,
    /** Null for whoever may see only one organisation: then `ratings` has only that one, or none. */
    enterprise: Type.Union([LeanRatings.properties.enterprise, Type.Null()]),
  },
  { $id: "GivenScoreRatings", ...closed },
);
export type GivenScoreRatings = Static<typeof GivenScoreRatings>;

/** The same of a whole determination: what is left of it without names, words and reasons. */
export function leanOf(
  about: Pick<LeanRatings, "review" | "on" | "as_of">,
  { ratings, enterprise }: Pick<Determination, "ratings" | "enterprise">,
): LeanRatings {
  const { items, ...rest } = enterprise;
  return {
    ...about,
    ratings: ratings.map(({ organisation, rating, least, at_best, score, coverage }) => ({
      organisation,
      rating: rating.label,
      least: least.label,
      at_best: at_best.label,
      score: [score.least.billionths, score.most.billionths],
      coverage: coverage.billionths,
    })),
    enterprise: { ...rest, items: items.map(leanTotal) },
  };
}

/** The total of an item without its words. */
export function leanTotal(total: ItemTotal): LeanItemTotal {
  const { item, good, bad, n, organisations_bad, organisations_unknown } = total;
  const { organisations_missing, systemic } = total;
  return {
    item,
    good,
    bad,
    n,
    organisations_bad,
    organisations_unknown,
    organisations_missing,
    systemic,
  };
}
