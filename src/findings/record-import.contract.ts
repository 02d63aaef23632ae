import { type Static, Type } from "typebox";
import { Register } from "./records.contract.ts";

const closed = { additionalProperties: false } as const;

/** What stands beside an imported file of records. */
export const RecordImportFields = Type.Object({
  dry_run: Type.Optional(Type.Boolean()),
  encoding: Type.Optional(
    Type.Union([Type.Literal("utf-8"), Type.Literal("windows-1252")], {
      description: "utf-8 or windows-1252",
    }),
  ),
  /** Why what stands already is changed, for rows that do not say it themselves. */
  reason: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type RecordImportFields = Static<typeof RecordImportFields>;

/** What a row of a file does, or what is wrong with it. */
export const RecordRow = Type.Object(
  {
    line: Type.Integer(),
    id: Type.String(),
    title: Type.String(),
    does: Type.Union([Type.Literal("adds"), Type.Literal("changes"), Type.Literal("nothing")]),
    /** The columns that change. */
    columns: Type.Array(Type.String()),
  },
  closed,
);
export type RecordRow = Static<typeof RecordRow>;
export const RecordProblem = Type.Object(
  { line: Type.Integer(), column: Type.String(), sentence: Type.String() },
  closed,
);
export type RecordProblem = Static<typeof RecordProblem>;

/** What an import did, or would do. Either every row is saved or none is. */
export const RecordImport = Type.Object(
  {
    review: Type.String(),
    register: Register,
    simulated: Type.Boolean(),
    dry_run: Type.Boolean(),
    unchanged: Type.Boolean(),
    saved: Type.Boolean(),
    rows: Type.Integer(),
    added: Type.Integer(),
    changed: Type.Integer(),
    wrong: Type.Integer(),
    /** The first two hundred of each. */
    row_list: Type.Array(RecordRow),
    problems: Type.Array(RecordProblem),
  },
  { $id: "RecordImport", ...closed },
);
export type RecordImport = Static<typeof RecordImport>;
