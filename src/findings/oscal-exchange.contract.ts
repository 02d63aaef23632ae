import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;

/** Which part of a review goes out as OSCAL. */
export const OscalQuery = Type.Object(
  {
    /** Only what is about one organisation; left out, about all that may be seen. */
    organisation: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
  },
  closed,
);
export type OscalQuery = Static<typeof OscalQuery>;

/** What stands beside a document of OSCAL. */
export const OscalImportFields = Type.Object(
  {
    /** Only show what would change, and save nothing. */
    dry_run: Type.Optional(Type.Boolean()),
    /** Why records that stand already are changed. */
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { $id: "OscalImportFields", ...closed },
);
export type OscalImportFields = Static<typeof OscalImportFields>;

const Part = Type.Union([
  Type.Literal("scores"),
  Type.Literal("findings"),
  Type.Literal("risks"),
  Type.Literal("recommendations"),
  Type.Literal("actions"),
]);

/** What a document of OSCAL did, or would do. Either all of it is saved, or nothing. */
export const OscalImport = Type.Object(
  {
    /** True when nothing was saved. */
    unchanged: Type.Boolean(),
    dry_run: Type.Boolean(),
    review: Type.String(),
    simulated: Type.Boolean(),
    model: Type.Union([Type.Literal("assessment-results"), Type.Literal("plan-of-action")]),
    file_name: Type.String(),
    file_digest: Type.String(),
    /**
     * How many rows of each kind are there, add something, change something, or are wrong. Of scores
     * only the first 2,000 are looked at for whether another stood there; the rest count as changed.
     */
    parts: Type.Array(
      Type.Object(
        {
          what: Part,
          rows: Type.Integer(),
          added: Type.Integer(),
          changed: Type.Integer(),
          same: Type.Integer(),
          wrong: Type.Integer(),
        },
        closed,
      ),
    ),
    /** What each row changes: the first two hundred of each kind. */
    changes: Type.Array(
      Type.Object(
        {
          what: Part,
          /** A record by its number, a score by organisation, item and kind. */
          id: Type.String(),
          does: Type.Union([Type.Literal("adds"), Type.Literal("changes")]),
          /** The fields that change, or the score before and after. */
          words: Type.String(),
        },
        closed,
      ),
    ),
    wrong: Type.Integer(),
    problems: Type.Array(
      Type.Object(
        { what: Part, id: Type.String(), field: Type.String(), sentence: Type.String() },
        closed,
      ),
    ),
  },
  { $id: "OscalImport", ...closed },
);
export type OscalImport = Static<typeof OscalImport>;
