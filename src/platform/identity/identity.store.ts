import { Type } from "typebox";
import { canonicalJson } from "../../kit/canonical-json.ts";
import type { Transaction } from "../database/database.ts";
import { AccountView, GrantView, TokenView } from "./identity.contract.ts";
import type { Grant } from "./policy.ts";

/** Grants of an account as JSON, in a fixed order. */
const grantsOf = (account: string): string =>
  `coalesce((select jsonb_agg(jsonb_build_object('role', role, 'organisation', organisation) order by role, organisation nulls first)
     from grants where grants.account = ${account} and withdrawn_at is null), '[]')`;

const accountColumns = `
  accounts.id as account, accounts.name, accounts.created_at,
  exists (select from credentials where credentials.account = accounts.id) as can_sign_in,
  ${grantsOf("accounts.id")} as grants`;

const Holder = Type.Object({
  account: Type.String(),
  name: Type.String(),
  grants: Type.Array(GrantView),
});
const TokenHolder = Type.Object({
  ...Holder.properties,
  narrowed_to: Type.Union([Type.Array(GrantView), Type.Null()]),
});

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

/** Whose API token has this digest, when it was not revoked. */
export function findToken(
  transaction: Transaction,
  digest: Uint8Array,
): Promise<Type.Static<typeof TokenHolder> | undefined> {
  return transaction.first(
    TokenHolder,
    `select accounts.id as account, accounts.name, api_tokens.narrowed_to, ${grantsOf("accounts.id")} as grants
       from api_tokens join accounts on accounts.id = api_tokens.account
      where api_tokens.digest = $1 and api_tokens.revoked_at is null`,
    [digest],
  );
}

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

/** Whether any person has an account yet. */
export async function hasPeople(transaction: Transaction): Promise<boolean> {
  const found = await transaction.first(
    Type.Object({}),
    `select from accounts where kind = 'person' limit 1`,
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

const Link = Type.Object({
  purpose: Type.Union([Type.Literal("set-up"), Type.Literal("join"), Type.Literal("sign-in")]),
  account: Type.Union([Type.String(), Type.Null()]),
  name: Type.Union([Type.String(), Type.Null()]),
  expires_at: Type.String(),
});
/** A one-time link that still works. */
export type Link = Type.Static<typeof Link>;

const linkSource = `select purpose, account, name, expires_at`;

/** Keeps a one-time link for some seconds and answers until when. Older ones of the same account are gone. */
export async function insertLink(
  transaction: Transaction,
  digest: Uint8Array,
  link: { readonly purpose: Link["purpose"]; readonly account: string | null },
  seconds: number,
): Promise<string> {
  await transaction.run(`delete from one_time_links where purpose = $1 and account = $2`, [
    link.purpose,
    link.account,
  ]);
  const row = await transaction.first(
    Type.Object({ expires_at: Type.String() }),
    `insert into one_time_links (digest, purpose, account, expires_at)
     values ($1, $2, $3, now() + make_interval(secs => $4)) returning expires_at`,
    [digest, link.purpose, link.account, seconds],
  );
  return row?.expires_at ?? "";
}

/** Reads a link without using it up. */
export function findLink(transaction: Transaction, digest: Uint8Array): Promise<Link | undefined> {
  return transaction.first(
    Link,
    `${linkSource} from one_time_links left join accounts on accounts.id = account where digest = $1 and expires_at > now()`,
    [digest],
  );
}

/** Takes a link, which then works no more. Of two that come at once, one gets it. */
export function takeLink(transaction: Transaction, digest: Uint8Array): Promise<Link | undefined> {
  return transaction.first(
    Link,
    `with taken as (delete from one_time_links where digest = $1 and expires_at > now() returning *)
     ${linkSource} from taken left join accounts on accounts.id = account`,
    [digest],
  );
}

/** Removes every link that makes the first administrator: each process printed one of its own. */
export async function deleteSetUpLinks(transaction: Transaction): Promise<void> {
  await transaction.run(`delete from one_time_links where purpose = 'set-up'`);
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

const tokenColumns = `id as token, name, created_at, narrowed_to`;

/** Makes an API token. */
export async function insertToken(
  transaction: Transaction,
  token: {
    readonly digest: Uint8Array;
    readonly account: string;
    readonly name: string;
    readonly narrowedTo: readonly Grant[] | null;
    readonly at: string;
  },
): Promise<Type.Static<typeof TokenView>> {
  const row = await transaction.first(
    TokenView,
    `insert into api_tokens (digest, account, name, narrowed_to, created_at) values ($1, $2, $3, $4, $5) returning ${tokenColumns}`,
    [
      token.digest,
      token.account,
      token.name,
      token.narrowedTo === null ? null : canonicalJson(token.narrowedTo),
      token.at,
    ],
  );
  if (!row) throw new Error("a token was not written");
  return row;
}

/** The tokens of an account that were not revoked; an account holds at most `mostTokens` of them. */
export function listTokens(
  transaction: Transaction,
  account: string,
): Promise<Type.Static<typeof TokenView>[]> {
  return transaction.rows(
    TokenView,
    `select ${tokenColumns} from api_tokens where account = $1 and revoked_at is null order by created_at, id`,
    [account],
  );
}

/** Revokes a token of an account by its identifier; answers its name, or nothing when there is none. */
export async function revokeToken(
  transaction: Transaction,
  account: string,
  token: string,
  at: string,
): Promise<string | undefined> {
  const row = await transaction.first(
    Type.Object({ name: Type.String() }),
    `update api_tokens set revoked_at = $3 where account = $1 and id::text = $2 and revoked_at is null returning name`,
    [account, token, at],
  );
  return row?.name;
}

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
