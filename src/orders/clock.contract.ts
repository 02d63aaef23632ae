import { type Static, Type } from "typebox";
import { DayRule } from "../kit/day-rule.ts";
import { AnchorChoice, AnchorEvent, RepeatChoice } from "./deadline.contract.ts";
import { OrderStatus } from "./order.contract.ts";

const closed = { additionalProperties: false } as const;
const Or = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

/** How an office that matters here stood when the order was signed, and stands on the day shown. */
export const SeatState = Type.Union([
  Type.Literal("held"),
  Type.Literal("acting"),
  Type.Literal("vacant"),
  Type.Literal("unknown"),
]);

export const ClockOffice = Type.Object(
  { office: Type.String(), title: Type.String(), short: Type.String() },
  closed,
);

/** Where a product stands, as a closed list; the words for people stand beside it. */
export const RowState = Type.Union([
  Type.Literal("not-signed"),
  Type.Literal("continuing"),
  Type.Literal("no-date"),
  Type.Literal("clock-not-started"),
  Type.Literal("not-due"),
  Type.Literal("no-delivery-on-record"),
  Type.Literal("partly-delivered"),
  Type.Literal("delivered-early"),
  Type.Literal("delivered-on-time"),
  Type.Literal("delivered-late"),
  Type.Literal("waived"),
]);
export type RowState = Static<typeof RowState>;

/** Under which heading of the page a task stands. */
export const RowGroup = Type.Union([
  Type.Literal("dated"),
  Type.Literal("no-own-date"),
  Type.Literal("continuing"),
]);
export type RowGroup = Static<typeof RowGroup>;

export const ClockStep = Type.Object({ what: Type.String(), words: Type.String() }, closed);

/** What every head or lead owes, counted by state. */
export const PartCounts = Type.Object(
  {
    expected: Type.Integer(),
    not_started: Type.Integer(),
    submitted: Type.Integer(),
    returned: Type.Integer(),
    received: Type.Integer(),
    accepted: Type.Integer(),
    extended: Type.Integer(),
    waived: Type.Integer(),
    blocked: Type.Integer(),
  },
  { $id: "PartCounts", ...closed },
);
export type PartCounts = Static<typeof PartCounts>;

/** One task of an order on the clock. */
export const ClockRow = Type.Object(
  {
    task: Type.String(),
    clause: Type.String(),
    title: Type.String(),
    short: Type.String(),
    group: RowGroup,
    leads: Type.Array(ClockOffice),
    lead_words: Type.String(),
    help_words: Type.Array(ClockStep),
    product: Type.String(),
    route_words: Or(Type.String()),
    marking: Or(Type.String()),
    carve_outs: Type.Array(Type.String()),
    from_memory: Type.Array(Type.String()),
    note: Or(Type.String()),
    /** "90 days", "signing + 90 days": the rule as the text gives it. */
    rule_words: Type.String(),
    printed: Or(Type.String()),
    due: Or(Type.String()),
    /** ISO 8601, UTC, where the text names an hour. */
    closes_at: Or(Type.String()),
    projected: Type.Boolean(),
    moved_by_rule: Type.Boolean(),
    repeats: Or(Type.String()),
    waits_for: Type.Array(Type.String()),
    /** The forecast or real day from which a chained clock runs. */
    runs_from: Or(Type.String()),
    delivered: Or(Type.String()),
    state: RowState,
    state_words: Type.String(),
    state_note: Type.String(),
    /** Days past its date (positive), or until it or before it (negative). */
    days: Or(Type.Integer()),
    parts: Or(PartCounts),
    events: Type.Array(
      Type.Object({ event: AnchorEvent, part: Or(Type.String()), on: Type.String() }, closed),
    ),
    empty_offices: Type.Array(
      Type.Object({ office: Type.String(), short: Type.String(), words: Type.String() }, closed),
    ),
    steps: Type.Array(ClockStep),
  },
  { $id: "ClockRow", ...closed },
);
export type ClockRow = Static<typeof ClockRow>;

/** A choice that the text leaves open, and that nobody made yet. */
export const OpenDecision = Type.Object(
  {
    tasks: Type.Array(Type.String()),
    question: Type.String(),
    words: Type.String(),
    choices: Type.Array(Type.Union([AnchorChoice, RepeatChoice])),
  },
  { $id: "OpenDecision", ...closed },
);
export type OpenDecision = Static<typeof OpenDecision>;

/** An office that was or is not steadily held, with the clauses that need it. */
export const ClockSeat = Type.Object(
  {
    office: Type.String(),
    title: Type.String(),
    at_signing: Or(SeatState),
    now: SeatState,
    words: Type.String(),
    clauses: Type.Array(Type.String()),
    lead_of: Type.Array(Type.String()),
  },
  { $id: "ClockSeat", ...closed },
);
export type ClockSeat = Static<typeof ClockSeat>;

/** The amendment of a text that moved dates: its act, its day, and when it became known. */
export const MovedBy = Type.Object(
  {
    /** The version that it replaced, and the one that it brought. */
    from_version: Type.Integer(),
    version: Type.Integer(),
    day: Type.String(),
    /** ISO 8601, UTC. */
    known_at: Or(Type.String()),
    leaf: Or(Type.String()),
    because: Or(Type.String()),
  },
  { $id: "MovedBy", ...closed },
);
export type MovedBy = Static<typeof MovedBy>;

/** A date that moved since the text was signed, and why. */
export const MovedDate = Type.Object(
  {
    task: Type.String(),
    title: Type.String(),
    was: Or(Type.String()),
    now: Or(Type.String()),
    because: Type.String(),
    /** The amendment that moved it; nothing where an extension or a product did. */
    amendment: Or(MovedBy),
  },
  { $id: "MovedDate", ...closed },
);
export type MovedDate = Static<typeof MovedDate>;

/** An act on an order, in words, with its leaf in the log. */
export const ClockAct = Type.Object(
  {
    day: Type.String(),
    kind: Type.String(),
    task: Or(Type.String()),
    words: Type.String(),
    note: Or(Type.String()),
    source: Or(Type.String()),
    held_words: Type.String(),
    leaf: Or(Type.String()),
  },
  { $id: "ClockAct", ...closed },
);
export type ClockAct = Static<typeof ClockAct>;

/** An order with its clock on one day: what the page of an order shows. */
export const ClockView = Type.Object(
  {
    order: Type.String(),
    title: Type.String(),
    short: Type.String(),
    kind: Type.String(),
    citation: Or(Type.String()),
    source: Type.String(),
    notice: Or(Type.String()),
    status: OrderStatus,
    status_words: Type.String(),
    version: Type.Integer(),
    signed: Or(Type.String()),
    published: Or(Type.String()),
    planned_for: Or(Type.String()),
    on: Type.String(),
    as_of: Type.String(),
    rule: DayRule,
    calendar: Or(Type.Object({ id: Type.String(), title: Type.String() }, closed)),
    /** The finding, with its denominator. */
    headline: Type.String(),
    lede: Type.String(),
    tasks: Type.Integer(),
    counts: Type.Object(
      { dated: Type.Integer(), no_own_date: Type.Integer(), continuing: Type.Integer() },
      closed,
    ),
    rows: Type.Array(ClockRow),
    decisions: Type.Array(OpenDecision),
    seats: Type.Array(ClockSeat),
    moved: Type.Array(MovedDate),
    acts: Type.Array(ClockAct),
    supersedes: Or(Type.String()),
    superseded_by: Or(Type.String()),
    /** Days worth looking at: signing, deliveries, due dates. Newest first. */
    days: Type.Array(Type.String()),
  },
  { $id: "ClockView", ...closed },
);
export type ClockView = Static<typeof ClockView>;
