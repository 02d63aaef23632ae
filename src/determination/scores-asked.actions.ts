import type { OrganisationScores } from "../assessments/organisation-scores.ts";
import { reviewScores } from "../assessments/review-scores.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { AskedReview } from "./ask-review.actions.ts";
import { scoresFor } from "./scores-for.ts";

/**
 * What people said of some organisations, or of all in the list, as far as the methodology of a
 * question uses it. Asks nothing where nobody ever said anything; else a fixed number of queries.
 */
export async function scoresAsked(
  transaction: Transaction,
  asked: Pick<
    AskedReview,
    "review" | "on" | "asOf" | "assessedAt" | "question" | "yardstick" | "methodology"
  >,
  organisations: readonly string[] = asked.question.scope,
  item?: string,
): Promise<ReadonlyMap<string, OrganisationScores>> {
  if (asked.assessedAt === null) return new Map();
  const { methodology } = asked.methodology;
  const scores = await reviewScores(transaction, {
    review: asked.review.review,
    on: asked.on,
    asOf: asked.asOf,
    maximumAgeDays: methodology.maximumAgeDays,
    yardstick: asked.yardstick,
    organisations,
    ...(item === undefined ? {} : { item }),
  });
  return scoresFor(methodology, scores);
}
