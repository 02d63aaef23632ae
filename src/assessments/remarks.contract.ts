import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;

/** What a score rests on: an address, a file by its digest, or a collection that was imported. */
export const ScoreSource = Type.Union(
  [
    Type.Object(
      {
        link: Type.String({
          pattern: "^https?://[^\\s<>\"']+$",
          maxLength: 2000,
          description: "an address that begins with https:// or http://",
        }),
        title: Type.Optional(Type.String({ maxLength: 300 })),
      },
      closed,
    ),
    Type.Object(
      {
        /** SHA-256 of its bytes, by which whoever holds it is believed. */
        file: Type.String({ pattern: "^[0-9a-f]{64}$" }),
        name: Type.String({ minLength: 1, maxLength: 300 }),
      },
      closed,
    ),
    Type.Object({ collection: Type.String({ minLength: 1, maxLength: 120 }) }, closed),
  ],
  { $id: "ScoreSource" },
);
export type ScoreSource = Static<typeof ScoreSource>;

/** The tool that said a score; without one a person did. */
export const ScoreTool = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 120 }),
    version: Type.String({ maxLength: 60 }),
  },
  { $id: "ScoreTool", ...closed },
);
export type ScoreTool = Static<typeof ScoreTool>;

/** What may be written beside a score that is given. */
export const givenRemark = {
  note: Type.Optional(Type.String({ maxLength: 8000 })),
  evidence: Type.Optional(Type.Array(ScoreSource, { maxItems: 50 })),
  tool: Type.Optional(ScoreTool),
} as const;

/** What stands beside a score. */
export const shownRemark = {
  /** Empty where nothing was noted. */
  note: Type.String(),
  evidence: Type.Array(ScoreSource),
  /** The tool that said it; null for a person. */
  tool: Type.Union([ScoreTool, Type.Null()]),
  /** Leaf of the tool's score that a person replaced by this one; the tool's stays in the history. */
  overrides: Type.Union([Type.String(), Type.Null()]),
  /** Whether it was given after its side had been locked once. */
  after_lock: Type.Boolean(),
} as const;

/** What stands beside a score, by itself. */
export const ScoreRemark = Type.Object(shownRemark, { $id: "ScoreRemark", ...closed });
export type ScoreRemark = Static<typeof ScoreRemark>;
