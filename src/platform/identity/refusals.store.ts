import { Type } from "typebox";
import type { Transaction } from "../database/database.ts";

const Refusals = Type.Object({
  account: Type.String(),
  permission: Type.String(),
  count: Type.Integer(),
});

/**
 * Counts a refusal. Answers true for the first within the seconds, which is to be logged at once;
 * the others are only counted, until `takeRefusals`.
 */
export async function countRefusal(
  transaction: Transaction,
  account: string,
  permission: string,
): Promise<boolean> {
  const row = await transaction.first(
    Type.Object({ count: Type.Integer() }),
    `insert into refusals (account, permission, since, count) values ($1, $2, now(), 0)
     on conflict (account, permission) do update set count = refusals.count + 1 returning count`,
    [account, permission],
  );
  return row?.count === 0;
}

/** Takes the counts that began longer ago than the seconds; those without a further refusal are dropped. */
export function takeRefusals(
  transaction: Transaction,
  seconds: number,
): Promise<Type.Static<typeof Refusals>[]> {
  return transaction.rows(
    Refusals,
    `with taken as (delete from refusals where since <= now() - make_interval(secs => $1) returning account, permission, count)
     select account, permission, count from taken where count > 0 order by account, permission`,
    [seconds],
  );
}

/** Removes what has expired: sessions, links and counts of failures. */
export async function deleteExpired(
  transaction: Transaction,
  failuresAfterSeconds: number,
): Promise<void> {
  await transaction.run(`delete from sessions where expires_at <= now()`);
  await transaction.run(`delete from one_time_links where expires_at <= now()`);
  await transaction.run(
    `delete from failed_sign_ins where at <= now() - make_interval(secs => $1)`,
    [failuresAfterSeconds],
  );
}
