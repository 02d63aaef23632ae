import { Readable } from "node:stream";
import { ReadyAnswer } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import { askReview, type ReviewAsked } from "./ask-review.actions.ts";
import { determineReview, sizeOf } from "./determination.actions.ts";
import type { Determination } from "./determination.contract.ts";
import { isLarge, mostWritten, requireFitting } from "./largest-determination.ts";
import { writeDetermination } from "./written-determination.actions.ts";

/**
 * The determination of a review, as canonical JSON says it; a large one is sent rating by rating.
 * Refuses: more values than can be written (largest-determination.ts).
 */
export async function answerDetermination(
  { transaction }: Work,
  asked: ReviewAsked,
): Promise<Determination | ReadyAnswer<Determination, Readable>> {
  const question = await askReview(transaction, asked);
  const size = sizeOf(question);
  if (!isLarge(size)) return (await determineReview(transaction, question)).determination;
  requireFitting(question.review.review, size, mostWritten);
  const written = await writeDetermination(transaction, question);
  return new ReadyAnswer(Readable.from(written.text(), { objectMode: false }), true);
}
