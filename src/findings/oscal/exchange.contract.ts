import { type Static, Type } from "typebox";
import { ScoreKind, ShownScore } from "../../assessments/scores.contract.ts";
import { Finding } from "../findings.contract.ts";
import { Action } from "../plan.contract.ts";
import { Recommendation } from "../recommendations.contract.ts";
import { Risk } from "../risks.contract.ts";

const closed = { additionalProperties: false } as const;

/** A score that stands, with whose it is. */
export const ExchangedScore = Type.Object(
  {
    organisation: Type.String(),
    item: Type.String(),
    kind: ScoreKind,
    ...ShownScore.properties,
  },
  closed,
);
export type ExchangedScore = Static<typeof ExchangedScore>;

/** What is said of a review where its records go out, and come back. */
export const ExchangeHead = Type.Object(
  {
    review: Type.String(),
    title: Type.String(),
    simulated: Type.Boolean(),
    yardstick: Type.String(),
    /** What was known then goes out. */
    as_of: Type.String(),
    /** By identifier: every organisation that something is about. */
    organisations: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }, closed)),
  },
  closed,
);
export type ExchangeHead = Static<typeof ExchangeHead>;

/** What OSCAL's assessment results carry of a review. */
export const ResultsContent = Type.Object(
  {
    ...ExchangeHead.properties,
    scores: Type.Array(ExchangedScore),
    findings: Type.Array(Finding),
    risks: Type.Array(Risk),
    recommendations: Type.Array(Recommendation),
  },
  { $id: "ResultsContent", ...closed },
);
export type ResultsContent = Static<typeof ResultsContent>;

/** What OSCAL's plan of action and milestones carries of a review. */
export const PlanContent = Type.Object(
  {
    ...ExchangeHead.properties,
    findings: Type.Array(Finding),
    risks: Type.Array(Risk),
    actions: Type.Array(Action),
  },
  { $id: "PlanContent", ...closed },
);
export type PlanContent = Static<typeof PlanContent>;
