import { type Static, type TSchema, Type } from "typebox";
import { FindingContent } from "./findings.contract.ts";
import { ActionContent } from "./plan.contract.ts";
import { RecommendationContent, Response } from "./recommendations.contract.ts";
import { ActName, EvidenceList, RecordState, type Register } from "./records.contract.ts";
import { RiskContent } from "./risks.contract.ts";

/** What each register holds. */
export const contents = {
  findings: FindingContent,
  risks: RiskContent,
  recommendations: RecommendationContent,
  actions: ActionContent,
} as const;
export type ContentOf<R extends Register> = Static<(typeof contents)[R]>;

const rowOf = <C extends TSchema>(content: C) =>
  Type.Object({
    number: Type.Integer(),
    act: ActName,
    organisation: Type.Union([Type.String(), Type.Null()]),
    state: RecordState,
    reason: Type.String(),
    evidence: EvidenceList,
    state_reason: Type.String(),
    state_evidence: EvidenceList,
    content,
    response: Type.Union([Response, Type.Null()]),
    order_id: Type.String(),
    by: Type.String(),
    by_name: Type.String(),
    known_at: Type.String(),
    leaf: Type.String(),
    added_at: Type.String(),
  });

/** The rows of each register. */
export const recordRows = {
  findings: rowOf(FindingContent),
  risks: rowOf(RiskContent),
  recommendations: rowOf(RecommendationContent),
  actions: rowOf(ActionContent),
} as const;

/** A record after one of its acts. */
export type RecordRow<R extends Register> = Omit<
  Static<(typeof recordRows)["findings"]>,
  "content"
> & {
  readonly content: ContentOf<R>;
};

/** An act as it is written. */
export interface WrittenAct {
  readonly number: number;
  readonly act: Static<typeof ActName>;
  readonly organisation: string | null;
  readonly state: Static<typeof RecordState>;
  readonly reason: string;
  readonly evidence: Static<typeof EvidenceList>;
  readonly state_reason: string;
  readonly state_evidence: Static<typeof EvidenceList>;
  readonly content: unknown;
  readonly response: Response | null;
  readonly order_id: string;
}
