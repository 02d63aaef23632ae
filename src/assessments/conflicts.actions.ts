import type { Transaction } from "../platform/database/database.ts";

/**
 * The organisations that an account may not audit in a review, because it held a post there within
 * the period of the review's order.
 */
export async function conflictsOf(
  _transaction: Transaction,
  _account: string,
  _review: string,
  _asOf: string,
): Promise<ReadonlySet<string>> {
  return new Set();
}
