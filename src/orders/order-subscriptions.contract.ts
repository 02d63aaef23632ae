import { type Static, Type } from "typebox";
import { DayRule } from "../kit/day-rule.ts";
import { OrderParams } from "./orders.contract.ts";

const closed = { additionalProperties: false } as const;

/** For whom a subscription of a calendar is made. */
export const SubscriptionWanted = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200, description: "for whom it is" }) },
  { $id: "SubscriptionWanted", ...closed },
);

/** A link by which calendars read the dates of one order, without its secret. */
export const Subscription = Type.Object(
  {
    subscription: Type.String(),
    name: Type.String(),
    /** ISO 8601, UTC. */
    made_at: Type.String(),
    made_by: Type.String(),
  },
  { $id: "Subscription", ...closed },
);
export type Subscription = Static<typeof Subscription>;

/** A subscription that was just made: the only answer that holds its secret. */
export const SubscriptionMade = Type.Object(
  {
    ...Subscription.properties,
    /** Address below that of this server; whoever knows it reads the dates. */
    path: Type.String(),
  },
  { $id: "SubscriptionMade", ...closed },
);
export type SubscriptionMade = Static<typeof SubscriptionMade>;

export const SubscriptionList = Type.Object(
  { order: Type.String(), subscriptions: Type.Array(Subscription) },
  { $id: "SubscriptionList", ...closed },
);
export type SubscriptionList = Static<typeof SubscriptionList>;

export const SubscriptionParams = Type.Object(
  {
    ...OrderParams.properties,
    subscription: Type.String({ pattern: "^[0-9a-f-]{36}$" }),
  },
  closed,
);
export const SubscriptionRevoked = Type.Object(
  { order: Type.String(), subscription: Type.String(), name: Type.String() },
  { $id: "SubscriptionRevoked", ...closed },
);

/** What a calendar asks with: the secret of its link. */
export const SubscriptionQuery = Type.Object(
  {
    key: Type.String({ minLength: 1, maxLength: 200, description: "the secret of the link" }),
    rule: Type.Optional(DayRule),
  },
  closed,
);
