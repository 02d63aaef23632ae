import { type Static, Type } from "typebox";

const strict = { additionalProperties: false } as const;
const Slug = Type.String({
  pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$",
  maxLength: 80,
  description: "small letters, digits and hyphens",
});
const DayText = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}$",
  description: "a date such as 2017-05-11, in quotes",
});

const span = {
  days: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  months: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_200 })),
  years: Type.Optional(Type.Integer({ minimum: 0, maximum: 200 })),
};

const common = {
  /** The order names no date; an office reads this one into it. */
  inferred: Type.Optional(Type.Boolean()),
  from_memory: Type.Optional(Type.Boolean()),
  as_written: Type.Optional(Type.String()),
  closes: Type.Optional(
    Type.Object(
      {
        time: Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$", description: "such as 17:00" }),
        zone: Type.String({ minLength: 1, description: "such as America/New_York" }),
      },
      strict,
    ),
  ),
};

/** Which event of another task's product a deadline counts from. */
export const AnchorEvent = Type.Union([
  Type.Literal("delivery"),
  Type.Literal("receipt"),
  Type.Literal("acceptance"),
]);
export type AnchorEvent = Static<typeof AnchorEvent>;

/** Which of many anchors starts the clock. Until somebody decides, dates are forecasts. */
export const AnchorChoice = Type.Union([
  Type.Literal("first"),
  Type.Literal("last"),
  Type.Literal("each"),
  Type.Literal("undecided"),
]);
export type AnchorChoice = Static<typeof AnchorChoice>;

/** Whether a repeat runs from the due date or from the delivery. */
export const RepeatChoice = Type.Union([
  Type.Literal("due-date"),
  Type.Literal("delivery"),
  Type.Literal("undecided"),
]);
export type RepeatChoice = Static<typeof RepeatChoice>;

/** No date at all. */
export const NoDeadline = Type.Object({ kind: Type.Literal("none"), ...common }, strict);

/** From the day of signing on. */
export const AtOnceDeadline = Type.Object({ kind: Type.Literal("at-once"), ...common }, strict);

/** A date printed in the order. */
export const FixedDeadline = Type.Object(
  { kind: Type.Literal("fixed"), on: DayText, ...common },
  strict,
);

/** Days, months or years after signing. */
export const AfterSigningDeadline = Type.Object(
  { kind: Type.Literal("after-signing"), ...span, ...common },
  strict,
);

/** Days, months or years after what other tasks deliver; without a number, an order of work only. */
export const AfterProductDeadline = Type.Object(
  {
    kind: Type.Literal("after-product"),
    tasks: Type.Array(Slug, { minItems: 1 }),
    event: AnchorEvent,
    which: AnchorChoice,
    ...span,
    ...common,
  },
  strict,
);

/** Again and again after another task's product. */
export const RepeatDeadline = Type.Object(
  {
    kind: Type.Literal("repeat"),
    task: Slug,
    counted_from: RepeatChoice,
    ...span,
    until: Type.Optional(DayText),
    ...common,
  },
  strict,
);

/** When a task is due. */
export const Deadline = Type.Union([
  NoDeadline,
  AtOnceDeadline,
  FixedDeadline,
  AfterSigningDeadline,
  AfterProductDeadline,
  RepeatDeadline,
]);
export type Deadline = Static<typeof Deadline>;
export type DeadlineKind = Deadline["kind"];
