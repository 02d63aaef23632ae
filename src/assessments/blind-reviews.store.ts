import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";

const BlindRow = Type.Object({ review: Type.String(), organisations: Type.Array(Type.String()) });

/**
 * The reviews that are blind by their terms as they stand, or one of them if it is, each with the
 * organisations of which both sides were in: what was seen once cannot be unseen, so a later request
 * for changes takes none out again. One statement.
 */
export async function blindReviews(
  transaction: Transaction,
  review: string | null = null,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await transaction.rows(
    BlindRow,
    `select review, array(select i.organisation from assessments_in i where i.review = terms.review) as organisations
     from (select distinct on (review) review, blind from review_terms
           where $1::text is null or review = $1 order by review, no desc) terms
     where blind order by review`,
    [review],
  );
  return new Map(rows.map(({ review: id, organisations }) => [id, new Set(organisations)]));
}
