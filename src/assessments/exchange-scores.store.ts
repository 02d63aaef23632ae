import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";

const Count = Type.Object({ count: Type.Integer() });

/** How many scores were ever given in a review for some organisations, or for all: at most so many stand. */
export async function countScores(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
): Promise<number> {
  const row = await transaction.first(
    Count,
    `select count(*)::int as count from scores
      where review = $1 and ($2::text[] is null or organisation = any($2))`,
    [review, organisations],
  );
  return row?.count ?? 0;
}
