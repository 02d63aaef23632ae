import { type Static, Type } from "typebox";
import {
  amendment,
  FindingId,
  ItemList,
  Line,
  Money,
  OrganisationWords,
  recordAct,
  recordPage,
  Severity,
  standingFields,
  Text,
} from "./records.contract.ts";

const closed = { additionalProperties: false } as const;

/** What may happen to one organisation, made from one or more findings. Its head decides on it. */
export const RiskContent = Type.Object(
  {
    organisation: OrganisationWords,
    title: Line,
    statement: Text,
    severity: Severity,
    /** What happens otherwise. */
    effect: Text,
    /** What it would cost to mitigate. */
    cost: Money,
    findings: Type.Array(FindingId, { minItems: 1, maxItems: 200 }),
    items: ItemList,
  },
  { $id: "RiskContent", ...closed },
);
export type RiskContent = Static<typeof RiskContent>;

export const Risk = Type.Object(
  { ...standingFields, content: RiskContent },
  { $id: "Risk", ...closed },
);
export type Risk = Static<typeof Risk>;

export const RiskPage = Type.Object(recordPage(Risk).properties, { $id: "RiskPage", ...closed });
export type RiskPage = Static<typeof RiskPage>;

/** A risk with its history, oldest act first. */
export const RiskView = Type.Object(
  {
    ...Risk.properties,
    may_close: Type.Boolean(),
    may_amend: Type.Boolean(),
    acts: Type.Array(recordAct(RiskContent)),
  },
  { $id: "RiskView", ...closed },
);
export type RiskView = Static<typeof RiskView>;

export const RiskAmendment = Type.Object(amendment(RiskContent).properties, {
  $id: "RiskAmendment",
  ...closed,
});

/** A risk of an organisation as of an instant: what its head is asked to decide on. */
export const RiskOf = Type.Object(
  {
    risk: Type.String(),
    title: Type.String(),
    statement: Type.String(),
    severity: Severity,
    effect: Type.String(),
    cost: Money,
    findings: Type.Array(Type.String()),
    items: Type.Array(Type.String()),
    state: Type.Union([Type.Literal("open"), Type.Literal("closed")]),
    known_at: Type.String(),
  },
  { $id: "RiskOf", ...closed },
);
export type RiskOf = Static<typeof RiskOf>;
