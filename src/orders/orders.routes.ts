import { type Static, type TObject, Type } from "typebox";
import { type Route, route } from "../platform/http/route.ts";
import { ClockView } from "./clock.contract.ts";
import {
  Accept,
  Block,
  Close,
  Decide,
  Deliver,
  Extend,
  Heads,
  type OrderAct,
  Postpone,
  Receive,
  Return,
  Schedule,
  Sign,
  Supersede,
  Waive,
} from "./order-act.contract.ts";
import { OrderDiff } from "./order-diff.contract.ts";
import { compareVersions, listVersions } from "./order-versions.actions.ts";
import { orderSchemaText } from "./order-schema.ts";
import {
  compareOrders,
  listObligations,
  listOrders,
  showCalendar,
  showClock,
  showOrderFile,
} from "./order-views.actions.ts";
import { actOnOrder, amendOrder, type GivenAct, importOrder } from "./orders.actions.ts";
import {
  ClockQuery,
  ObligationList,
  ObligationQuery,
  OrderActed,
  OrderFileQuery,
  OrderImported,
  OrderList,
  OrderParams,
  OrderText,
  OrderVersions,
  VersionPair,
} from "./orders.contract.ts";

/** One act as a way in: its verb, what the log calls it, and what a request says. */
interface ActRoute<B extends TObject> {
  readonly verb: string;
  readonly kind: OrderAct["kind"];
  readonly summary: string;
  readonly body: B;
  /** Turns the body into an act; left out where the words are the same. */
  readonly said?: (body: Static<B>) => GivenAct;
}

function actRoute<B extends TObject>({ verb, kind, summary, body, said }: ActRoute<B>): Route {
  return route({
    method: "POST",
    path: `/api/orders/:order/${verb}`,
    summary,
    permission: "order.write",
    event: `order.${kind}`,
    blind: "unrelated",
    contract: { params: OrderParams, body, answer: OrderActed },
    handle: (work, { params, body: given }) =>
      // Without `said`, the fields of the body are those of an act by its contract.
      actOnOrder(work, params.order, kind, said ? said(given as Static<B>) : (given as GivenAct)),
  });
}

const acts: readonly Route[] = [
  actRoute({
    verb: "schedule",
    kind: "scheduled",
    summary: "Set the day on which an order is to be signed",
    body: Schedule,
    said: ({ day, issued_after_all: because = null, ...rest }) => ({
      ...rest,
      until: day,
      because,
    }),
  }),
  actRoute({
    verb: "postpone",
    kind: "postponed",
    summary: "Postpone the signing, to a day or to none",
    body: Postpone,
    said: ({ day, ...rest }) => ({ ...rest, until: day ?? null }),
  }),
  actRoute({
    verb: "sign",
    kind: "signed",
    summary: "Sign an order: its clocks run",
    body: Sign,
    said: ({ issued_after_all: because = null, ...rest }) => ({ ...rest, because }),
  }),
  actRoute({
    verb: "supersede",
    kind: "superseded",
    summary: "Say that another order took its place",
    body: Supersede,
  }),
  actRoute({ verb: "close", kind: "closed", summary: "Close an order", body: Close }),
  actRoute({
    verb: "heads",
    kind: "heads-named",
    summary: "Name the organisations whose heads it speaks to",
    body: Heads,
  }),
  actRoute({ verb: "deliver", kind: "delivered", summary: "Enter a delivery", body: Deliver }),
  actRoute({ verb: "receive", kind: "received", summary: "Enter a receipt", body: Receive }),
  actRoute({ verb: "accept", kind: "accepted", summary: "Enter an acceptance", body: Accept }),
  actRoute({
    verb: "return",
    kind: "returned",
    summary: "Return a product, with the reason",
    body: Return,
  }),
  actRoute({
    verb: "extend",
    kind: "extended",
    summary: "Grant a later date: by whom, and why",
    body: Extend,
  }),
  actRoute({
    verb: "waive",
    kind: "waived",
    summary: "Waive a product: by whom, and why",
    body: Waive,
  }),
  actRoute({
    verb: "block",
    kind: "blocked",
    summary: "Say why a product cannot be done yet",
    body: Block,
  }),
  actRoute({
    verb: "decide",
    kind: "decided",
    summary: "Decide what the text leaves open about a date",
    body: Decide,
  }),
];

const CompareParams = Type.Object(
  { order: OrderParams.properties.order, other: OrderParams.properties.order },
  { additionalProperties: false },
);
const When = Type.Object(
  { on: ClockQuery.properties.on, as_of: ClockQuery.properties.as_of },
  { additionalProperties: false },
);
const AsOf = Type.Object({ as_of: ClockQuery.properties.as_of }, { additionalProperties: false });

/** Orders: their texts, their life, their clocks. */
export const ordersRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/api/orders",
    summary: "All orders with their headlines",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: { query: When, answer: OrderList },
    handle: (work, { query }) => listOrders(work, query),
  }),
  route({
    method: "POST",
    path: "/api/orders/import",
    summary: "Import the file of an order",
    permission: "order.write",
    event: "order.imported",
    blind: "unrelated",
    contract: { body: OrderText, answer: OrderImported },
    handle: (work, { body }) => importOrder(work, body),
  }),
  route({
    method: "POST",
    path: "/api/orders/:order/amend",
    summary: "Replace the text of an order by a new version",
    permission: "order.write",
    event: "order.amended",
    blind: "unrelated",
    contract: { params: OrderParams, body: OrderText, answer: OrderImported },
    handle: (work, { params, body }) => amendOrder(work, params.order, body),
  }),
  route({
    method: "GET",
    path: "/api/orders/:order/clock",
    summary: "The clock of an order on a day",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: { params: OrderParams, query: ClockQuery, answer: ClockView },
    handle: (work, { params, query }) => showClock(work, params.order, query),
  }),
  route({
    method: "GET",
    path: "/api/orders/:order/obligations",
    summary: "What every organisation or lead owes",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: { params: OrderParams, query: ObligationQuery, answer: ObligationList },
    handle: (work, { params, query }) => listObligations(work, params.order, query),
  }),
  route({
    method: "GET",
    path: "/api/orders/:order/calendar.ics",
    summary: "The dates of an order as iCalendar",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: {
      params: OrderParams,
      query: ClockQuery,
      answer: { media: "text/calendar; charset=utf-8" },
    },
    handle: async (work, { params, query }) => ({
      content: await showCalendar(work, params.order, query),
      fileName: `${params.order}.ics`,
    }),
  }),
  route({
    method: "GET",
    path: "/api/orders/:order/file",
    summary: "The file of an order, byte for byte",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: {
      params: OrderParams,
      query: OrderFileQuery,
      answer: { media: "application/yaml; charset=utf-8" },
    },
    handle: async (work, { params, query }) => {
      const { text, name } = await showOrderFile(work, params.order, query);
      return { content: text, fileName: name };
    },
  }),
  route({
    method: "GET",
    path: "/api/orders/:order/versions",
    summary: "The versions of the text of an order",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: { params: OrderParams, query: AsOf, answer: OrderVersions },
    handle: (work, { params, query }) => listVersions(work, params.order, query),
  }),
  route({
    method: "GET",
    path: "/api/orders/:order/differences",
    summary: "What changed between two versions of the text of an order",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: { params: OrderParams, query: VersionPair, answer: OrderDiff },
    handle: (work, { params, query }) => compareVersions(work, params.order, query),
  }),
  route({
    method: "GET",
    path: "/api/orders/:order/differences/:other",
    summary: "What changed from another order to this one",
    permission: "order.read",
    event: "none",
    blind: "unrelated",
    contract: { params: CompareParams, query: When, answer: OrderDiff },
    handle: (work, { params, query }) => compareOrders(work, params.order, params.other, query),
  }),
  route({
    method: "GET",
    path: "/schemas/order.json",
    summary: "The JSON Schema of an order file, for editors",
    permission: "public",
    event: "none",
    blind: "unrelated",
    contract: { answer: { media: "application/schema+json; charset=utf-8" } },
    handle: () => Promise.resolve({ content: orderSchemaText() }),
  }),
  ...acts,
];
