import { Type } from "typebox";
import type { Transaction } from "../database/database.ts";
import { grantsOf, Holder } from "./grants-of.store.ts";

/** Whose session has this digest, when it has not expired. */
export function findSession(
  transaction: Transaction,
  digest: Uint8Array,
): Promise<Type.Static<typeof Holder> | undefined> {
  return transaction.first(
    Holder,
    `select accounts.id as account, accounts.name, ${grantsOf("accounts.id")} as grants
       from sessions join accounts on accounts.id = sessions.account
      where sessions.digest = $1 and sessions.expires_at > now()`,
    [digest],
  );
}

/** Keeps a session for some seconds. */
export async function insertSession(
  transaction: Transaction,
  digest: Uint8Array,
  account: string,
  seconds: number,
): Promise<void> {
  await transaction.run(
    `insert into sessions (digest, account, started_at, expires_at) values ($1, $2, now(), now() + make_interval(secs => $3))`,
    [digest, account, seconds],
  );
}

/** Ends a session. */
export async function deleteSession(transaction: Transaction, digest: Uint8Array): Promise<void> {
  await transaction.run(`delete from sessions where digest = $1`, [digest]);
}

/** Counts the failed sign-ins of each key in the last seconds; the greatest count is answered. */
export async function countFailures(
  transaction: Transaction,
  key: string,
  seconds: number,
): Promise<number> {
  const row = await transaction.first(
    Type.Object({ count: Type.Integer() }),
    `select count(*) as count from failed_sign_ins where key = $1 and at > now() - make_interval(secs => $2)`,
    [key, seconds],
  );
  return row?.count ?? 0;
}

/** Notes a failed sign-in under several keys. */
export async function insertFailure(
  transaction: Transaction,
  keys: readonly string[],
): Promise<void> {
  await transaction.run(`insert into failed_sign_ins (key, at) select unnest($1::text[]), now()`, [
    keys,
  ]);
}

/** Forgets the failures of a key, after a sign-in that succeeded. */
export async function deleteFailures(transaction: Transaction, key: string): Promise<void> {
  await transaction.run(`delete from failed_sign_ins where key = $1`, [key]);
}
