import { scoreDays } from "../assessments/scores.store.ts";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import type { CountedEvidence } from "../evidence/counted-evidence.ts";
import { countedEvidence, evidenceDays } from "../evidence/evidence-counted.actions.ts";
import { planQuestion } from "../evidence/plan-question.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import { type AskedReview, askReview, type ReviewAsked } from "./ask-review.actions.ts";
import type { RecordedDetermination } from "./determination-views.contract.ts";
import type { Determination, Rating } from "./determination.contract.ts";
import {
  insertRecord,
  keepRatings,
  keepState,
  keptRatings,
  recordOfInputs,
} from "./determination.store.ts";
import {
  assembleDetermination,
  outsideCounts,
  rate,
  ratingInputsDigest,
  type RatingRules,
} from "./determine.ts";
import { mostPrinted, requireFitting } from "./largest-determination.ts";
import { partWordsOf } from "./rating-inputs.ts";
import { scoresAsked } from "./scores-asked.actions.ts";
import { standingOf } from "./standing.ts";

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

/**
 * Makes the determination of a question: evidence is counted, ratings that are kept under the digest
 * of their inputs are taken, and only the others are computed. The number of queries is fixed.
 * Refuses: more values than fit (largest-determination.ts).
 */
export async function determineReview(
  transaction: Transaction,
  asked: AskedReview,
): Promise<Determined> {
  const size = { organisations: asked.question.scope.length, items: asked.yardstick.items.length };
  requireFitting(asked.review.review, size);
  const evidence = await countedEvidence(transaction, asked.question);
  const rules = await rulesFor(transaction, asked, evidence);
  const scores = await scoresAsked(transaction, asked);
  const digests = evidence.organisations.map((each) =>
    ratingInputsDigest(each, rules, scores.get(each.organisation)),
  );
  const kept = await keptRatings(transaction, digests);
  const ratings: Rating[] = evidence.organisations.map(
    (each, at) => kept.get(digests[at] ?? "") ?? rate(each, rules, scores.get(each.organisation)),
  );
  const { review, on, asOf } = asked;
  const determination = assembleDetermination(
    { review: review.review, on, asOf, ...rules },
    ratings,
    evidence.outside,
  );
  return { asked, determination, evidence, rules };
}

function requirePrintable({ review, question, yardstick }: AskedReview): void {
  const size = { organisations: question.scope.length, items: yardstick.items.length };
  requireFitting(review.review, size, mostPrinted);
}

/** The determination of a review, as canonical JSON says it. */
export async function showDetermination(work: Work, asked: ReviewAsked): Promise<Determination> {
  const { transaction } = work;
  const question = await askReview(transaction, asked);
  requirePrintable(question);
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

/**
 * Records a determination. The same one again changes nothing. Leaf: `determination.recorded`, with
 * the digest of the whole, which holds every rating. Ratings have no leaves of their own: their
 * number would tell whoever watches the size of the log how many organisations an edition hides.
 */
export async function recordDetermination(
  work: Work,
  asked: ReviewAsked,
): Promise<RecordedDetermination> {
  const { transaction } = work;
  const question = await askReview(transaction, asked);
  requirePrintable(question);
  const { determination } = await determineReview(transaction, question);
  const { review, on, as_of, inputs, ratings, enterprise } = determination;
  const content = canonicalJson(determination);
  const digest = sha256(content);
  const answer = { review, on, as_of, digest, headline: enterprise.headline };
  const before = await recordOfInputs(transaction, { review, on, inputs, asOf: as_of });
  if (before?.digest === digest) {
    return { unchanged: true, ...answer, leaf: before.leaf, ratings: ratings.length };
  }
  await keepDetermination(transaction, question, determination);
  const known_at = await work.knownAt();
  const leaf = await work.append({
    kind: "determination.recorded",
    subject: `review/${review}`,
    data: {
      on,
      as_of,
      digest,
      inputs,
      methodology: determination.methodology,
      yardstick: determination.yardstick,
      headline: enterprise.headline,
    },
  });
  await insertRecord(
    transaction,
    { review, on, as_of, inputs, digest, leaf, known_at, content },
    ratings.map(({ organisation, inputs: rating }) => ({ organisation, inputs: rating, leaf })),
  );
  return { unchanged: false, ...answer, leaf, ratings: ratings.length };
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
