import { type Static, Type } from "typebox";
import { DayRule } from "../kit/day-rule.ts";
import { OrderAct } from "./order-act.contract.ts";
import { OrderStatus } from "./order.contract.ts";

const closed = { additionalProperties: false } as const;
const Slug = Type.String({ pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", maxLength: 120 });
const DayText = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Or = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

export const OrderParams = Type.Object({ order: Slug }, closed);

/** The text of an order file, as it stands. */
export const OrderText = Type.Object(
  {
    text: Type.String({ maxLength: 2 * 1024 * 1024 }),
    file_name: Type.String({ maxLength: 200 }),
    on: Type.Optional(DayText),
    because: Type.Optional(Type.String({ minLength: 1, maxLength: 4000 })),
  },
  { $id: "OrderText", ...closed },
);
export type OrderText = Static<typeof OrderText>;

/** What importing or amending a text answers. */
export const OrderImported = Type.Object(
  {
    order: Type.String(),
    title: Type.String(),
    version: Type.Integer(),
    status: OrderStatus,
    tasks: Type.Integer(),
    file_digest: Type.String(),
    /** What the file says of its own signing, for `order sign`. */
    signed_in_file: Or(Type.String()),
    unchanged: Type.Boolean(),
  },
  { $id: "OrderImported", ...closed },
);
export type OrderImported = Static<typeof OrderImported>;

/** What an act on an order answers. */
export const OrderActed = Type.Object(
  { order: Type.String(), status: OrderStatus, act: OrderAct, unchanged: Type.Boolean() },
  { $id: "OrderActed", ...closed },
);
export type OrderActed = Static<typeof OrderActed>;

export const ClockQuery = Type.Object(
  { on: Type.Optional(DayText), rule: Type.Optional(DayRule), as_of: Type.Optional(Type.String()) },
  closed,
);

/** All orders, newest first. */
export const OrderList = Type.Object(
  {
    orders: Type.Array(
      Type.Object(
        {
          order: Type.String(),
          title: Type.String(),
          short: Type.String(),
          kind: Type.String(),
          status: OrderStatus,
          status_words: Type.String(),
          version: Type.Integer(),
          tasks: Type.Integer(),
          signed: Or(Type.String()),
          headline: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: "OrderList", ...closed },
);
export type OrderList = Static<typeof OrderList>;

export const ObligationQuery = Type.Object(
  { on: Type.Optional(DayText), as_of: Type.Optional(Type.String()), task: Type.Optional(Slug) },
  closed,
);

/** One obligation of one organisation, lead or the whole. */
export const ObligationRow = Type.Object(
  {
    task: Type.String(),
    part: Or(Type.String()),
    state: Type.Union([
      Type.Literal("not-started"),
      Type.Literal("submitted"),
      Type.Literal("returned"),
      Type.Literal("received"),
      Type.Literal("accepted"),
      Type.Literal("extended"),
      Type.Literal("waived"),
      Type.Literal("blocked"),
    ]),
    since: Or(Type.String()),
    by: Or(Type.String()),
    because: Or(Type.String()),
    due: Or(Type.String()),
    projected: Type.Boolean(),
  },
  closed,
);

export const ObligationList = Type.Object(
  { order: Type.String(), on: Type.String(), obligations: Type.Array(ObligationRow) },
  { $id: "ObligationList", ...closed },
);
export type ObligationList = Static<typeof ObligationList>;

const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 });

/** Which text of an order: the version that counts on a day, or the one with that number. */
export const OrderFileQuery = Type.Object(
  {
    on: Type.Optional(DayText),
    as_of: Type.Optional(Type.String()),
    version: Type.Optional(Version),
  },
  closed,
);

/** Two versions of the text of one order. */
export const VersionPair = Type.Object(
  { from: Version, to: Version, as_of: Type.Optional(Type.String()) },
  closed,
);

/** The versions of the text of an order, oldest first. */
export const OrderVersions = Type.Object(
  {
    order: Type.String(),
    title: Type.String(),
    versions: Type.Array(
      Type.Object(
        {
          version: Type.Integer(),
          /** The day from which it counts, by the act that brought it. */
          day: Type.String(),
          /** ISO 8601, UTC. */
          known_at: Type.String(),
          because: Or(Type.String()),
          tasks: Type.Integer(),
          file_name: Type.String(),
          file_digest: Type.String(),
          leaf: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: "OrderVersions", ...closed },
);
export type OrderVersions = Static<typeof OrderVersions>;
