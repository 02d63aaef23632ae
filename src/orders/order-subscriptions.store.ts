import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { Subscription } from "./order-subscriptions.contract.ts";

const columns = `id::text as subscription, name, made_at, made_by`;

/** Keeps a subscription under the digest of its secret; the secret itself is kept nowhere. */
export async function addSubscription(
  transaction: Transaction,
  given: {
    readonly order: string;
    readonly digest: Uint8Array;
    readonly name: string;
    readonly by: string;
    readonly at: string;
  },
): Promise<Subscription> {
  const row = await transaction.first(
    Subscription,
    `insert into order_subscriptions (order_id, digest, name, made_by, made_at)
     values ($1, $2, $3, $4, $5) returning ${columns}`,
    [given.order, given.digest, given.name, given.by, given.at],
  );
  if (!row) throw new Error("a subscription was not written");
  return row;
}

/** The subscriptions of an order that were not revoked, oldest first. */
export function readSubscriptions(
  transaction: Transaction,
  order: string,
): Promise<Subscription[]> {
  return transaction.rows(
    Subscription,
    `select ${columns} from order_subscriptions
     where order_id = $1 and revoked_at is null order by made_at, id`,
    [order],
  );
}

/** Whether a secret opens the calendar of an order. */
export async function opensCalendar(
  transaction: Transaction,
  order: string,
  digest: Uint8Array,
): Promise<boolean> {
  const row = await transaction.first(
    Type.Object({ order_id: Type.String() }),
    `select order_id from order_subscriptions
     where digest = $1 and order_id = $2 and revoked_at is null`,
    [digest, order],
  );
  return row !== undefined;
}

/** Revokes a subscription; answers its name, or nothing when there is none. */
export async function revokeSubscription(
  transaction: Transaction,
  order: string,
  subscription: string,
  at: string,
): Promise<string | undefined> {
  const row = await transaction.first(
    Type.Object({ name: Type.String() }),
    `update order_subscriptions set revoked_at = $3
     where order_id = $1 and id::text = $2 and revoked_at is null returning name`,
    [order, subscription, at],
  );
  return row?.name;
}
