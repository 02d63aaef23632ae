import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { grantsOf, Holder } from "../platform/identity/grants-of.store.ts";

const Link = Type.Object({
  calendar: Type.String(),
  name: Type.String(),
  made_at: Type.String(),
});
type Link = Static<typeof Link>;

/** Keeps a link under the digest of its secret; the secret itself is kept nowhere. */
export async function addCalendar(
  transaction: Transaction,
  given: {
    readonly account: string;
    readonly name: string;
    readonly digest: Uint8Array;
    readonly at: string;
  },
): Promise<Link> {
  const row = await transaction.first(
    Link,
    `insert into waiting_calendars (account, name, digest, made_at) values ($1, $2, $3, $4)
     returning id::text as calendar, name, made_at`,
    [given.account, given.name, given.digest, given.at],
  );
  if (!row) throw new Error("a calendar's link was not written");
  return row;
}

/** The open links of an account, oldest first. */
export function readCalendars(transaction: Transaction, account: string): Promise<Link[]> {
  return transaction.rows(
    Link,
    `select id::text as calendar, name, made_at from waiting_calendars
     where account = $1 and revoked_at is null order by made_at, id`,
    [account],
  );
}

/** Closes a link of an account; answers whether there was one. */
export async function revokeCalendar(
  transaction: Transaction,
  account: string,
  calendar: string,
  at: string,
): Promise<boolean> {
  const rows = await transaction.run(
    `update waiting_calendars set revoked_at = $3
     where account = $1 and id::text = $2 and revoked_at is null`,
    [account, calendar, at],
  );
  return rows > 0;
}

/** Whose calendar a secret opens, with the grants that they hold today; undefined for nobody's. */
export function calendarHolder(transaction: Transaction, digest: Uint8Array) {
  return transaction.first(
    Holder,
    `select accounts.id as account, accounts.name, ${grantsOf("accounts.id")} as grants
     from waiting_calendars join accounts on accounts.id = waiting_calendars.account
     where digest = $1 and revoked_at is null`,
    [digest],
  );
}
