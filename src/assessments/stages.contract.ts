import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ format: "date", description: "a day, such as 2026-03-31" });
const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);
const Reason = Type.String({ minLength: 1, maxLength: 2000 });
const OrganisationWords = Type.String({ minLength: 1, maxLength: 300 });

/** What the accounts that an answer names are called, by identifier. */
export const People = Type.Record(Type.String(), Type.String(), { $id: "People" });
export type People = Static<typeof People>;

/** One side of an assessment: the organisation's own scores, or the independent ones. */
const Side = Type.Union([Type.Literal("self"), Type.Literal("independent")], { $id: "Side" });

/** How far one side of an assessment is: what an organisation says, or what an auditor says of it. */
export const Stage = Type.Union(
  [
    Type.Literal("assigned"),
    Type.Literal("in-progress"),
    Type.Literal("submitted"),
    Type.Literal("changes-requested"),
    Type.Literal("accepted"),
    Type.Literal("closed"),
  ],
  { $id: "Stage" },
);
export type Stage = Static<typeof Stage>;

/** When one side is due: by the order's clock for a task, or on a day; neither: never. */
export const SideTerms = Type.Object(
  {
    /** A task of the review's order: due when the clock says so for that organisation. */
    task: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    due_day: Type.Optional(Day),
  },
  { $id: "SideTerms", ...closed },
);
export type SideTerms = Static<typeof SideTerms>;

/** The terms under which a review is assessed, as an officer sets them. */
export const NewTerms = Type.Object(
  {
    /** Whether auditors see nothing of an organisation's own scores until both sides are in. */
    blind: Type.Boolean(),
    self: SideTerms,
    independent: SideTerms,
    reason: Reason,
  },
  { $id: "NewTerms", ...closed },
);
export type NewTerms = Static<typeof NewTerms>;

/** The terms of a review, with who set them. */
export const ReviewTerms = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    unchanged: Type.Boolean(),
    /** False where none were ever set: nobody is blind and nothing is due. */
    set: Type.Boolean(),
    blind: Type.Boolean(),
    self: SideTerms,
    independent: SideTerms,
    reason: Type.String(),
    by: Type.String(),
    /** What their account is called; empty where nobody set them. */
    by_name: Type.String(),
    known_at: OrNull(Type.String()),
    leaf: OrNull(Type.String()),
  },
  { $id: "ReviewTerms", ...closed },
);
export type ReviewTerms = Static<typeof ReviewTerms>;

/** A later day that a named officer granted. */
export const Extension = Type.Object(
  {
    until: Type.String(),
    officer: Type.String(),
    reason: Type.String(),
    by: Type.String(),
    known_at: Type.String(),
    leaf: Type.String(),
  },
  { $id: "Extension", ...closed },
);
export type Extension = Static<typeof Extension>;

/** How one side of one organisation stands. */
export const SideStage = Type.Object(
  {
    stage: Stage,
    /** When it came to that stage; null while it is assigned or in progress by itself. */
    since: OrNull(Type.String()),
    by: OrNull(Type.String()),
    reason: Type.String(),
    leaf: OrNull(Type.String()),
    /** The day by which it is due, without extension; null where none counts. */
    due: OrNull(Type.String()),
    /** Why there is no day, or where it comes from, in words. */
    due_words: Type.String(),
    extension: OrNull(Extension),
    /** Whether scores are refused now, and why, in one sentence; empty where they are not. */
    locked: Type.Boolean(),
    locked_words: Type.String(),
    /** Days past the day that counts; 0 while there is time or once it is in. */
    days_late: Type.Integer(),
    /** Whether it was locked before: changes since are marked. */
    once_locked: Type.Boolean(),
    /** How many items have a score of this side now, of how many that apply. */
    scored: Type.Integer(),
    of: Type.Integer(),
    /** To which stages the one who asks may bring it now. */
    may: Type.Array(Stage),
  },
  { $id: "SideStage", ...closed },
);
export type SideStage = Static<typeof SideStage>;

/** How both sides of one organisation stand. */
export const OrganisationStages = Type.Object(
  {
    organisation: Type.String(),
    name: Type.String(),
    /** When both sides were in and locked for the first time; null while they were not. */
    both_in: OrNull(Type.String()),
    self: SideStage,
    independent: SideStage,
    /** Sides of which whoever asks is told nothing: not theirs to see, or not yet. */
    hidden: Type.Array(Side),
  },
  { $id: "OrganisationStages", ...closed },
);
export type OrganisationStages = Static<typeof OrganisationStages>;

/** Which part of the list of stages is asked for. */
export const StagesQuery = Type.Object(
  {
    side: Type.Optional(Side),
    /** Only organisations whose side (both, where none is named) is at this stage. */
    stage: Type.Optional(Stage),
    after: Type.Optional(Type.String({ maxLength: 120 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  closed,
);
export type StagesQuery = Static<typeof StagesQuery>;

const StageCounts = Type.Record(Type.String(), Type.Integer());

/** How the organisations of a review stand, by their identifiers. */
export const StagePage = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    terms: ReviewTerms,
    /** How many organisations are at each stage, of all in the list. */
    counts: Type.Object({ self: StageCounts, independent: StageCounts }, closed),
    total: Type.Integer(),
    organisations: Type.Array(OrganisationStages),
    people: People,
    /** Ask for what comes after this; null at the end. */
    next: OrNull(Type.String()),
  },
  { $id: "StagePage", ...closed },
);
export type StagePage = Static<typeof StagePage>;

/** One act of the history of stages. */
export const StageAct = Type.Object(
  {
    side: Side,
    act: Type.Union([Type.Literal("stage"), Type.Literal("extension")]),
    stage: OrNull(Stage),
    until: OrNull(Type.String()),
    officer: Type.String(),
    reason: Type.String(),
    by: Type.String(),
    known_at: Type.String(),
    leaf: Type.String(),
  },
  { $id: "StageAct", ...closed },
);
export type StageAct = Static<typeof StageAct>;

/** How one organisation stands, with everything that led there, newest first. */
export const OneStages = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    terms: ReviewTerms,
    ...OrganisationStages.properties,
    /** The systems inside it: each is scored by itself, and ratings count none of them. */
    systems: Type.Array(Type.Object({ organisation: Type.String(), name: Type.String() }, closed)),
    history: Type.Array(StageAct),
    people: People,
    /** Whether the history holds more than is shown here (the newest 200). */
    more: Type.Boolean(),
  },
  { $id: "OneStages", ...closed },
);
export type OneStages = Static<typeof OneStages>;

/** That one side of organisations is brought to a stage. */
export const StageChange = Type.Object(
  {
    organisations: Type.Array(OrganisationWords, { minItems: 1, maxItems: 20_000 }),
    side: Side,
    to: Stage,
    /** Needed when changes are requested. */
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    /** When changes are requested: by which day, which is granted as an extension. */
    until: Type.Optional(Day),
  },
  { $id: "StageChange", ...closed },
);
export type StageChange = Static<typeof StageChange>;

/** What a change of stages did. */
export const StageChanged = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    unchanged: Type.Boolean(),
    side: Side,
    to: Stage,
    changed: Type.Array(Type.String()),
    /** Those among them of which both sides are in by this. */
    both_in: Type.Array(Type.String()),
  },
  { $id: "StageChanged", ...closed },
);
export type StageChanged = Static<typeof StageChanged>;

/** A later day for one side of organisations, granted by a named officer. */
export const NewExtension = Type.Object(
  {
    organisations: Type.Array(OrganisationWords, { minItems: 1, maxItems: 20_000 }),
    side: Side,
    until: Day,
    /** Who granted it, by office or name; whoever enters it is told beside it. */
    officer: Type.String({ minLength: 1, maxLength: 300 }),
    reason: Reason,
  },
  { $id: "NewExtension", ...closed },
);
export type NewExtension = Static<typeof NewExtension>;

/** What an extension did. */
export const Extended = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    unchanged: Type.Boolean(),
    side: Side,
    until: Type.String(),
    organisations: Type.Array(Type.String()),
  },
  { $id: "Extended", ...closed },
);
export type Extended = Static<typeof Extended>;
