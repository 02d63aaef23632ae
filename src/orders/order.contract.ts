import { type Static, Type } from "typebox";
import { DayRule } from "../kit/day-rule.ts";
import { Deadline } from "./deadline.contract.ts";

const strict = { additionalProperties: false } as const;
const Slug = Type.String({
  pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$",
  maxLength: 80,
  description: "small letters, digits and hyphens",
});
const Words = Type.String({ minLength: 1, maxLength: 4000 });
const DayText = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}$",
  description: "a date such as 2017-05-11, in quotes",
});
const OfficeList = Type.Array(Slug, { maxItems: 100 });

/** The states in the life of an order. */
export const OrderStatus = Type.Union([
  Type.Literal("leaked"),
  Type.Literal("draft"),
  Type.Literal("scheduled"),
  Type.Literal("postponed"),
  Type.Literal("signed"),
  Type.Literal("amended"),
  Type.Literal("superseded"),
  Type.Literal("closed"),
]);
export type OrderStatus = Static<typeof OrderStatus>;

/** Whether an office is held, acted for, or empty, from a day on. */
export const StandingState = Type.Union([
  Type.Literal("held"),
  Type.Literal("acting"),
  Type.Literal("vacant"),
]);

/** What is known of an office from a day on. No names: those are entered by whoever may know them. */
export const OrderStanding = Type.Object(
  {
    state: StandingState,
    from: DayText,
    note: Type.Optional(Words),
    from_memory: Type.Optional(Type.Boolean()),
  },
  strict,
);

/** An office that an order speaks of, by title. */
export const OrderOffice = Type.Object(
  {
    title: Words,
    short: Type.Optional(Words),
    /** A collective stands for many heads; an open list is named later; a source only informs. */
    kind: Type.Optional(
      Type.Union([
        Type.Literal("office"),
        Type.Literal("collective"),
        Type.Literal("body"),
        Type.Literal("open-list"),
        Type.Literal("source"),
        Type.Literal("public"),
      ]),
    ),
    /** Offices that sit in a joint body, and how many of them it needs. */
    seats: Type.Optional(OfficeList),
    quorum: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Why this office would be expected here, whether or not a task names it. */
    known_role: Type.Optional(Words),
    standings: Type.Optional(Type.Array(OrderStanding, { maxItems: 50 })),
    note: Type.Optional(Words),
  },
  strict,
);
export type OrderOffice = Static<typeof OrderOffice>;

/** What is taken out of a task, and which offices stand in there. */
export const CarveOut = Type.Object(
  { what: Words, clause: Type.Optional(Words), instead_of: OfficeList, by: OfficeList },
  strict,
);

/** One thing that an order asks of somebody. */
export const OrderTask = Type.Object(
  {
    id: Slug,
    clause: Words,
    title: Words,
    short: Type.Optional(Words),
    leads: Type.Array(Slug, { minItems: 1, maxItems: 100 }),
    coordinated_by: Type.Optional(OfficeList),
    coordination: Type.Optional(OfficeList),
    consultation: Type.Optional(OfficeList),
    support: Type.Optional(OfficeList),
    route: Type.Optional(
      Type.Object(
        {
          through: Type.Optional(OfficeList),
          to: OfficeList,
          from_memory: Type.Optional(Type.Boolean()),
        },
        strict,
      ),
    ),
    product: Words,
    /** Who owes one of its own: every organisation, or every lead. Left out: one joint product. */
    each: Type.Optional(Type.Union([Type.Literal("organisation"), Type.Literal("lead")])),
    deadline: Deadline,
    continuing: Type.Optional(Type.Boolean()),
    marking: Type.Optional(Words),
    public: Type.Optional(Type.Boolean()),
    carve_outs: Type.Optional(Type.Array(CarveOut, { maxItems: 20 })),
    /** Tasks of an earlier version or draft that this one grew out of: split or merged. */
    formerly: Type.Optional(OfficeList),
    /** Parts of this task that no source at hand confirmed. */
    from_memory: Type.Optional(Type.Array(Words, { maxItems: 20 })),
    note: Type.Optional(Words),
  },
  strict,
);
export type OrderTask = Static<typeof OrderTask>;

/** An order written as a file, `muster-order/1`. */
export const OrderFile = Type.Object(
  {
    format: Type.Literal("muster-order/1"),
    id: Slug,
    title: Words,
    short: Type.Optional(Words),
    kind: Words,
    status: OrderStatus,
    leaked: Type.Optional(DayText),
    planned_signing: Type.Optional(DayText),
    signed: Type.Optional(DayText),
    published: Type.Optional(DayText),
    citation: Type.Optional(Words),
    supersedes: Type.Optional(Slug),
    superseded_by: Type.Optional(Slug),
    /** A dated calendar of holidays, such as us-federal@1. */
    calendar: Type.Optional(
      Type.String({ pattern: "^[a-z0-9-]+@\\d+$", description: "such as us-federal@1" }),
    ),
    rule: Type.Optional(DayRule),
    source: Words,
    note: Type.Optional(Words),
    /** What stands above every page of this order, such as that it is a demonstration. */
    notice: Type.Optional(Words),
    findings: Type.Optional(Type.Array(Words, { maxItems: 100 })),
    offices: Type.Record(
      Type.String({ pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$" }),
      OrderOffice,
      strict,
    ),
    tasks: Type.Array(OrderTask, { minItems: 1, maxItems: 500 }),
  },
  { ...strict, $id: "urn:muster:schemas:order:1", title: "An order of Muster" },
);
export type OrderFile = Static<typeof OrderFile>;
