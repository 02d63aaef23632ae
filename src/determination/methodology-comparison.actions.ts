import { Problem } from "../kit/problem.ts";
import type { Work } from "../platform/work.ts";
import { askReview, type ReviewAsked } from "./ask-review.actions.ts";
import { compareMethodologies } from "./compare-methodologies.ts";
import { determineReview } from "./determination.actions.ts";
import type { MethodologyComparison } from "./methodology-comparison.contract.ts";

/** Two methodologies, each as `id@version`, and the question that both answer. */
export interface MethodologiesAsked extends Omit<ReviewAsked, "methodology"> {
  readonly a: string;
  readonly b: string;
}

/**
 * Sets two methodologies side by side on the same inputs. Left out, day and instant are found out
 * once, so that both answer the very same question.
 * Refuses: methodologies that are not there, or of another yardstick; the same one twice (bad-input).
 */
export async function showMethodologyComparison(
  { transaction }: Work,
  { a, b, ...asked }: MethodologiesAsked,
): Promise<MethodologyComparison> {
  if (a === b) {
    const sentence = `${a} stands on both sides; name two methodologies that differ.`;
    throw new Problem("bad-input", sentence);
  }
  const first = await askReview(transaction, { ...asked, methodology: a });
  const second = await askReview(transaction, {
    review: asked.review,
    on: first.on,
    as_of: first.asOf,
    methodology: b,
  });
  const one = await determineReview(transaction, first);
  const two = await determineReview(transaction, second);
  return compareMethodologies(
    { methodology: first.methodology, determination: one.determination },
    { methodology: second.methodology, determination: two.determination },
  );
}
