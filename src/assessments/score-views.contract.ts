import { type Static, Type } from "typebox";
import { People } from "./stages.contract.ts";
import { NewScore, ScoreKind, ScoreValue, ShownScore } from "./scores.contract.ts";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ format: "date", description: "a day, such as 2026-03-31" });
const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

/** A score of the history: as it was given, with the wording that was on the screen. */
export const HistoryScore = Type.Object(
  {
    ...ShownScore.properties,
    kind: ScoreKind,
    act: Type.Union([Type.Literal("given"), Type.Literal("imported")]),
    /** The file by which it came; empty where it came by hand. */
    file_name: Type.String(),
    /** What was on the screen: title, text and scale of the item, as canonical JSON says them. */
    wording_words: OrNull(
      Type.Object({ title: Type.String(), text: Type.String(), scale: Type.String() }),
    ),
  },
  { $id: "HistoryScore", ...closed },
);
export type HistoryScore = Static<typeof HistoryScore>;

/** Which part of a history is asked for. */
export const HistoryQuery = Type.Object(
  {
    kind: Type.Optional(ScoreKind),
    /** A system inside the organisation, by identifier or name: its history instead. */
    system: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    /** The `next` of the page before. */
    after: Type.Optional(Type.String({ maxLength: 40 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type HistoryQuery = Static<typeof HistoryQuery>;

/** Every score that was ever given for one item of one organisation, newest first. */
export const ScoreHistory = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    organisation: Type.String(),
    item: Type.String(),
    title: Type.String(),
    /** Digest of the wording as it stands. */
    wording: Type.String(),
    scores: Type.Array(HistoryScore),
    people: People,
    next: OrNull(Type.String()),
  },
  { $id: "ScoreHistory", ...closed },
);
export type ScoreHistory = Static<typeof ScoreHistory>;

/** Which part of the organisations is asked for. */
export const ItemSheetQuery = Type.Object(
  {
    on: Type.Optional(Day),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
    after: Type.Optional(Type.String({ maxLength: 120 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  closed,
);
export type ItemSheetQuery = Static<typeof ItemSheetQuery>;

/** One item with what every organisation says of it, and what was said of them. */
export const ItemSheet = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    item: Type.String(),
    label: Type.String(),
    title: Type.String(),
    text: Type.String(),
    scale: Type.String(),
    units: OrNull(Type.String()),
    group: OrNull(Type.String()),
    wording: Type.String(),
    withdrawn: Type.Boolean(),
    measured_by: OrNull(Type.String()),
    sampled: Type.Boolean(),
    on: Type.String(),
    as_of: Type.String(),
    total: Type.Integer(),
    organisations: Type.Array(
      Type.Object(
        {
          organisation: Type.String(),
          name: Type.String(),
          applicable: Type.Boolean(),
          self: OrNull(ShownScore),
          independent: OrNull(ShownScore),
          /** Kinds of which whoever asks is told nothing here: left out, not missing. */
          hidden: Type.Array(ScoreKind),
          /** Which kinds the one who asks may give here now: theirs to give, and not locked. */
          may_give: Type.Array(ScoreKind),
          /** Why a kind is refused now; empty where it is not. */
          locked_words: Type.Object({ self: Type.String(), independent: Type.String() }, closed),
        },
        closed,
      ),
    ),
    people: People,
    next: OrNull(Type.String()),
  },
  { $id: "ItemSheet", ...closed },
);
export type ItemSheet = Static<typeof ItemSheet>;

/** Many scores in one act: one item of many organisations, or many items of one. */
export const ManyScores = Type.Object(
  { scores: Type.Array(NewScore, { minItems: 1, maxItems: 5000 }) },
  { $id: "ManyScores", ...closed },
);
export type ManyScores = Static<typeof ManyScores>;

/** What many scores in one act did. */
export const ManyGiven = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    unchanged: Type.Boolean(),
    /** Scores that are new or say something else than the one that stands. */
    given: Type.Integer(),
    /** Scores that stand already, word for word. */
    same: Type.Integer(),
    /** Leaf of the act, which the scores given by it show; null where nothing changed. */
    leaf: OrNull(Type.String()),
    known_at: OrNull(Type.String()),
  },
  { $id: "ManyGiven", ...closed },
);
export type ManyGiven = Static<typeof ManyGiven>;

/**
 * Somebody else's score in the place of one that was to be given: member `conflicts` of the problem
 * (409), one for each that no longer stands as it was shown. Nothing was saved.
 */
export const ScoreConflict = Type.Object(
  {
    organisation: Type.String(),
    item: Type.String(),
    kind: ScoreKind,
    /** What was to be saved. */
    yours: Type.Object({ value: ScoreValue, day: Type.String(), note: Type.String() }, closed),
    /** What stands now; null where nothing does. */
    theirs: OrNull(ShownScore),
    /** What the account that gave it is called; empty where nothing stands. */
    theirs_by: Type.String(),
    expected: OrNull(Type.String()),
  },
  { $id: "ScoreConflict", ...closed },
);
export type ScoreConflict = Static<typeof ScoreConflict>;

/** A file that was kept, to be named beside scores: `{file: digest, name}`. */
export const ScoreFileKept = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    unchanged: Type.Boolean(),
    organisation: Type.String(),
    /** SHA-256 of its bytes. */
    file: Type.String(),
    name: Type.String(),
    size: Type.Integer(),
  },
  { $id: "ScoreFileKept", ...closed },
);
export type ScoreFileKept = Static<typeof ScoreFileKept>;
