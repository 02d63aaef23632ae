import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ format: "date", description: "a day, such as 2026-03-31" });
const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);
const Reason = Type.String({ minLength: 1, maxLength: 2000 });
const ItemName = Type.String({ minLength: 1, maxLength: 120 });

/** A practice of an organisation's own, with the common items that it serves. */
export const OwnPractice = Type.Object(
  {
    /** Unlike any item of the yardstick, such as own-backup-drills. */
    practice: Type.String({
      pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
      maxLength: 80,
      description: "lower-case letters, digits and single hyphens",
    }),
    title: Type.String({ minLength: 1, maxLength: 300 }),
    text: Type.String({ maxLength: 8000 }),
    items: Type.Array(ItemName, { minItems: 1, maxItems: 200 }),
  },
  { $id: "OwnPractice", ...closed },
);
export type OwnPractice = Static<typeof OwnPractice>;

/** An item that does not apply, and why. */
export const NotApplicable = Type.Object(
  { item: ItemName, reason: Reason },
  { $id: "NotApplicable", ...closed },
);
export type NotApplicable = Static<typeof NotApplicable>;

/** How an organisation tailors the yardstick of a review: the whole of it, not what changes. */
export const NewTailoring = Type.Object(
  {
    /** From this day on, once it is approved. */
    from: Day,
    practices: Type.Array(OwnPractice, { maxItems: 2000 }),
    not_applicable: Type.Array(NotApplicable, { maxItems: 5000 }),
    reason: Reason,
  },
  { $id: "NewTailoring", ...closed },
);
export type NewTailoring = Static<typeof NewTailoring>;

export const ProfileState = Type.Union(
  [
    Type.Literal("proposed"),
    Type.Literal("approved"),
    Type.Literal("returned"),
    Type.Literal("withdrawn"),
  ],
  { $id: "ProfileState" },
);
export type ProfileState = Static<typeof ProfileState>;

/** One version of a profile, without what it holds. */
export const ProfileVersion = Type.Object(
  {
    organisation: Type.String(),
    version: Type.Integer(),
    state: ProfileState,
    from: Type.String(),
    practices: Type.Integer(),
    not_applicable: Type.Integer(),
    /** SHA-256 of its canonical JSON: organisation, version, yardstick and what it holds. */
    digest: Type.String(),
    reason: Type.String(),
    proposed_by: Type.String(),
    /** What the account of whoever proposed it is called. */
    proposed_by_name: Type.String(),
    proposed_at: Type.String(),
    /** Who answered it, by office or name, with whose account; null while nobody did. */
    officer: OrNull(Type.String()),
    answered_by: OrNull(Type.String()),
    answered_at: OrNull(Type.String()),
    answer_reason: Type.String(),
    leaf: Type.String(),
    answer_leaf: OrNull(Type.String()),
  },
  { $id: "ProfileVersion", ...closed },
);
export type ProfileVersion = Static<typeof ProfileVersion>;

const head = {
  review: Type.String(),
  simulated: Type.Boolean(),
  yardstick: Type.String(),
};

/** One version with what it holds, beside the one that is approved. */
export const TailoredProfile = Type.Object(
  {
    ...head,
    ...ProfileVersion.properties,
    /** True when nothing was written by this answer. */
    unchanged: Type.Boolean(),
    name: Type.String(),
    content: Type.Object(
      { practices: Type.Array(OwnPractice), not_applicable: Type.Array(NotApplicable) },
      closed,
    ),
    /** What it changes against the version that was approved before it, or against none. */
    difference: Type.Object(
      {
        against: OrNull(Type.Integer()),
        practices_added: Type.Array(Type.String()),
        practices_removed: Type.Array(Type.String()),
        practices_changed: Type.Array(Type.String()),
        /** Items that lose their weight by it, and those that get it back. */
        items_without: Type.Array(Type.String()),
        items_again: Type.Array(Type.String()),
      },
      closed,
    ),
    /** What the one who asks may do with it now. */
    may: Type.Array(
      Type.Union([Type.Literal("approve"), Type.Literal("return"), Type.Literal("withdraw")]),
    ),
  },
  { $id: "TailoredProfile", ...closed },
);
export type TailoredProfile = Static<typeof TailoredProfile>;

/** Which part of the profiles is asked for. */
export const ProfilesQuery = Type.Object(
  {
    organisation: Type.Optional(Type.String({ maxLength: 300 })),
    state: Type.Optional(ProfileState),
    /** The `next` of the page before. */
    after: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type ProfilesQuery = Static<typeof ProfilesQuery>;

/** The profiles of a review, by organisation, the newest version of each first. */
export const ProfilePage = Type.Object(
  { ...head, versions: Type.Array(ProfileVersion), next: OrNull(Type.String()) },
  { $id: "ProfilePage", ...closed },
);
export type ProfilePage = Static<typeof ProfilePage>;

/** The answer of an officer to a proposed version; `officer` says who decided it. */
export const ProfileAnswer = Type.Object(
  { officer: Type.String({ minLength: 1, maxLength: 300 }), reason: Reason },
  { $id: "ProfileAnswer", ...closed },
);
export type ProfileAnswer = Static<typeof ProfileAnswer>;

/** Why a proposal is withdrawn. */
export const ProfileWithdrawal = Type.Object(
  { reason: Reason },
  { $id: "ProfileWithdrawal", ...closed },
);
export type ProfileWithdrawal = Static<typeof ProfileWithdrawal>;
