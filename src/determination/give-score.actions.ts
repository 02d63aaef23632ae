import { giveScore } from "../assessments/scores.actions.ts";
import { sightOf } from "../assessments/sight.actions.ts";
import type { NewScore } from "../assessments/scores.contract.ts";
import { ReadyAnswer } from "../platform/http/route.ts";
import type { Transaction } from "../platform/database/database.ts";
import { decide } from "../platform/identity/policy.ts";
import type { Work } from "../platform/work.ts";
import { askReview, type ReviewAsked } from "./ask-review.actions.ts";
import { foldAfter, foldNow, keepFold } from "./kept-folds.actions.ts";
import { answerBytes, ownAnswerBytes, withoutRatings } from "./lean-answer.ts";
import { replayedFold } from "./lean-review.actions.ts";
import type { GivenScoreRatings, LeanRatings } from "./lean-views.contract.ts";

/**
 * Gives one score and answers all ratings and the enterprise view after it: one organisation is rated
 * again, and the totals of the items that count otherwise by it are changed. `wanted` may ask for the
 * one organisation only, which is all that some may see; a blind auditor is answered no rating. Leaf: `score.given`.
 * Refuses: what giving a score refuses.
 */
export async function giveScoreAndRate(
  work: Work,
  wished: ReviewAsked,
  score: NewScore,
  wanted: "all" | "own" = "all",
): Promise<ReadyAnswer<GivenScoreRatings>> {
  const { transaction } = work;
  const sight = await sightOf(work, wished.review);
  // The day on which somebody was scored last, which is asked for else, may be that of another.
  const asked = sight.whole ? wished : { ...wished, on: wished.on ?? score.day };
  // Whoever scores for one organisation does not see the others by it.
  const own = wanted === "own" || !sight.whole || !decide(work.actor, "review.read", null).allowed;
  await keepFold(transaction, asked);
  const given = await giveScore(work, asked.review, score);
  const { unchanged, organisation, owner, item, knownAt: at, packed } = given;
  const {
    made,
    asked: now,
    change,
  } = unchanged || owner !== organisation
    ? // The scores of a system inside an organisation count nowhere.
      await foldNow(transaction, asked)
    : await foldAfter(transaction, asked, { organisation, at, packed }, own);
  const head = { review: asked.review, on: now.on, as_of: now.asOf };
  const said = { unchanged, organisation, item, ...head };
  if (sight.of(organisation) !== "everything") {
    // A rating tells of both kinds of score.
    return new ReadyAnswer(withoutRatings(said), unchanged);
  }
  const bytes = own
    ? ownAnswerBytes(made.fold, said, owner, change)
    : answerBytes(made.fold, said, change);
  return new ReadyAnswer(bytes, unchanged);
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
  return new ReadyAnswer(answerBytes(made.fold, head), true);
}

/** What stood at an instant is made from the history. */
async function foldThen(transaction: Transaction, asked: ReviewAsked) {
  const meant = await askReview(transaction, asked);
  return { made: await replayedFold(transaction, meant), asked: meant };
}
