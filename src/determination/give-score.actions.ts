import { giveScore } from "../assessments/scores.actions.ts";
import type { NewScore } from "../assessments/scores.contract.ts";
import { ReadyAnswer } from "../platform/http/route.ts";
import type { Transaction } from "../platform/database/database.ts";
import { decide } from "../platform/identity/policy.ts";
import type { Work } from "../platform/work.ts";
import { askReview, type ReviewAsked } from "./ask-review.actions.ts";
import { foldAfter, foldNow, keepFold } from "./kept-folds.actions.ts";
import { answerText, ownAnswerText } from "./lean-fold.ts";
import { replayedFold } from "./lean-review.actions.ts";
import type { GivenScoreRatings, LeanRatings } from "./lean-views.contract.ts";

/**
 * Gives one score and answers all ratings and the enterprise view after it: one organisation is rated
 * again, and the totals of the items that count otherwise by it are changed. Leaf: `score.given`.
 * Refuses: what giving a score refuses.
 */
export async function giveScoreAndRate(
  work: Work,
  asked: ReviewAsked,
  score: NewScore,
): Promise<ReadyAnswer<GivenScoreRatings>> {
  const { transaction } = work;
  await keepFold(transaction, asked);
  const { unchanged, organisation, item, knownAt: at } = await giveScore(work, asked.review, score);
  const {
    made,
    asked: now,
    change,
  } = unchanged
    ? await foldNow(transaction, asked)
    : await foldAfter(transaction, asked, { organisation, at });
  const head = { review: asked.review, on: now.on, as_of: now.asOf };
  const said = { unchanged, organisation, item, ...head };
  // Whoever scores for one organisation does not see the others by it.
  const text = decide(work.actor, "review.read", null).allowed
    ? answerText(made.fold, said, change)
    : ownAnswerText(made.fold, said, organisation, change);
  return new ReadyAnswer(text, unchanged);
}

/** All ratings of a review and its enterprise view, without names, words and reasons. */
export async function showLeanRatings(
  { transaction }: Work,
  asked: ReviewAsked,
): Promise<ReadyAnswer<LeanRatings>> {
  const { made, asked: meant } =
    asked.as_of === undefined
      ? await foldNow(transaction, asked)
      : await foldThen(transaction, asked);
  const head = { review: asked.review, on: meant.on, as_of: meant.asOf };
  return new ReadyAnswer(answerText(made.fold, head), true);
}

/** What stood at an instant is made from the history. */
async function foldThen(transaction: Transaction, asked: ReviewAsked) {
  const meant = await askReview(transaction, asked);
  return { made: await replayedFold(transaction, meant), asked: meant };
}
