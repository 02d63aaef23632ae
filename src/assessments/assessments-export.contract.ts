import { type Static, Type } from "typebox";
import { NotApplicable, OwnPractice, ProfileVersion } from "./profiles.contract.ts";
import { shownRemark } from "./remarks.contract.ts";
import { ScoreKind, ScoreValue } from "./scores.contract.ts";
import { StageAct } from "./stages.contract.ts";

const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

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

const simulated = Type.Optional(Type.Literal(true));

/** Everything that was entered in the assessments of a review, oldest first. */
export const AssessmentsFile = Type.Object({
  format: Type.Literal("muster/assessments/1"),
  review: Type.String(),
  simulated: Type.Boolean(),
  yardstick: Type.String(),
  as_of: Type.String(),
  terms: Type.Array(
    Type.Object({
      simulated,
      blind: Type.Boolean(),
      self_task: OrNull(Type.String()),
      self_due: OrNull(Type.String()),
      independent_task: OrNull(Type.String()),
      independent_due: OrNull(Type.String()),
      reason: Type.String(),
      by: Type.String(),
      known_at: Type.String(),
      leaf: Type.String(),
    }),
  ),
  stages: Type.Array(
    Type.Object({ simulated, organisation: Type.String(), ...StageAct.properties }),
  ),
  profiles: Type.Array(
    Type.Object({
      simulated,
      ...ProfileVersion.properties,
      practices: Type.Array(OwnPractice),
      not_applicable: Type.Array(NotApplicable),
    }),
  ),
  scores: Type.Array(
    Type.Object({
      simulated,
      organisation: Type.String(),
      item: Type.String(),
      kind: ScoreKind,
      day: Type.String(),
      value: ScoreValue,
      /** Digest of the wording that was answered. */
      wording: Type.String(),
      /** For a system the organisation that it is inside of. */
      within: OrNull(Type.String()),
      known_at: Type.String(),
      by: Type.String(),
      on_behalf: Type.Boolean(),
      file_name: Type.String(),
      leaf: Type.String(),
      ...shownRemark,
    }),
  ),
});
export type AssessmentsFile = Static<typeof AssessmentsFile>;
