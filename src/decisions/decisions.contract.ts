import { type Static, Type } from "typebox";
import { Money, RiskId, Severity } from "../findings/records.contract.ts";
import { DayText, OrganisationId, ReasonText } from "../organisations/organisations.contract.ts";

const closed = { additionalProperties: false } as const;
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Leaf = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Count = Type.Integer({ minimum: 0 });
const Review = Type.String({ maxLength: 64 });

/** What becomes of a risk. */
export const DecisionKind = Type.Union(
  [
    Type.Literal("mitigate"),
    Type.Literal("accept"),
    Type.Literal("transfer"),
    Type.Literal("avoid"),
  ],
  { $id: "DecisionKind" },
);
export type DecisionKind = Static<typeof DecisionKind>;

/** One decision as somebody prepares it; the head's signature makes it count. */
export const NewDecision = Type.Object(
  {
    /** Such as R-1. */
    risk: RiskId,
    decision: DecisionKind,
    reason: ReasonText,
    /** What it costs, in whole units of money; left out or null where nobody said. */
    cost: Type.Optional(Money),
    /** The day by which it is done; of an acceptance, the day from which it counts. */
    date: DayText,
    /** The office or person that answers for it. */
    owner: Type.String({ minLength: 1, maxLength: 200 }),
    /** Of an acceptance, and of nothing else: its last day. */
    expires: Type.Optional(DayText),
    /** Leaf of the decision that the screen showed, or null for none; refused when another stands. */
    expects: Type.Optional(orNull(Leaf)),
  },
  { $id: "NewDecision", ...closed },
);
export type NewDecision = Static<typeof NewDecision>;

/** POST /api/reviews/:review/organisations/:organisation/decisions. */
export const NewDecisions = Type.Object(
  { decisions: Type.Array(NewDecision, { minItems: 1, maxItems: 500 }) },
  { $id: "NewDecisions", ...closed },
);
export type NewDecisions = Static<typeof NewDecisions>;

/** One decision as a fact: never changed, only followed by a later one. */
export const Decision = Type.Object(
  {
    decision: DecisionKind,
    reason: Type.String(),
    cost: Money,
    date: Type.String(),
    owner: Type.String(),
    expires: orNull(Type.String()),
    /** Account and name of whoever prepared it. */
    by: Type.String(),
    by_name: Type.String(),
    known_at: Type.String(),
    leaf: Type.String(),
  },
  { $id: "Decision", ...closed },
);
export type Decision = Static<typeof Decision>;

/** Where a risk stands: only a signature that still matches makes it `decided`. */
export const RiskState = Type.Union(
  [
    Type.Literal("undecided"),
    Type.Literal("prepared"),
    Type.Literal("decided"),
    Type.Literal("expired"),
  ],
  { $id: "RiskState" },
);
export type RiskState = Static<typeof RiskState>;

/** A risk with its decision. */
export const DecidedRisk = Type.Object(
  {
    risk: Type.String(),
    title: Type.String(),
    statement: Type.String(),
    severity: Severity,
    /** What happens otherwise. */
    effect: Type.String(),
    cost: Money,
    findings: Type.Array(Type.String()),
    open: Type.Boolean(),
    state: RiskState,
    decision: orNull(Decision),
  },
  { $id: "DecidedRisk", ...closed },
);
export type DecidedRisk = Static<typeof DecidedRisk>;

/** What the determination counts of one organisation. */
export const Accountability = Type.Object(
  {
    organisation: Type.String(),
    open_risks: Count,
    /** Open risks on which no signature stands: without decision, only prepared, or expired. */
    undecided: Count,
    prepared: Count,
    expired: Count,
    /**
     * Of the signature on risks and decisions. `late`: not signed although the day is past. `stale`:
     * signed, and a risk or decision is another one since. What else a statement shows, the
     * attestation compares.
     */
    signature: Type.Union([
      Type.Literal("none"),
      Type.Literal("signed"),
      Type.Literal("stale"),
      Type.Literal("late"),
    ]),
    /** The last day for the signature; null where no day or clock was set. */
    due: orNull(Type.String()),
    signed_at: orNull(Type.String()),
    /** Whether what stands was signed after the day. */
    signed_late: Type.Boolean(),
  },
  { $id: "Accountability", ...closed },
);
export type Accountability = Static<typeof Accountability>;

export const DecisionsPath = Type.Object({ review: Review, organisation: OrganisationId }, closed);
export const DecisionsQuery = Type.Object(
  {
    on: Type.Optional(DayText),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
    after: Type.Optional(Type.String({ maxLength: 40 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type DecisionsQuery = Static<typeof DecisionsQuery>;

/** GET /api/reviews/:review/organisations/:organisation/decisions: open risks first. */
export const DecisionList = Type.Object(
  {
    review: Type.String(),
    organisation: Type.String(),
    simulated: Type.Boolean(),
    on: Type.String(),
    as_of: Type.String(),
    accountability: Accountability,
    risks: Type.Array(DecidedRisk),
    next: orNull(Type.String()),
  },
  { $id: "DecisionList", ...closed },
);
export type DecisionList = Static<typeof DecisionList>;

/** What preparing decisions answers. */
export const DecisionsPrepared = Type.Object(
  {
    review: Type.String(),
    organisation: Type.String(),
    simulated: Type.Boolean(),
    /** Risks whose decision is a new one; those that say the same again are left out. */
    prepared: Type.Array(Type.String()),
    unchanged: Type.Boolean(),
  },
  { $id: "DecisionsPrepared", ...closed },
);
export type DecisionsPrepared = Static<typeof DecisionsPrepared>;

/** GET /api/reviews/:review/accountability: one line for each organisation, a page at a time. */
export const AccountabilityPage = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    on: Type.String(),
    as_of: Type.String(),
    organisations: Type.Array(Accountability),
    next: orNull(Type.String()),
  },
  { $id: "AccountabilityPage", ...closed },
);
export type AccountabilityPage = Static<typeof AccountabilityPage>;
export const AccountabilityQuery = Type.Object(
  {
    on: Type.Optional(DayText),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
    after: Type.Optional(Type.String({ maxLength: 120 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type AccountabilityQuery = Static<typeof AccountabilityQuery>;

/** POST /api/reviews/:review/signatures-due: by a day, or by a task of the review's order. */
export const NewSignaturesDue = Type.Object(
  {
    day: Type.Optional(DayText),
    task: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    reason: ReasonText,
  },
  { $id: "NewSignaturesDue", ...closed },
);
export type NewSignaturesDue = Static<typeof NewSignaturesDue>;
export const SignaturesDue = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    day: orNull(Type.String()),
    task: orNull(Type.String()),
    unchanged: Type.Boolean(),
  },
  { $id: "SignaturesDue", ...closed },
);
export type SignaturesDue = Static<typeof SignaturesDue>;
export const ReviewPath = Type.Object({ review: Review }, closed);
