import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";

const CarryOverRow = Type.Object({ from_review: Type.String(), told: Type.String() });

/** What a review took over; nothing where it took over nothing. */
export function readCarryOver(
  transaction: Transaction,
  review: string,
): Promise<Static<typeof CarryOverRow> | undefined> {
  return transaction.first(
    CarryOverRow,
    `select from_review, told from carry_overs where review = $1`,
    [review],
  );
}

/** Keeps what a review took over. */
export async function insertCarryOver(
  transaction: Transaction,
  row: Static<typeof CarryOverRow> & {
    readonly review: string;
    readonly by: string;
    readonly known_at: string;
    readonly leaf: string;
  },
): Promise<void> {
  await transaction.run(
    `insert into carry_overs (review, from_review, told, by, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6)`,
    [row.review, row.from_review, row.told, row.by, row.known_at, row.leaf],
  );
}
