import { type Static, Type } from "typebox";
import { ScoreKind, ScoreValue } from "./scores.contract.ts";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ format: "date", description: "a day, such as 2026-03-31" });

/** What is asked of a workbook to be filled in. */
export const WorkbookQuery = Type.Object(
  {
    /** Whose word it takes; left out, the organisation's own. */
    kind: Type.Optional(ScoreKind),
    /** The day spoken of, where it is known already. */
    day: Type.Optional(Day),
  },
  closed,
);
export type WorkbookQuery = Static<typeof WorkbookQuery>;

/** What stands beside a filled workbook. */
export const WorkbookImportFields = Type.Object(
  {
    /** The day spoken of, where the workbook does not say it. */
    day: Type.Optional(Day),
    /** Only show what would change, and save nothing. */
    dry_run: Type.Optional(Type.Boolean()),
    /** The `difference` of a dry run: when another one would be saved by now, nothing is. */
    difference: Type.Optional(Type.String({ pattern: "^[0-9a-f]{64}$" })),
  },
  { $id: "WorkbookImportFields", ...closed },
);
export type WorkbookImportFields = Static<typeof WorkbookImportFields>;

/** What is wrong with one row of a workbook. */
export const WorkbookProblem = Type.Object(
  {
    sheet: Type.String(),
    row: Type.Integer(),
    /** The head of the column. */
    column: Type.String(),
    sentence: Type.String(),
  },
  { $id: "WorkbookProblem", ...closed },
);
export type WorkbookProblem = Static<typeof WorkbookProblem>;

/** What a filled workbook did, or would do. Either all of it is saved, or nothing. */
export const WorkbookImport = Type.Object(
  {
    /** True when nothing was saved: a dry run, rows that are wrong, or scores that all stand already. */
    unchanged: Type.Boolean(),
    dry_run: Type.Boolean(),
    review: Type.String(),
    simulated: Type.Boolean(),
    organisation: Type.String(),
    kind: ScoreKind,
    day: Type.String(),
    file_name: Type.String(),
    file_digest: Type.String(),
    /** What was known when the workbook was made. */
    made_as_of: Type.String(),
    /** Items that it asked. */
    asked: Type.Integer(),
    /** Rows without score and reason: nothing is put in their place. */
    left_out: Type.Integer(),
    given: Type.Integer(),
    /** Scores that stand already, word for word. */
    same: Type.Integer(),
    wrong: Type.Integer(),
    problems: Type.Array(WorkbookProblem),
    /** What each score that is given replaces: the first 2,000 of them. */
    changes: Type.Array(
      Type.Object(
        {
          sheet: Type.String(),
          row: Type.Integer(),
          item: Type.String(),
          /** What stands now; null where nothing does. */
          before: Type.Union([ScoreValue, Type.Null()]),
          after: ScoreValue,
          /** Whether a note or addresses of evidence come with it. */
          remark: Type.Boolean(),
          /** Whether somebody gave another score since the workbook was made. */
          changed_since: Type.Boolean(),
        },
        closed,
      ),
    ),
    /** Digest over all of that: what is to be given when the same is to be saved. */
    difference: Type.String(),
  },
  { $id: "WorkbookImport", ...closed },
);
export type WorkbookImport = Static<typeof WorkbookImport>;
