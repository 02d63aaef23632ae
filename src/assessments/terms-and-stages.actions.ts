import type { Transaction } from "../platform/database/database.ts";
import { readBlind, readBothIn } from "./stages.store.ts";

/**
 * The organisations (of some, or of all) of which both sides were in and locked, each with the
 * instant at which they first were. What was seen once cannot be unseen, so a later request for
 * changes takes nobody out again; changes after it are marked. One statement.
 */
export function bothIn(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null = null,
): Promise<ReadonlyMap<string, string>> {
  return readBothIn(transaction, review, organisations);
}

/** Whether a review is blind by its terms as they stand now; one statement. */
export function isBlind(transaction: Transaction, review: string): Promise<boolean> {
  return readBlind(transaction, review);
}
