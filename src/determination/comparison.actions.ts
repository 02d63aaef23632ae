import { Problem } from "../kit/problem.ts";
import { sharedUnits } from "../evidence/evidence-counted.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import { askReview, type ReviewAsked } from "./ask-review.actions.ts";
import { compareDays, type ComparedDay } from "./compare-days.ts";
import { determineReview } from "./determination.actions.ts";
import type { Comparison, Determination } from "./determination.contract.ts";
import { scoreItems } from "./methodology.ts";

/** Two days and the item that is compared between them. */
export interface ComparisonAsked extends Omit<ReviewAsked, "on"> {
  readonly from: string;
  readonly to: string;
  readonly item: string;
}

/**
 * Sets two days of a review side by side for one item.
 * Refuses: an unknown item (not-found); days the wrong way round or the same (bad-input).
 */
export async function showComparison(work: Work, asked: ComparisonAsked): Promise<Comparison> {
  const { transaction } = work;
  const { from, to, item, ...rest } = asked;
  if (from >= to) {
    const sentence = `${from} is not before ${to}; give the earlier day first.`;
    throw new Problem("bad-input", sentence, { field: "from" });
  }
  const question = await askReview(transaction, { ...rest, on: to });
  const { yardstick, methodology, asOf } = question;
  if (!yardstick.items.some(({ id }) => id === item)) {
    const known = yardstick.items.map(({ id }) => id).join(", ");
    const sentence = `${yardstick.id}@${yardstick.version} has no item ${item}; its items are ${known}.`;
    throw new Problem("not-found", sentence, { field: "item" });
  }
  const dayOf = (day: string): Promise<ComparedDay> =>
    comparedDay(transaction, { ...rest, on: day });
  const { maximumAgeDays } = methodology.methodology;
  return compareDays({
    review: question.review.review,
    asOf,
    item,
    items: yardstick.items,
    scoreItems: scoreItems(methodology.methodology).map((each) => each.item),
    from: await dayOf(from),
    to: await dayOf(to),
    shared: await sharedUnits(transaction, { yardstick, asOf, maximumAgeDays, item, from, to }),
  });
}

/** Where scores are combined, what is compared is what they were combined to. */
function combinedEvidence({ ratings }: Determination): ComparedDay["evidence"]["organisations"] {
  return ratings.map(({ organisation, name, items }) => ({
    organisation,
    name,
    items: items.map(({ evidence }) => evidence),
  }));
}

async function comparedDay(transaction: Transaction, asked: ReviewAsked): Promise<ComparedDay> {
  const question = await askReview(transaction, asked);
  const { determination, evidence } = await determineReview(transaction, question);
  const measured = question.methodology.methodology.scores === "measured";
  return {
    day: question.on,
    evidence: measured ? evidence : { ...evidence, organisations: combinedEvidence(determination) },
    determination,
  };
}
