import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import type { Work } from "../platform/work.ts";
import { type AskedReview, askReview, type ReviewAsked } from "./ask-review.actions.ts";
import type { RecordedDetermination } from "./determination-views.contract.ts";
import { determineReview, keepDetermination, sizeOf } from "./determination.actions.ts";
import {
  insertRecord,
  keepRatingText,
  keepStanding,
  keepState,
  recordOfInputs,
} from "./determination.store.ts";
import { type DeterminationHead } from "./determine.ts";
import { outsideCounts } from "./outside-counts.ts";
import { isLarge, mostWritten, requireFitting } from "./largest-determination.ts";
import { standingOf } from "./standing.ts";
import { digestOfText, writeDetermination } from "./written-determination.actions.ts";

/** A determination that is to be recorded. */
interface Recordable {
  readonly head: DeterminationHead;
  readonly ratings: readonly { readonly organisation: string; readonly inputs: string }[];
  readonly digest: string;
  /** What is kept of its text: of a large one, everything but its ratings, which are kept each. */
  readonly content: string;
  /** Keeps the ratings and the state that they make. */
  keep(): Promise<void>;
}

/**
 * Records a determination. The same one again changes nothing. Leaf: `determination.recorded`, with
 * the digest of the whole, which holds every rating. Ratings have no leaves of their own: their
 * number would tell whoever watches the size of the log how many organisations an edition hides.
 * Refuses: more values than can be written (largest-determination.ts).
 */
export async function recordDetermination(
  work: Work,
  asked: ReviewAsked,
): Promise<RecordedDetermination> {
  const { transaction } = work;
  const question = await askReview(transaction, asked);
  const size = sizeOf(question);
  requireFitting(question.review.review, size, mostWritten);
  const made = await (isLarge(size) ? madeOneByOne(work, question) : madeAtOnce(work, question));
  const { head, digest, ratings } = made;
  const { review, on, as_of, inputs, enterprise } = head;
  const answer = { review, on, as_of, digest, headline: enterprise.headline };
  const before = await recordOfInputs(transaction, { review, on, inputs, asOf: as_of });
  if (before?.digest === digest) {
    return { unchanged: true, ...answer, leaf: before.leaf, ratings: ratings.length };
  }
  await made.keep();
  const known_at = await work.knownAt();
  const leaf = await work.append({
    kind: "determination.recorded",
    subject: `review/${review}`,
    data: {
      on,
      as_of,
      digest,
      inputs,
      methodology: head.methodology,
      yardstick: head.yardstick,
      headline: enterprise.headline,
    },
  });
  await insertRecord(
    transaction,
    { review, on, as_of, inputs, digest, leaf, known_at, content: made.content },
    ratings.map((rating) => ({ ...rating, leaf })),
  );
  return { unchanged: false, ...answer, leaf, ratings: ratings.length };
}

async function madeAtOnce({ transaction }: Work, question: AskedReview): Promise<Recordable> {
  const { determination } = await determineReview(transaction, question);
  const { ratings, ...head } = determination;
  const content = canonicalJson(determination);
  return {
    head,
    ratings: ratings.map(({ organisation, inputs }) => ({ organisation, inputs })),
    digest: sha256(content),
    content,
    keep: () => keepDetermination(transaction, question, determination),
  };
}

/** Each rating is kept as soon as it is made; one that was kept before stays as it is. */
async function madeOneByOne({ transaction }: Work, question: AskedReview): Promise<Recordable> {
  const { methodology, yardstick, review, on, rules, factsAt } = question;
  const key = { review: review.review, on, rules, at: factsAt };
  const named = { methodology: methodology.methodology, yardstick };
  const made = await writeDetermination(transaction, question, async (rating, text) => {
    await keepRatingText(transaction, rating.inputs, text.toString());
    await keepStanding(transaction, key, standingOf(rating, named));
  });
  return {
    head: made.head,
    ratings: made.ratings,
    digest: await digestOfText(made),
    content: canonicalJson({ ...made.head, ratings: [] }),
    keep: () => keepState(transaction, key, outsideCounts(made.head.outside), []),
  };
}
