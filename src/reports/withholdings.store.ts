import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { WithholdingAct } from "./withholdings.contract.ts";

const InForce = Type.Object({
  review: Type.String(),
  organisation: Type.String(),
  item: Type.String(),
  authority: Type.String(),
});

/** Everything that is withheld now in any review, by review, organisation and item. */
export function withheldNow(transaction: Transaction): Promise<Static<typeof InForce>[]> {
  return transaction.rows(
    InForce,
    `select review, organisation, item, words as authority from (
       select distinct on (review, organisation, item) * from withholdings
       order by review, organisation, item, no desc) newest
     where withheld order by review, organisation, item`,
    [],
  );
}

/** Every act on what is withheld in a review, oldest first. */
export function withholdingActs(
  transaction: Transaction,
  review: string,
): Promise<WithholdingAct[]> {
  return transaction.rows(
    WithholdingAct,
    `select organisation, item, case when withheld then 'withheld' else 'lifted' end as act, words, by, known_at
     from withholdings where review = $1 order by no`,
    [review],
  );
}

/** Writes that items of an organisation are withheld, or told again. An empty item: that it is there. */
export async function insertWithholdings(
  transaction: Transaction,
  about: { review: string; organisation: string; items: readonly string[]; withheld: boolean },
  act: { words: string; by: string; knownAt: string; leaf: string },
): Promise<void> {
  await transaction.run(
    `insert into withholdings (review, organisation, item, withheld, words, by, known_at, leaf)
     select $1, $2, item, $4, $5, $6, $7, $8 from unnest($3::text[]) as list (item)`,
    [
      about.review,
      about.organisation,
      about.items,
      about.withheld,
      act.words,
      act.by,
      act.knownAt,
      act.leaf,
    ],
  );
}

/** Keeps two writers from changing what is withheld. Held to the end of the transaction. */
export async function lockWithholdings(transaction: Transaction): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('withholdings', 0))`);
}

/**
 * Keeps what is withheld as it is until the end of the transaction, for any number of publishers at
 * once: so nothing is published by a rule that somebody is just making stricter.
 */
export async function holdWithholdings(transaction: Transaction): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock_shared(hashtextextended('withholdings', 0))`);
}
