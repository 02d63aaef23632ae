import { breathe } from "../kit/breathe.ts";
import { digestOf } from "../kit/canonical-json.ts";
import type { OrganisationScores } from "../assessments/organisation-scores.ts";
import type { CountedEvidence, OutsideOwner } from "../evidence/counted-evidence.ts";
import type { OrganisationEvidence } from "../evidence/item-evidence.ts";
import type { Determination, RatedItem, Rating } from "./determination.contract.ts";
import { capabilityTotals } from "./capabilities.ts";
import { changesOf } from "./changes.ts";
import { displayOf, displayOfRank } from "./display.ts";
import { enterpriseOf, type FoldedRating, foldedRating } from "./enterprise.ts";
import { asksStates, type CountedStates } from "./gate-states.ts";
import { itemCounter } from "./item-counts.ts";
import { boundOf, intervalOf } from "./item-value.ts";
import { checkAgainstYardstick, type Methodology } from "./methodology.ts";
import { withItems } from "./methodology-groups.ts";
import { type ItemResult, itemResults } from "./item-results.ts";
import { outsideCounts, sortedOutside } from "./outside-counts.ts";
import { rateOrganisation, trustOf } from "./rate-organisation.ts";
import type { NamedMethodology, PartWords, RatedYardstick } from "./rating-inputs.ts";
import { reasonsOf } from "./reasons.ts";
import { scoresFor } from "./scores-for.ts";
import { coverageBound, scoreInterval } from "./weighted-mean.ts";

/** Raised when the words or numbers of a rating change for the same inputs: cached ones then expire. */
export const engine = "muster/rating/1";

/** The published rules by which a rating is made, and the words it is told in. */
export interface RatingRules {
  readonly yardstick: RatedYardstick;
  readonly methodology: NamedMethodology;
  readonly parts: readonly PartWords[];
}

/** What a determination is made of. */
export interface DeterminationInputs extends RatingRules {
  readonly review: string;
  /** The day spoken of. */
  readonly on: string;
  /** What was known then. */
  readonly asOf: string;
  readonly evidence: Pick<CountedEvidence, "organisations" | "outside">;
  /** Scores that people gave; none under a methodology that only measures. */
  readonly scores?: readonly OrganisationScores[];
  /** What was decided and signed; asked only by a methodology whose gates look at it. */
  readonly states?: readonly CountedStates[];
}

/**
 * Makes a determination (determination.md): a rating with its reasons for every organisation, and
 * the enterprise view. The same inputs give the same bytes, in whatever order they come.
 * Refuses (bad-input): a methodology of another yardstick, or with items that this one lacks.
 */
export function determine(inputs: DeterminationInputs): Determination {
  const { evidence } = inputs;
  const { rules, scores, states } = prepared(inputs);
  const ratings = evidence.organisations.map((each) =>
    rate(each, rules, scores.get(each.organisation), states.get(each.organisation)),
  );
  return assembleDetermination(rules, ratings, evidence.outside);
}

/** The same, with a breath after every organisation, so that whatever else runs is not kept waiting. */
export async function determineSoon(inputs: DeterminationInputs): Promise<Determination> {
  const { evidence } = inputs;
  const { rules, scores, states } = prepared(inputs);
  const ratings: Rating[] = [];
  for (const each of evidence.organisations) {
    const { organisation } = each;
    ratings.push(rate(each, rules, scores.get(organisation), states.get(organisation)));
    await breathe();
  }
  return assembleDetermination(rules, ratings, evidence.outside);
}

function prepared(inputs: DeterminationInputs) {
  const { yardstick } = inputs;
  checkAgainstYardstick(inputs.methodology.methodology, yardstick);
  const methodology = {
    ...inputs.methodology,
    methodology: withItems(inputs.methodology.methodology, yardstick),
  };
  const rules = { ...inputs, methodology };
  const asked = asksStates(methodology.methodology) ? (inputs.states ?? []) : [];
  return {
    rules,
    scores: scoresFor(methodology.methodology, inputs.scores ?? []),
    states: new Map(asked.map((each) => [each.organisation, each])),
  };
}

/** Puts ratings, each already made, together with the enterprise view over them. */
export function assembleDetermination(
  about: RatingRules & Pick<DeterminationInputs, "review" | "on" | "asOf">,
  made: readonly Rating[],
  outsideList: readonly OutsideOwner[],
): Determination {
  const ratings = made.toSorted(byOrganisation);
  const count = ratingCounter(about);
  return { ...assembleHead(about, ratings.map(count), outsideList), ratings };
}

/** A determination but for its ratings. */
export type DeterminationHead = Omit<Determination, "ratings">;

/** As much of a rating as the head of a determination is made of. */
export interface CountedRating {
  readonly organisation: string;
  readonly inputs: string;
  readonly folded: FoldedRating;
}

/** Takes out of ratings what the head of their determination is made of. */
export function ratingCounter({
  methodology,
  yardstick,
}: Pick<RatingRules, "methodology" | "yardstick">): (rating: Rating) => CountedRating {
  const counter = itemCounter(methodology.methodology, yardstick);
  return (rating) => ({
    organisation: rating.organisation,
    inputs: rating.inputs,
    folded: foldedRating(rating, counter),
  });
}

/** Everything of a determination that is not a rating. Given: its ratings, counted, in its order. */
export function assembleHead(
  about: RatingRules & Pick<DeterminationInputs, "review" | "on" | "asOf">,
  ratings: readonly CountedRating[],
  outsideList: readonly OutsideOwner[],
): DeterminationHead {
  const outside = sortedOutside(outsideList);
  const folded = ratings.map((rating) => rating.folded);
  const capabilities = capabilityTotals(
    about.methodology.methodology,
    about.yardstick,
    ratings.map(({ organisation, folded: { items } }) => ({ organisation, items })),
  );
  return {
    format: "muster/determination/1",
    review: about.review,
    on: about.on,
    as_of: about.asOf,
    ...policyNames(about),
    inputs: inputsDigest(ratings, outside),
    outside,
    enterprise: {
      ...enterpriseOf(
        about.methodology.methodology,
        about.yardstick.items,
        folded,
        outsideCounts(outside),
      ),
      ...(capabilities === null ? {} : { capabilities }),
    },
  };
}

/**
 * Rates one organisation and puts it into words; its `inputs` is the digest of all it hangs on, which
 * is made unless it is known already.
 */
export function rate(
  evidence: OrganisationEvidence,
  rules: RatingRules,
  scores?: OrganisationScores,
  states?: CountedStates,
  inputs = ratingInputsDigest(evidence, rules, scores, states),
): Rating {
  const { methodology } = rules.methodology;
  const result = rateOrganisation({
    evidence,
    methodology,
    yardstick: rules.yardstick,
    parts: rules.parts,
    ...(scores === undefined ? {} : { scores }),
    ...(states === undefined ? {} : { states }),
  });
  return {
    organisation: evidence.organisation,
    name: evidence.name,
    rating: displayOf(methodology, result.shown),
    at_best: displayOfRank(methodology, result.ranks.hi),
    least: displayOfRank(methodology, result.ranks.lo),
    score: scoreInterval(result.score),
    coverage: coverageBound(result.score),
    items: result.items.map((item) => ratedItem(item, result.trust, combines(methodology))),
    reasons: reasonsOf(methodology, result, rules.parts),
    changes: changesOf(methodology, result, rules.parts),
    inputs,
  };
}

/** The items of a rating alone, without anything that follows from them; of some items or of all. */
export function ratedItems(
  evidence: OrganisationEvidence,
  rules: RatingRules,
  scores?: OrganisationScores,
): RatedItem[] {
  const { methodology } = rules.methodology;
  const { yardstick, parts } = rules;
  const trust = trustOf(methodology, scores);
  const inputs = { evidence, methodology, yardstick, parts, ...(scores ? { scores } : {}) };
  return itemResults(inputs, trust).map((item) => ratedItem(item, trust, combines(methodology)));
}

/** The digest of everything that one rating is computed from: the key under which it is kept. */
export function ratingInputsDigest(
  evidence: OrganisationEvidence,
  rules: RatingRules,
  scores?: OrganisationScores,
  states?: CountedStates,
): string {
  const collections = new Set(evidence.items.map(({ collection }) => collection?.collection));
  return digestOf({
    engine,
    methodology: rules.methodology.digest,
    yardstick: rules.yardstick.digest,
    evidence: { ...evidence, items: evidence.items.toSorted((a, b) => (a.item < b.item ? -1 : 1)) },
    parts: rules.parts.filter(({ collection }) => collections.has(collection)),
    scores: scores ?? null,
    // Under rules that look at none of it, the digest is the one that it always was.
    ...(states === undefined ? {} : { states }),
  });
}

/** The digest over the inputs of a whole determination. */
export function inputsDigest(
  ratings: readonly Pick<Rating, "organisation" | "inputs">[],
  outside: readonly OutsideOwner[],
): string {
  return digestOf({
    ratings: ratings.map(({ organisation, inputs }) => [organisation, inputs]),
    outside,
  });
}

/** Whether a methodology combines what people said, also where nobody said anything. */
function combines({ scores }: Methodology): boolean {
  return scores !== "measured";
}

function ratedItem(result: ItemResult, trust: number, combined: boolean): RatedItem {
  const { item, title, weight, evidence, value, self, independent } = result;
  return {
    item,
    title,
    weight,
    value: intervalOf(value),
    evidence,
    ...(combined ? { combined: { self, independent, trust: boundOf(trust, null) } } : {}),
  };
}

function policyNames(inputs: RatingRules): Pick<Determination, "methodology" | "yardstick"> {
  const { methodology, yardstick } = inputs;
  return {
    methodology: {
      id: methodology.methodology.id,
      version: methodology.methodology.version,
      digest: methodology.digest,
    },
    yardstick: { id: yardstick.id, version: yardstick.version, digest: yardstick.digest },
  };
}

/** The order of ratings in a determination: by identifier. */
export function byOrganisation(
  left: Pick<Rating, "organisation">,
  right: Pick<Rating, "organisation">,
): number {
  return left.organisation < right.organisation
    ? -1
    : left.organisation > right.organisation
      ? 1
      : 0;
}
