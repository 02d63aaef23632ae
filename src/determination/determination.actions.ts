import { scoreDays } from "../assessments/scores.store.ts";
import { breathe } from "../kit/breathe.ts";
import type { CountedEvidence } from "../evidence/counted-evidence.ts";
import { countedEvidence, evidenceDays } from "../evidence/evidence-counted.actions.ts";
import { planQuestion } from "../evidence/plan-question.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import { takeLargeTurn } from "../platform/large-turns.ts";
import type { Work } from "../platform/work.ts";
import { type AskedReview, askReview, type ReviewAsked } from "./ask-review.actions.ts";
import type { Determination, Rating } from "./determination.contract.ts";
import { keepRatings, keepState, keptRatings } from "./determination.store.ts";
import {
  assembleDetermination,
  byOrganisation,
  rate,
  ratingInputsDigest,
  type RatingRules,
} from "./determine.ts";
import { outsideCounts } from "./outside-counts.ts";
import { isLarge, requireFitting, type ReviewSize } from "./largest-determination.ts";
import { partWordsOf } from "./rating-inputs.ts";
import { scoresAsked } from "./scores-asked.actions.ts";
import { standingOf } from "./standing.ts";
import { statesAsked } from "./states-asked.actions.ts";

/** A determination with the evidence it was made from. */
export interface Determined {
  readonly asked: AskedReview;
  readonly determination: Determination;
  readonly evidence: CountedEvidence;
  readonly rules: RatingRules;
}

/** By what rules, and in what words, the evidence of a question is rated. */
export async function rulesFor(
  transaction: Transaction,
  asked: AskedReview,
  evidence: Pick<CountedEvidence, "organisations">,
): Promise<RatingRules> {
  const { collections, mappings } = await planQuestion(transaction, asked.question);
  return {
    yardstick: asked.yardstick,
    methodology: asked.methodology,
    parts: partWordsOf(evidence.organisations, collections, mappings),
  };
}

/** As many organisations of a large review are read at once. */
const batch = 20;

/**
 * The ratings of a question, one after another in the order of the determination: those that are kept
 * under the digest of their inputs are taken, and only the others are computed. The number of queries
 * is fixed; of a large review it grows with the organisations, each of which is rated anew, because
 * reading a rating of a thousand items takes as long as making it.
 */
export async function* ratingsOf(
  transaction: Transaction,
  asked: AskedReview,
  { evidence, rules }: Pick<Determined, "evidence" | "rules">,
): AsyncGenerator<Rating> {
  const all = evidence.organisations.toSorted(byOrganisation);
  const large = isLarge(sizeOf(asked));
  const step = large ? batch : Math.max(all.length, 1);
  for (let from = 0; from < all.length; from += step) {
    const some = all.slice(from, from + step);
    const ids = some.map(({ organisation }) => organisation);
    const scores = await scoresAsked(transaction, asked, ids);
    const states = await statesAsked(transaction, asked, ids);
    const digests = some.map((each) =>
      ratingInputsDigest(each, rules, scores.get(each.organisation), states.get(each.organisation)),
    );
    const kept = large ? undefined : await keptRatings(transaction, digests);
    for (const [at, each] of some.entries()) {
      const inputs = digests[at] ?? "";
      const { organisation } = each;
      const [said, decided] = [scores.get(organisation), states.get(organisation)];
      yield kept?.get(inputs) ?? rate(each, rules, said, decided, inputs);
      await breathe();
    }
  }
}

/** How large a question is. */
export function sizeOf({ question, yardstick }: AskedReview): ReviewSize {
  return { organisations: question.scope.length, items: yardstick.items.length };
}

/**
 * Makes the determination of a question, with all its ratings; large ones wait for each other.
 * Refuses: more values than fit (largest-determination.ts); where too many wait (unavailable).
 */
export async function determineReview(
  transaction: Transaction,
  asked: AskedReview,
): Promise<Determined> {
  requireFitting(asked.review.review, sizeOf(asked));
  if (isLarge(sizeOf(asked))) await takeLargeTurn();
  const evidence = await countedEvidence(transaction, asked.question);
  const rules = await rulesFor(transaction, asked, evidence);
  const ratings: Rating[] = [];
  for await (const rating of ratingsOf(transaction, asked, { evidence, rules })) {
    ratings.push(rating);
  }
  const { review, on, asOf } = asked;
  const determination = assembleDetermination(
    { review: review.review, on, asOf, ...rules },
    ratings,
    evidence.outside,
  );
  return { asked, determination, evidence, rules };
}

/** The determination of a review, as canonical JSON says it. */
export async function showDetermination(work: Work, asked: ReviewAsked): Promise<Determination> {
  const { transaction } = work;
  const question = await askReview(transaction, asked);
  return (await determineReview(transaction, question)).determination;
}

/** The days of which something is known about a review, newest first. */
export async function daysOf(
  transaction: Transaction,
  { review, yardstick, asOf, assessedAt }: AskedReview,
): Promise<string[]> {
  const measured = await evidenceDays(transaction, yardstick, asOf);
  const said = assessedAt === null ? [] : await scoreDays(transaction, review.review, asOf);
  return [...new Set([...measured, ...said])].toSorted().toReversed();
}

/** Keeps the ratings of a determination and the state that they make. */
export async function keepDetermination(
  transaction: Transaction,
  asked: AskedReview,
  determination: Determination,
): Promise<void> {
  const rules = { methodology: asked.methodology.methodology, yardstick: asked.yardstick };
  await keepRatings(transaction, determination.ratings);
  await keepState(
    transaction,
    { review: asked.review.review, on: asked.on, rules: asked.rules, at: asked.factsAt },
    outsideCounts(determination.outside),
    determination.ratings.map((rating) => standingOf(rating, rules)),
  );
}
