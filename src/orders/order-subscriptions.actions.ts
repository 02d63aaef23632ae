import type { Static } from "typebox";
import { Problem } from "../kit/problem.ts";
import { newSecret, secretDigest } from "../platform/identity/secret.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import type {
  SubscriptionList,
  SubscriptionMade,
  SubscriptionRevoked,
} from "./order-subscriptions.contract.ts";
import {
  addSubscription,
  opensCalendar,
  readSubscriptions,
  revokeSubscription,
} from "./order-subscriptions.store.ts";
import { showCalendar } from "./order-views.actions.ts";
import { noSuchOrder } from "./no-such-name.ts";
import { lockOrder, readTexts } from "./orders.store.ts";

/** Links of one order that are open at a time: enough for a calendar each, few enough to look over. */
const mostSubscriptions = 100;

async function requireOrder(work: Work, order: string): Promise<void> {
  const asOf = await lastKnownAt(work.transaction);
  if ((await readTexts(work.transaction, asOf, order)).length > 0) return;
  throw new Problem("not-found", noSuchOrder(order));
}

/**
 * Makes a link by which ordinary calendars subscribe to the dates of one order, without signing in.
 * Its secret is answered once; kept is only its digest, and the log says for whom it was made.
 * Refuses (not-found) an order that is not there, (refused) more than a hundred open links.
 */
export async function makeSubscription(
  work: Work,
  order: string,
  name: string,
): Promise<SubscriptionMade> {
  const { transaction, actor } = work;
  await requireOrder(work, order);
  await lockOrder(transaction, order);
  if ((await readSubscriptions(transaction, order)).length >= mostSubscriptions) {
    const sentence = `The order ${order} has ${mostSubscriptions} open links; revoke some with \`order unsubscribe\` first.`;
    throw new Problem("refused", sentence);
  }
  const secret = newSecret("calendar");
  const made = await addSubscription(transaction, {
    order,
    digest: secretDigest(secret),
    name,
    by: actor.name,
    at: await work.knownAt(),
  });
  const data = { subscription: made.subscription, name };
  await work.append({ kind: "order.subscription-made", subject: `order/${order}`, data });
  const path = `/api/orders/${encodeURIComponent(order)}/subscription.ics?key=${secret}`;
  return { ...made, path };
}

/** The open links of an order, without their secrets. Refuses (not-found). */
export async function listSubscriptions(work: Work, order: string): Promise<SubscriptionList> {
  await requireOrder(work, order);
  return { order, subscriptions: await readSubscriptions(work.transaction, order) };
}

/** Closes a link for good: calendars that used it get nothing more. Refuses (not-found). */
export async function endSubscription(
  work: Work,
  order: string,
  subscription: string,
): Promise<Static<typeof SubscriptionRevoked>> {
  const name = await revokeSubscription(
    work.transaction,
    order,
    subscription,
    await work.knownAt(),
  );
  if (name === undefined) {
    const sentence = `The order ${order} has no such open link; \`order subscriptions ${order}\` lists them.`;
    throw new Problem("not-found", sentence);
  }
  const data = { subscription, name };
  await work.append({ kind: "order.subscription-revoked", subject: `order/${order}`, data });
  return { order, subscription, name };
}

/**
 * The calendar of an order for whoever holds the secret of an open link. A wrong secret, one that was
 * revoked and an order that is not there are answered alike (not-found), so that nothing is told.
 */
export async function subscribedCalendar(
  work: Work,
  order: string,
  given: { readonly key: string; readonly rule?: "printed" | "next" | "previous" | undefined },
): Promise<string> {
  if (await opensCalendar(work.transaction, order, secretDigest(given.key))) {
    return showCalendar(work, order, { rule: given.rule });
  }
  const sentence =
    "This link opens no calendar: it was never made, or it was revoked; ask for a new one.";
  throw new Problem("not-found", sentence);
}
