import { readDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { listObligations } from "../orders/order-views.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { listedReview } from "../reviews/reviews.actions.ts";
import type { ReviewSummary } from "../reviews/reviews.contract.ts";
import type { NewSignaturesDue, SignaturesDue } from "./decisions.contract.ts";
import { dueRule, insertDueRule } from "./decisions.store.ts";

/** Answers the last day on which the head of an organisation signs in time; null where there is none. */
export type DueOf = (organisation: string) => string | null;

/**
 * By which day heads sign: the day that was set, or the clock of the review's order, where a task
 * may owe each organisation a day of its own. A day that is only projected binds nobody. The number
 * of queries does not grow with the organisations.
 */
export async function dueDays(
  transaction: Transaction,
  { review, order }: Pick<ReviewSummary, "review" | "order">,
  on: string,
  asOf: string,
): Promise<DueOf> {
  const rule = await dueRule(transaction, review, asOf);
  if (rule === undefined || rule.task === null) return () => rule?.day ?? null;
  const query = { on, as_of: asOf, task: rule.task };
  const { obligations } = await listObligations({ transaction }, order, query);
  const days = new Map(
    obligations.map(({ part, due, projected }) => [part, projected ? null : due]),
  );
  return (organisation) => days.get(organisation) ?? days.get(null) ?? null;
}

/**
 * Says until when the heads of a review are to sign: a day, or a task of its order.
 * Refuses: both or neither, and a task that the review's order does not have.
 */
export async function setSignaturesDue(
  work: Work,
  review: string,
  given: NewSignaturesDue,
): Promise<SignaturesDue> {
  const { transaction } = work;
  const { day = null, task = null, reason } = given;
  const asOf = await lastKnownAt(transaction);
  const { summary } = await listedReview(transaction, review, asOf, null);
  if ((day === null) === (task === null)) {
    throw new Problem("bad-input", "give either a day or a task of the order, and not both.");
  }
  if (day !== null) readDay(day, { field: "day" });
  if (task !== null) await requireTask(transaction, summary, task, asOf);
  const before = await dueRule(transaction, review, asOf);
  const { simulated } = summary;
  const said = { review, simulated, day, task };
  if (before?.day === day && before.task === task) return { ...said, unchanged: true };
  const knownAt = await work.knownAt();
  await insertDueRule(
    transaction,
    review,
    { day, task },
    { reason, by: work.actor.account, knownAt },
  );
  const data = { day, task, reason, ...(simulated ? { simulated } : {}) };
  await work.append({ kind: "signatures.due-set", subject: `review/${review}`, data });
  return { ...said, unchanged: false };
}

async function requireTask(
  transaction: Transaction,
  { review, order }: ReviewSummary,
  task: string,
  asOf: string,
): Promise<void> {
  if (order === "") {
    const sentence = `no order asked for the review ${review}, so it has no tasks; give a day.`;
    throw new Problem("refused", sentence, { field: "task" });
  }
  await listObligations({ transaction }, order, { as_of: asOf, task });
}
