import { Type } from "typebox";
import type { Transaction } from "../database/database.ts";

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
