import { Type } from "typebox";
import type { Transaction } from "../database/database.ts";
import { grantsOf } from "./grants-of.store.ts";
import { AccountView } from "./identity.contract.ts";
import type { Grant } from "./policy.ts";

const accountColumns = `
  accounts.id as account, accounts.name, accounts.created_at,
  exists (select from credentials where credentials.account = accounts.id) as can_sign_in,
  ${grantsOf("accounts.id")} as grants`;

/** One account. */
export function findAccount(
  transaction: Transaction,
  account: string,
): Promise<AccountView | undefined> {
  return transaction.first(AccountView, `select ${accountColumns} from accounts where id = $1`, [
    account,
  ]);
}

/** The account of a name; upper and lower case are the same. */
export function findAccountByName(
  transaction: Transaction,
  name: string,
): Promise<AccountView | undefined> {
  return transaction.first(
    AccountView,
    `select ${accountColumns} from accounts where lower(name) = lower($1)`,
    [name],
  );
}

/** Accounts in the order of their names, from the one after `after`. */
export function listAccounts(
  transaction: Transaction,
  after: string,
  limit: number,
): Promise<AccountView[]> {
  return transaction.rows(
    AccountView,
    `select ${accountColumns} from accounts where lower(name) > lower($1) order by lower(name) limit $2`,
    [after, limit],
  );
}

/**
 * Whether a person is, or ever was, administrator everywhere; the operator of the machine is none. One
 * who was withdrawn counts: what the first start printed must not come alive again years later.
 */
export async function hadAdministrator(transaction: Transaction): Promise<boolean> {
  const found = await transaction.first(
    Type.Object({}),
    `select from grants join accounts on accounts.id = grants.account
      where role = 'administrator' and organisation is null and accounts.kind = 'person' limit 1`,
  );
  return found !== undefined;
}

/** Makes the account of a person. */
export async function insertAccount(
  transaction: Transaction,
  account: string,
  name: string,
  at: string,
): Promise<void> {
  await transaction.run(
    `insert into accounts (id, name, kind, created_at) values ($1, $2, 'person', $3)`,
    [account, name, at],
  );
}

const Secret = Type.Object({ account: Type.String(), secret: Type.String() });

/** The password hash of the account of a name. */
export function findPassword(
  transaction: Transaction,
  name: string,
): Promise<Type.Static<typeof Secret> | undefined> {
  return transaction.first(
    Secret,
    `select account, secret from credentials join accounts on accounts.id = account
      where lower(accounts.name) = lower($1) and credentials.kind = 'password'`,
    [name],
  );
}

/** Sets the password of an account and ends its sessions. */
export async function putPassword(
  transaction: Transaction,
  account: string,
  hash: string,
  at: string,
): Promise<void> {
  await transaction.run(`delete from credentials where account = $1 and kind = 'password'`, [
    account,
  ]);
  await transaction.run(`delete from sessions where account = $1`, [account]);
  await transaction.run(
    `insert into credentials (account, kind, secret, created_at) values ($1, 'password', $2, $3)`,
    [account, hash, at],
  );
}

/** Gives a role; answers whether it was not held before. */
export async function insertGrant(
  transaction: Transaction,
  account: string,
  grant: Grant,
  at: string,
  by: string,
): Promise<boolean> {
  const rows = await transaction.run(
    `insert into grants (account, role, organisation, given_at, given_by) values ($1, $2, $3, $4, $5)
     on conflict (account, role, organisation) where withdrawn_at is null do nothing`,
    [account, grant.role, grant.organisation, at, by],
  );
  return rows === 1;
}

/** Withdraws a role; answers whether it was held. */
export async function withdrawGrant(
  transaction: Transaction,
  account: string,
  grant: Grant,
  at: string,
  by: string,
): Promise<boolean> {
  const rows = await transaction.run(
    `update grants set withdrawn_at = $4, withdrawn_by = $5
      where account = $1 and role = $2 and organisation is not distinct from $3 and withdrawn_at is null`,
    [account, grant.role, grant.organisation, at, by],
  );
  return rows === 1;
}

/** Whether anybody holds administration everywhere. Locks those grants, so that two cannot both withdraw the last. */
export async function hasAdministrator(transaction: Transaction): Promise<boolean> {
  const rows = await transaction.rows(
    Type.Object({}),
    `select from grants where role = 'administrator' and organisation is null and withdrawn_at is null for update`,
  );
  return rows.length > 0;
}
