import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ format: "date", description: "a day, such as 2026-03-31" });
const Whole = Type.Integer({ minimum: 0, maximum: 2_000_000_000 });
const Level = Type.Integer({ minimum: 1, maximum: 5 });

/** Who gave a score: the organisation of itself, or somebody who examined it. */
export const ScoreKind = Type.Union([Type.Literal("self"), Type.Literal("independent")], {
  $id: "ScoreKind",
});
export type ScoreKind = Static<typeof ScoreKind>;

/** Why whoever scores has no value to give. */
export const ScoreMissing = Type.Union(
  [
    Type.Literal("not-reported"), // asked, and no value was given
    Type.Literal("unknown-by-source"), // whoever was asked says that it is not known
  ],
  { $id: "ScoreMissing" },
);
export type ScoreMissing = Static<typeof ScoreMissing>;

/** What a score says: a level, a range of levels, an answer, a share, or why there is none. */
export const ScoreValue = Type.Union(
  [
    Type.Object({ level: Level }, closed),
    Type.Object({ from: Level, to: Level }, closed),
    Type.Object(
      { answer: Type.Union([Type.Literal("yes"), Type.Literal("no"), Type.Literal("unknown")]) },
      closed,
    ),
    Type.Object({ share: Type.Object({ good: Whole, bad: Whole, n: Whole }, closed) }, closed),
    Type.Object({ missing: ScoreMissing }, closed),
  ],
  { $id: "ScoreValue" },
);
export type ScoreValue = Static<typeof ScoreValue>;

/** One score, as a fact: never changed, only followed by a later one. */
export const ScoreFact = Type.Object(
  {
    organisation: Type.String(),
    item: Type.String(),
    kind: ScoreKind,
    /** The day spoken of. */
    day: Type.String(),
    value: ScoreValue,
    /** Digest of the wording that was answered. */
    wording: Type.String(),
    known_at: Type.String(),
  },
  { $id: "ScoreFact", ...closed },
);
export type ScoreFact = Static<typeof ScoreFact>;

/** A score as somebody gives it. */
export const NewScore = Type.Object(
  {
    organisation: Type.String({ minLength: 1, maxLength: 300 }),
    item: Type.String({ minLength: 1, maxLength: 80 }),
    kind: ScoreKind,
    day: Day,
    value: ScoreValue,
    /** Digest of the wording that was shown; refused when it is no longer that of the item. */
    wording: Type.Optional(Type.String({ pattern: "^[0-9a-f]{64}$" })),
  },
  { $id: "NewScore", ...closed },
);
export type NewScore = Static<typeof NewScore>;
