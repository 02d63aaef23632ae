import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";

const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

const TermsRow = Type.Object({
  blind: Type.Boolean(),
  self_task: OrNull(Type.String()),
  self_due: OrNull(Type.String()),
  independent_task: OrNull(Type.String()),
  independent_due: OrNull(Type.String()),
  reason: Type.String(),
  by: Type.String(),
  by_name: Type.String(),
  known_at: Type.String(),
  leaf: Type.String(),
});
export type TermsRow = Static<typeof TermsRow>;

/** Every set of terms of a review, the newest first; the first of them counts. */
export function readTerms(
  transaction: Transaction,
  review: string,
  limit: number,
): Promise<TermsRow[]> {
  return transaction.rows(
    TermsRow,
    `select blind, self_task, self_due, independent_task, independent_due, reason, by,
       coalesce((select name from accounts where id = by), by) as by_name, known_at, leaf
     from review_terms where review = $1 order by no desc limit $2`,
    [review, limit],
  );
}

/** Writes the terms of a review. */
export async function insertTerms(
  transaction: Transaction,
  review: string,
  terms: Omit<TermsRow, "by_name">,
): Promise<void> {
  await transaction.run(
    `insert into review_terms (review, blind, self_task, self_due, independent_task, independent_due,
       reason, by, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      review,
      terms.blind,
      terms.self_task,
      terms.self_due,
      terms.independent_task,
      terms.independent_due,
      terms.reason,
      terms.by,
      terms.known_at,
      terms.leaf,
    ],
  );
}
