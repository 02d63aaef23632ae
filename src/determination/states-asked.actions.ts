import { accountabilityOfAll } from "../decisions/decisions.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { AskedReview } from "./ask-review.actions.ts";
import { asksStates, type CountedStates, countedStates } from "./gate-states.ts";

/**
 * What was decided and signed by some organisations of a question, or by all in the list, in a fixed
 * number of queries; nothing, and no query, where no gate of the methodology looks at it.
 */
export async function statesAsked(
  transaction: Transaction,
  { review, on, asOf, methodology, question }: AskedReview,
  organisations: readonly string[] = question.scope,
): Promise<ReadonlyMap<string, CountedStates>> {
  if (!asksStates(methodology.methodology)) return new Map();
  const found = await accountabilityOfAll(transaction, review, organisations, { on, asOf });
  return new Map([...found].map(([organisation, each]) => [organisation, countedStates(each)]));
}
