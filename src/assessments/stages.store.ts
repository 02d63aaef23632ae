import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";

const InRow = Type.Object({ organisation: Type.String(), known_at: Type.String() });

/** By organisation the instant at which both of its sides were in for the first time. */
export async function readBothIn(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
): Promise<ReadonlyMap<string, string>> {
  const rows = await transaction.rows(
    InRow,
    `select organisation, known_at from assessments_in
     where review = $1 and ($2::text[] is null or organisation = any($2))`,
    [review, organisations],
  );
  return new Map(rows.map(({ organisation, known_at }) => [organisation, known_at]));
}

const BlindRow = Type.Object({ blind: Type.Boolean() });

/** Whether a review is blind by the terms that were set last. */
export async function readBlind(transaction: Transaction, review: string): Promise<boolean> {
  const row = await transaction.first(
    BlindRow,
    `select blind from review_terms where review = $1 order by no desc limit 1`,
    [review],
  );
  return row?.blind ?? false;
}
