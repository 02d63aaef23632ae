import { type Route, route } from "../platform/http/route.ts";
import {
  endSubscription,
  listSubscriptions,
  makeSubscription,
  subscribedCalendar,
} from "./order-subscriptions.actions.ts";
import {
  SubscriptionList,
  SubscriptionMade,
  SubscriptionParams,
  SubscriptionQuery,
  SubscriptionRevoked,
  SubscriptionWanted,
} from "./order-subscriptions.contract.ts";
import { OrderParams } from "./orders.contract.ts";

/** Links by which ordinary calendars, which cannot sign in, read the dates of one order. */
export const orderSubscriptionsRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/api/orders/:order/subscriptions",
    summary: "Make a link by which calendars subscribe to the dates of an order",
    permission: "order.write",
    event: "order.subscription-made",
    blind: "unrelated",
    contract: { params: OrderParams, body: SubscriptionWanted, answer: SubscriptionMade },
    handle: (work, { params, body }) => makeSubscription(work, params.order, body.name),
  }),
  route({
    method: "GET",
    path: "/api/orders/:order/subscriptions",
    summary: "The open links to the dates of an order, without their secrets",
    permission: "order.write",
    event: "none",
    blind: "unrelated",
    contract: { params: OrderParams, answer: SubscriptionList },
    handle: (work, { params }) => listSubscriptions(work, params.order),
  }),
  route({
    method: "DELETE",
    path: "/api/orders/:order/subscriptions/:subscription",
    summary: "Revoke a link to the dates of an order",
    permission: "order.write",
    event: "order.subscription-revoked",
    blind: "unrelated",
    contract: { params: SubscriptionParams, answer: SubscriptionRevoked },
    handle: (work, { params }) => endSubscription(work, params.order, params.subscription),
  }),
  route({
    method: "GET",
    path: "/api/orders/:order/subscription.ics",
    summary: "The dates of an order as iCalendar, for whoever holds a link",
    // The secret is in the query, which the request log leaves out.
    permission: "public",
    event: "none",
    blind: "unrelated",
    contract: {
      params: OrderParams,
      query: SubscriptionQuery,
      answer: { media: "text/calendar; charset=utf-8" },
    },
    handle: async (work, { params, query }) => ({
      content: await subscribedCalendar(work, params.order, query),
      fileName: `${params.order}.ics`,
    }),
  }),
];
