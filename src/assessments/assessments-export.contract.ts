import { type Static, Type } from "typebox";

/** What of the assessments is taken out, and how it is written. */
export const ExportQuery = Type.Object(
  {
    format: Type.Optional(Type.Union([Type.Literal("csv"), Type.Literal("json")])),
    /** For CSV, which table; JSON holds all of them. `scores` are those that stand. */
    what: Type.Optional(
      Type.Union([
        Type.Literal("scores"),
        Type.Literal("history"),
        Type.Literal("stages"),
        Type.Literal("profiles"),
      ]),
    ),
    organisation: Type.Optional(Type.String({ maxLength: 300 })),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
  },
  { additionalProperties: false },
);
export type ExportQuery = Static<typeof ExportQuery>;
