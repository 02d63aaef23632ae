import { type Static, Type } from "typebox";
import { DayRule } from "../kit/day-rule.ts";
import { AnchorChoice, RepeatChoice } from "./deadline.contract.ts";

const closed = { additionalProperties: false } as const;
const Slug = Type.String({ pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", maxLength: 120 });
const Words = Type.String({ minLength: 1, maxLength: 4000 });
const DayText = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

/** Every act says on what day it was; left out: the day on which it becomes known. */
const common = {
  on: Type.Optional(DayText),
  note: Type.Optional(Words),
  /** Where this is known from. */
  source: Type.Optional(Words),
  from_memory: Type.Optional(Type.Boolean()),
};
/** What an act is about: a task, or the part that one organisation or lead owes. */
const product = { task: Slug, part: Type.Optional(Slug) };
const granted = { by: Slug, because: Words };
/** Why a text that leaked and was never issued is to be signed nevertheless. */
const afterAll = { issued_after_all: Type.Optional(Words) };

export const Schedule = Type.Object(
  { day: DayText, ...afterAll, ...common },
  { $id: "Schedule", ...closed },
);
export const Postpone = Type.Object(
  { day: Type.Optional(DayText), because: Words, ...common },
  { $id: "Postpone", ...closed },
);
export const Sign = Type.Object(
  {
    rule: Type.Optional(DayRule),
    /** Organisations whose heads each owe a product: their identifiers, or all on that day. */
    organisations: Type.Optional(
      Type.Union([Type.Literal("all"), Type.Array(Slug, { minItems: 1, maxItems: 10_000 })]),
    ),
    ...afterAll,
    ...common,
  },
  { $id: "Sign", ...closed },
);
export const Heads = Type.Object(
  {
    organisations: Type.Union([
      Type.Literal("all"),
      Type.Array(Slug, { minItems: 1, maxItems: 10_000 }),
    ]),
    ...common,
  },
  { $id: "Heads", ...closed },
);
export const Supersede = Type.Object({ by: Slug, ...common }, { $id: "Supersede", ...closed });
export const Close = Type.Object({ because: Words, ...common }, { $id: "Close", ...closed });
export const Deliver = Type.Object({ ...product, ...common }, { $id: "Deliver", ...closed });
export const Receive = Type.Object({ ...product, ...common }, { $id: "Receive", ...closed });
export const Accept = Type.Object({ ...product, ...common }, { $id: "Accept", ...closed });
export const Return = Type.Object(
  { ...product, because: Words, ...common },
  { $id: "Return", ...closed },
);
export const Extend = Type.Object(
  { ...product, until: DayText, ...granted, ...common },
  { $id: "Extend", ...closed },
);
export const Waive = Type.Object(
  { ...product, ...granted, ...common },
  { $id: "Waive", ...closed },
);
export const Block = Type.Object(
  { ...product, because: Words, ...common },
  { $id: "Block", ...closed },
);
export const Decide = Type.Object(
  {
    task: Slug,
    /** Which of many anchors starts the clock, or from where a repeat runs. */
    choice: Type.Union([AnchorChoice, RepeatChoice]),
    ...granted,
    ...common,
  },
  { $id: "Decide", ...closed },
);

/** Who held an office when an act was done. */
export const HeldBy = Type.Object(
  {
    office: Type.String(),
    state: Type.Union([
      Type.Literal("held"),
      Type.Literal("acting"),
      Type.Literal("vacant"),
      Type.Literal("unknown"),
    ]),
    holder: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: "HeldBy", ...closed },
);

/** What can be done to an order, in the words of the log. */
export const ActKind = Type.Union([
  Type.Literal("imported"),
  Type.Literal("amended"),
  Type.Literal("scheduled"),
  Type.Literal("postponed"),
  Type.Literal("signed"),
  Type.Literal("superseded"),
  Type.Literal("closed"),
  Type.Literal("heads-named"),
  Type.Literal("delivered"),
  Type.Literal("received"),
  Type.Literal("accepted"),
  Type.Literal("returned"),
  Type.Literal("extended"),
  Type.Literal("waived"),
  Type.Literal("blocked"),
  Type.Literal("decided"),
]);
export type ActKind = Static<typeof ActKind>;

/** One act as it is kept: what was done, on which day, and who held the offices then. */
export const OrderAct = Type.Object(
  {
    kind: ActKind,
    day: Type.String(),
    task: Type.Union([Type.String(), Type.Null()]),
    part: Type.Union([Type.String(), Type.Null()]),
    /** The other day an act names: planned, extended to. */
    until: Type.Union([Type.String(), Type.Null()]),
    by: Type.Union([Type.String(), Type.Null()]),
    because: Type.Union([Type.String(), Type.Null()]),
    choice: Type.Union([AnchorChoice, RepeatChoice, Type.Null()]),
    rule: Type.Union([DayRule, Type.Null()]),
    organisations: Type.Union([Type.Array(Type.String()), Type.Null()]),
    version: Type.Union([Type.Integer(), Type.Null()]),
    note: Type.Union([Type.String(), Type.Null()]),
    source: Type.Union([Type.String(), Type.Null()]),
    from_memory: Type.Boolean(),
    held_by: Type.Array(HeldBy),
  },
  { $id: "OrderAct", ...closed },
);
export type OrderAct = Static<typeof OrderAct>;
