import { isDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { lastKnownAt, todayOf } from "../platform/log/known-at.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import { knownReview } from "../reviews/reviews.actions.ts";
import type { ReviewSummary } from "../reviews/reviews.contract.ts";
import { orderHasTask } from "./due-days.actions.ts";
import { lockScores } from "./scores.store.ts";
import type { NewTerms, ReviewTerms, SideTerms } from "./stages.contract.ts";
import { insertTerms, readTerms, type TermsRow } from "./terms.store.ts";

/** The terms of one side as they are kept. */
export function sideOf(row: TermsRow, side: "self" | "independent"): SideTerms {
  const task = row[`${side}_task`];
  const day = row[`${side}_due`];
  return {
    ...(task === null ? {} : { task }),
    ...(day === null ? {} : { due_day: day }),
  };
}

function termsOf({ review, simulated }: ReviewSummary, row: TermsRow | undefined): ReviewTerms {
  const head = { review, simulated, unchanged: true };
  if (row === undefined) {
    const nobody = { reason: "", by: "", by_name: "", known_at: null, leaf: null };
    return { ...head, set: false, blind: false, self: {}, independent: {}, ...nobody };
  }
  const { blind, reason, by, by_name, known_at, leaf } = row;
  const sides = { self: sideOf(row, "self"), independent: sideOf(row, "independent") };
  return { ...head, set: true, blind, ...sides, reason, by, by_name, known_at, leaf };
}

/** The terms of a review as they stand. */
export async function reviewTerms(
  transaction: Transaction,
  summary: ReviewSummary,
): Promise<ReviewTerms> {
  const [row] = await readTerms(transaction, summary.review, 1);
  return termsOf(summary, row);
}

/** The terms of a review. Refuses (not-found) one that is not there. */
export async function showTerms(
  { transaction }: Pick<Work, "transaction">,
  review: string,
): Promise<ReviewTerms> {
  const summary = await knownReview(transaction, review, await lastKnownAt(transaction));
  return reviewTerms(transaction, summary);
}

/**
 * Sets the terms of a review: whether auditors are blind until both sides are in, and by when each
 * side is due. Leaf: `review.terms-set`.
 * Refuses: a side that names both a task and a day, a day that is none, a task that the review's
 * order does not have.
 */
export async function setTerms(
  work: Work,
  review: string,
  { blind, self, independent, reason }: NewTerms,
): Promise<ReviewTerms> {
  const { transaction } = work;
  await lockScores(transaction, review);
  const summary = await knownReview(transaction, review, await lastKnownAt(transaction));
  await checkSide(transaction, summary, "self", self);
  await checkSide(transaction, summary, "independent", independent);
  const before = await reviewTerms(transaction, summary);
  const wanted = JSON.stringify([blind, keysOf(self), keysOf(independent)]);
  const stands = JSON.stringify([before.blind, keysOf(before.self), keysOf(before.independent)]);
  if (before.set && wanted === stands) return before;
  const knownAt = await work.knownAt();
  const leaf = await work.append({
    kind: "review.terms-set",
    subject: `review/${review}`,
    data: { blind, self: { ...self }, independent: { ...independent }, reason },
  });
  const row = {
    blind,
    self_task: self.task ?? null,
    self_due: self.due_day ?? null,
    independent_task: independent.task ?? null,
    independent_due: independent.due_day ?? null,
    reason,
    by: work.actor.account,
    known_at: knownAt,
    leaf,
  };
  await insertTerms(transaction, review, row);
  return { ...(await reviewTerms(transaction, summary)), unchanged: false };
}

function keysOf({ task, due_day }: SideTerms): unknown[] {
  return [task ?? null, due_day ?? null];
}

async function checkSide(
  transaction: Transaction,
  { review, order }: ReviewSummary,
  side: "self" | "independent",
  { task, due_day }: SideTerms,
): Promise<void> {
  const refuse = (kind: "bad-input" | "not-found", sentence: string, field: string): never => {
    throw new Problem(kind, sentence, { field: `${side}.${field}` });
  };
  if (task !== undefined && due_day !== undefined) {
    refuse("bad-input", "name a task of the order or a day, not both.", "due_day");
  }
  if (due_day !== undefined && !isDay(due_day)) {
    refuse("bad-input", `“${due_day}” is not a day; write it as 2026-03-31.`, "due_day");
  }
  if (task === undefined) return;
  if (order === "") {
    refuse("bad-input", `${review} belongs to no order; name a day instead of a task.`, "task");
  }
  const has = await orderHasTask(transaction, order, task, await todayOf(transaction));
  if (has === true) return;
  const sentence =
    has === null
      ? `the order ${order} of this review is not here; import it, or name a day.`
      : `${order} has no task ${task}; \`order dates ${order}\` names those that it has.`;
  refuse("not-found", sentence, "task");
}
