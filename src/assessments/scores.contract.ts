import { type Static, Type } from "typebox";
import { OwnPractice } from "./profiles.contract.ts";
import { givenRemark, shownRemark } from "./remarks.contract.ts";
import { People, SideStage } from "./stages.contract.ts";

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
    Type.Literal("access-refused"), // whoever was to examine it was not let in
    Type.Literal("not-examined"), // nobody looked at it
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
    /**
     * Leaf of the score that was shown, null where none was: when another stands by now, both are
     * answered (409) and nothing is saved. Left out, the score is given whatever stands.
     */
    expects: Type.Optional(Type.Union([Type.String({ pattern: "^[0-9a-f]{64}$" }), Type.Null()])),
    ...givenRemark,
  },
  { $id: "NewScore", ...closed },
);
export type NewScore = Static<typeof NewScore>;

const Reason = Type.String({ minLength: 1, maxLength: 2000 });

/** One of the two scores of an item, as a sheet shows it. */
export const ShownScore = Type.Object(
  {
    value: ScoreValue,
    day: Type.String(),
    known_at: Type.String(),
    by: Type.String(),
    /** True where a reviewing officer entered it for the organisation. */
    on_behalf: Type.Boolean(),
    /** Digest of the wording that was answered. */
    wording: Type.String(),
    leaf: Type.String(),
    ...shownRemark,
  },
  { $id: "ShownScore", ...closed },
);
export type ShownScore = Static<typeof ShownScore>;

/** All items of a review's yardstick with what one organisation says, and what was said of it. */
export const ScoreSheet = Type.Object(
  {
    review: Type.String(),
    organisation: Type.String(),
    name: Type.String(),
    simulated: Type.Boolean(),
    yardstick: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    /** The organisation of the list that a system belongs to; null for one of the list itself. */
    within: Type.Union([
      Type.Object({ organisation: Type.String(), name: Type.String() }, closed),
      Type.Null(),
    ]),
    /** The systems inside it: each has a sheet of its own; ratings count the organisation's own. */
    systems: Type.Array(Type.Object({ organisation: Type.String(), name: Type.String() }, closed)),
    /** How both sides stand, and until when. */
    stages: Type.Object(
      {
        both_in: Type.Union([Type.String(), Type.Null()]),
        self: SideStage,
        independent: SideStage,
      },
      closed,
    ),
    /** The approved profile that counts on that day, with its own practices; null without one. */
    profile: Type.Union([
      Type.Object(
        { version: Type.Integer(), from: Type.String(), practices: Type.Array(OwnPractice) },
        closed,
      ),
      Type.Null(),
    ]),
    /** Whether the sample is closed, since which day. */
    sample_closed: Type.Union([Type.String(), Type.Null()]),
    /** Which kinds of score the one who asks may give here. */
    may_give: Type.Array(ScoreKind),
    /** Kinds of which whoever asks is told nothing: left out, not missing. */
    hidden: Type.Array(ScoreKind),
    /** What those are called who gave scores here or brought a side to its stage. */
    people: People,
    items: Type.Array(
      Type.Object(
        {
          item: Type.String(),
          label: Type.String(),
          title: Type.String(),
          text: Type.String(),
          scale: Type.String(),
          units: Type.Union([Type.String(), Type.Null()]),
          group: Type.Union([Type.String(), Type.Null()]),
          /** Digest of the wording as it stands. */
          wording: Type.String(),
          /** Withdrawn items are shown and can not be scored. */
          withdrawn: Type.Boolean(),
          measured_by: Type.Union([Type.String(), Type.Null()]),
          sampled: Type.Boolean(),
          applicable: Type.Boolean(),
          /** Why it does not apply; null where it does. */
          not_applicable_reason: Type.Union([Type.String(), Type.Null()]),
          self: Type.Union([ShownScore, Type.Null()]),
          independent: Type.Union([ShownScore, Type.Null()]),
        },
        closed,
      ),
    ),
  },
  { $id: "ScoreSheet", ...closed },
);
export type ScoreSheet = Static<typeof ScoreSheet>;

/** What is asked beside the organisation of a sheet. */
export const SheetQuery = Type.Object(
  {
    on: Type.Optional(Day),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
    /** A system inside the organisation, by identifier or name: its sheet instead. */
    system: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  },
  closed,
);

/** What stands beside an imported file of scores. */
export const ScoreImportFields = Type.Object(
  {
    /** For rows without a column `kind`. */
    kind: Type.Optional(ScoreKind),
    /** For rows without a column `day`. */
    day: Type.Optional(Day),
    encoding: Type.Optional(Type.Union([Type.Literal("utf-8"), Type.Literal("windows-1252")])),
    dry_run: Type.Optional(Type.Boolean()),
  },
  { $id: "ScoreImportFields", ...closed },
);
export type ScoreImportFields = Static<typeof ScoreImportFields>;

/** What is wrong with one row, and which names look like the one that was not found. */
export const RowProblem = Type.Object(
  {
    /** Line of the file, from 1. */
    line: Type.Integer(),
    column: Type.String(),
    sentence: Type.String(),
    nearest: Type.Array(Type.String()),
  },
  { $id: "RowProblem", ...closed },
);
export type RowProblem = Static<typeof RowProblem>;

/** What an import of scores did, or would do. */
export const ScoreImport = Type.Object(
  {
    /** True when nothing was saved: a preview, rows that are wrong, or scores that all stand already. */
    unchanged: Type.Boolean(),
    dry_run: Type.Boolean(),
    review: Type.String(),
    file_name: Type.String(),
    file_digest: Type.String(),
    rows: Type.Integer(),
    /** Rows whose value is empty: nothing is put in its place. */
    left_out: Type.Integer(),
    /** Scores that are new or say something else than the one that stands. */
    given: Type.Integer(),
    /** Scores that stand already, word for word. */
    same: Type.Integer(),
    /** How many rows are wrong; none is saved then. */
    wrong: Type.Integer(),
    problems: Type.Array(RowProblem),
    organisations: Type.Integer(),
    days: Type.Array(Type.String()),
    simulated: Type.Boolean(),
    /** What each score that would be given replaces: the first 2,000 of them, by line. */
    changes: Type.Array(
      Type.Object(
        {
          line: Type.Integer(),
          organisation: Type.String(),
          item: Type.String(),
          kind: ScoreKind,
          day: Type.String(),
          /** What stands now; null where nothing does. */
          before: Type.Union([ScoreValue, Type.Null()]),
          after: ScoreValue,
          /** Whether a note, sources or a tool come with it. */
          remark: Type.Boolean(),
        },
        closed,
      ),
    ),
  },
  { $id: "ScoreImport", ...closed },
);
export type ScoreImport = Static<typeof ScoreImport>;

/** The items that are scored independently in a review: fixed once, before anybody knows how. */
export const NewSample = Type.Object(
  {
    items: Type.Array(Type.String({ maxLength: 120 }), { minItems: 1, maxItems: 20_000 }),
    reason: Reason,
  },
  { $id: "NewSample", ...closed },
);
export type NewSample = Static<typeof NewSample>;

/** That the sample is complete: trust is learnt from what stands now, once. */
export const CloseSample = Type.Object(
  { day: Day, reason: Reason },
  { $id: "CloseSample", ...closed },
);
export type CloseSample = Static<typeof CloseSample>;

/** What stands of a sample. */
export const SampleView = Type.Object(
  {
    review: Type.String(),
    unchanged: Type.Boolean(),
    items: Type.Array(Type.String()),
    closed: Type.Union([
      Type.Object(
        {
          day: Type.String(),
          /** Both null while whoever asks may not see everything of the review. */
          organisations: Type.Union([Type.Integer(), Type.Null()]),
          with_pairs: Type.Union([Type.Integer(), Type.Null()]),
        },
        closed,
      ),
      Type.Null(),
    ]),
  },
  { $id: "SampleView", ...closed },
);
export type SampleView = Static<typeof SampleView>;

/** Items that do not apply to an organisation, approved by somebody on a day. */
export const NewProfile = Type.Object(
  {
    organisation: Type.String({ minLength: 1, maxLength: 300 }),
    items: Type.Array(Type.String({ maxLength: 120 }), { minItems: 1, maxItems: 20_000 }),
    /** False, or left out: they do not apply. True: they apply again. */
    applies: Type.Optional(Type.Boolean()),
    /** From this day on. */
    day: Day,
    approved_by: Type.String({ minLength: 1, maxLength: 300 }),
    approved_on: Day,
    reason: Reason,
  },
  { $id: "NewProfile", ...closed },
);
export type NewProfile = Static<typeof NewProfile>;

/** What a profile did. */
export const ProfileGiven = Type.Object(
  {
    review: Type.String(),
    organisation: Type.String(),
    unchanged: Type.Boolean(),
    /** All items without weight on that day. */
    not_applicable: Type.Array(Type.String()),
  },
  { $id: "ProfileGiven", ...closed },
);
export type ProfileGiven = Static<typeof ProfileGiven>;

/** A day from which everything is scored anew. */
export const NewRound = Type.Object({ day: Day, reason: Reason }, { $id: "NewRound", ...closed });
export type NewRound = Static<typeof NewRound>;

/** The rounds of a review. */
export const RoundOpened = Type.Object(
  { review: Type.String(), unchanged: Type.Boolean(), rounds: Type.Array(Type.String()) },
  { $id: "RoundOpened", ...closed },
);
export type RoundOpened = Static<typeof RoundOpened>;
