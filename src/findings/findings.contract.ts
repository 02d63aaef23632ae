import { type Static, Type } from "typebox";
import {
  amendment,
  EvidenceList,
  FindingId,
  ItemList,
  Line,
  MaybeLine,
  MaybeText,
  OrganisationWords,
  recordAct,
  recordPage,
  RiskId,
  Severity,
  standingFields,
  Text,
} from "./records.contract.ts";

const closed = { additionalProperties: false } as const;

/**
 * What an auditor found: what should be (criteria), what is (condition), why (cause), what follows
 * (effect), what was looked at (sample), and what it rests on (evidence). The elements of a finding
 * are those of the Yellow Book (GAO-21-368G, 6.17 to 6.31).
 */
export const FindingContent = Type.Object(
  {
    organisation: OrganisationWords,
    title: Line,
    criteria: Text,
    condition: Text,
    cause: MaybeText,
    effect: MaybeText,
    sample: MaybeText,
    severity: Severity,
    /** A system inside the organisation; empty where the whole is meant. */
    system: MaybeLine,
    items: ItemList,
    evidence: EvidenceList,
  },
  { $id: "FindingContent", ...closed },
);
export type FindingContent = Static<typeof FindingContent>;

export const Finding = Type.Object(
  { ...standingFields, content: FindingContent },
  { $id: "Finding", ...closed },
);
export type Finding = Static<typeof Finding>;

export const FindingPage = Type.Object(recordPage(Finding).properties, {
  $id: "FindingPage",
  ...closed,
});
export type FindingPage = Static<typeof FindingPage>;

/** A finding with its history, oldest act first, and the risks that were made from it. */
export const FindingView = Type.Object(
  {
    ...Finding.properties,
    may_close: Type.Boolean(),
    may_amend: Type.Boolean(),
    risks: Type.Array(Type.Object({ id: Type.String(), title: Type.String() }, closed)),
    acts: Type.Array(recordAct(FindingContent)),
  },
  { $id: "FindingView", ...closed },
);
export type FindingView = Static<typeof FindingView>;

export const FindingAmendment = Type.Object(amendment(FindingContent).properties, {
  $id: "FindingAmendment",
  ...closed,
});

export const FindingParams = Type.Object({
  review: Type.String({ maxLength: 64 }),
  finding: FindingId,
});
export const RiskParams = Type.Object({ review: Type.String({ maxLength: 64 }), risk: RiskId });
