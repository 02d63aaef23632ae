import { type Static, type TSchema, Type } from "typebox";

const closed = { additionalProperties: false } as const;
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Slug = Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 64 });
const Digest = Type.String({ pattern: "^[0-9a-f]{64}$" });

export const CarryOverPath = Type.Object({ review: Type.String({ maxLength: 64 }) }, closed);

/** POST /api/reviews/:review/carry-over: takes over from an earlier review what still holds. */
export const NewCarryOver = Type.Object(
  {
    /** The earlier review. */
    from: Slug,
    /** Only says what would be taken over. */
    dry_run: Type.Optional(Type.Boolean()),
    /** Digest of the plan as the preview said it; saving needs it. */
    expects: Type.Optional(Digest),
  },
  { $id: "NewCarryOver", ...closed },
);
export type NewCarryOver = Static<typeof NewCarryOver>;

/** A record as it was called before and is called now. */
export const CarriedRecord = Type.Object(
  {
    organisation: Type.String(),
    title: Type.String(),
    was: Type.String(),
    now: Type.String(),
    /** Items that it named and that the new yardstick no longer has. */
    items_gone: Type.Array(Type.String()),
  },
  { $id: "CarriedRecord", ...closed },
);
export type CarriedRecord = Static<typeof CarriedRecord>;

/** A decision that is taken over as prepared: the head signs it anew, or decides otherwise. */
export const CarriedDecision = Type.Object(
  {
    organisation: Type.String(),
    was: Type.String(),
    now: Type.String(),
    decision: Type.String(),
    expires: orNull(Type.String()),
  },
  { $id: "CarriedDecision", ...closed },
);
export type CarriedDecision = Static<typeof CarriedDecision>;

/** An approved profile that is proposed again: an officer approves it for this review. */
export const CarriedProfile = Type.Object(
  {
    organisation: Type.String(),
    was: Type.Integer(),
    now: Type.Integer(),
    practices: Type.Integer(),
    not_applicable: Type.Integer(),
    items_gone: Type.Array(Type.String()),
  },
  { $id: "CarriedProfile", ...closed },
);
export type CarriedProfile = Static<typeof CarriedProfile>;

/** An item that is not as it was: reworded, rescaled, added, dropped and the like. */
export const ChangedItem = Type.Object(
  { kind: Type.String(), before: orNull(Type.String()), after: orNull(Type.String()) },
  { $id: "ChangedItem", ...closed },
);
export type ChangedItem = Static<typeof ChangedItem>;

/** An organisation that is in one of the two lists only, with how much of it was open. */
export const ListDifference = Type.Object(
  { organisation: Type.String(), open: Type.Integer() },
  { $id: "ListDifference", ...closed },
);

const counts = Type.Object(
  {
    findings: Type.Integer(),
    risks: Type.Integer(),
    actions: Type.Integer(),
    decisions: Type.Integer(),
    /** Decisions that are not taken over: acceptances whose last day is past. */
    expired: Type.Integer(),
    profiles: Type.Integer(),
    left: Type.Integer(),
    joined: Type.Integer(),
    items: Type.Integer(),
  },
  closed,
);

/** What was taken over, or would be; of long lists the first 200. */
export const CarryOver = Type.Object(
  {
    review: Type.String(),
    from: Type.String(),
    simulated: Type.Boolean(),
    dry_run: Type.Boolean(),
    unchanged: Type.Boolean(),
    /** Digest of everything that is taken over. */
    plan: Digest,
    counts,
    findings: Type.Array(CarriedRecord),
    risks: Type.Array(CarriedRecord),
    actions: Type.Array(CarriedRecord),
    decisions: Type.Array(CarriedDecision),
    profiles: Type.Array(CarriedProfile),
    /** Organisations of the earlier review that are not in this one: what was open stays there. */
    left: Type.Array(ListDifference),
    joined: Type.Array(ListDifference),
    items: Type.Array(ChangedItem),
  },
  { $id: "CarryOver", ...closed },
);
export type CarryOver = Static<typeof CarryOver>;
