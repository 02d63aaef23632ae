import { type Static, Type } from "typebox";
import { DecisionKind } from "../decisions/decisions.contract.ts";
import { Money, Severity } from "../findings/records.contract.ts";
import { HeadOn } from "../organisations/heads.contract.ts";
import { DayText, OrganisationId, ReasonText } from "../organisations/organisations.contract.ts";
import { ScoreValue } from "../assessments/scores.contract.ts";
import { Fingerprint } from "./keys.contract.ts";

const closed = { additionalProperties: false } as const;
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Count = Type.Integer({ minimum: 0 });
const Digest = Type.String({ pattern: "^[0-9a-f]{64}$" });

/** What an in-toto statement is of (in-toto Attestation Framework, Statement v1). */
export const statementType = "https://in-toto.io/Statement/v1";
/** What the predicate of a head's statement is. */
export const headStatementType = "https://muster.invalid/head-statement/v1";
/** The payload type of an in-toto statement in a DSSE envelope. */
export const inTotoPayloadType = "application/vnd.in-toto+json";

/** By what right somebody signs. */
export const Capacity = Type.Union(
  [Type.Literal("holder"), Type.Literal("acting"), Type.Literal("delegate")],
  { $id: "Capacity" },
);
export type Capacity = Static<typeof Capacity>;

/** A risk with its decision, as the head is shown it and signs it. */
export const StatedRisk = Type.Object(
  {
    risk: Type.String(),
    title: Type.String(),
    statement: Type.String(),
    severity: Severity,
    /** What happens otherwise. */
    effect: Type.String(),
    cost: Money,
    findings: Type.Array(Type.String()),
    /** Null: undecided. */
    decision: orNull(
      Type.Object(
        {
          decision: DecisionKind,
          reason: Type.String(),
          cost: Money,
          date: Type.String(),
          owner: Type.String(),
          expires: orNull(Type.String()),
          /** Whether its last day is past. */
          expired: Type.Boolean(),
          prepared_by: Type.String(),
          prepared_at: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: "StatedRisk", ...closed },
);
export type StatedRisk = Static<typeof StatedRisk>;

/** An item with what the organisation says of itself; `value` null: not answered. */
export const StatedItem = Type.Object(
  {
    item: Type.String(),
    title: Type.String(),
    value: orNull(ScoreValue),
    day: orNull(Type.String()),
  },
  closed,
);
export type StatedItem = Static<typeof StatedItem>;

/** One thing that is otherwise than it was signed. */
export const StatementChange = Type.Object(
  {
    what: Type.Union([
      Type.Literal("risk"),
      Type.Literal("decision"),
      Type.Literal("item"),
      Type.Literal("head"),
      Type.Literal("review"),
      Type.Literal("consent"),
    ]),
    /** Risk or item; empty where the whole is meant. */
    id: Type.String(),
    words: Type.String(),
  },
  { $id: "StatementChange", ...closed },
);
export type StatementChange = Static<typeof StatementChange>;

/** Everything that the head is shown, and nothing else: what is signed. */
export const HeadStatement = Type.Object(
  {
    format: Type.Literal("muster/head-statement/1"),
    simulated: Type.Boolean(),
    review: Type.Object(
      {
        id: Type.String(),
        title: Type.String(),
        order: Type.String(),
        yardstick: Type.String(),
        methodology: Type.String(),
      },
      closed,
    ),
    organisation: Type.Object({ id: Type.String(), name: Type.String() }, closed),
    /** The day on which it is shown, and what was known then. */
    on: Type.String(),
    as_of: Type.String(),
    due: orNull(Type.String()),
    head: HeadOn,
    signer: Type.Object(
      {
        account: Type.String(),
        name: Type.String(),
        capacity: Capacity,
        /** The delegation by which somebody else than the holder signs. */
        delegation: orNull(Type.String()),
      },
      closed,
    ),
    risks: Type.Array(StatedRisk),
    items: Type.Array(StatedItem),
    totals: Type.Object(
      {
        open_risks: Count,
        undecided: Count,
        expired: Count,
        items: Count,
        answered: Count,
        not_answered: Count,
      },
      closed,
    ),
    /** Names of those who prepared it. */
    prepared_by: Type.Array(Type.String()),
    /** What is otherwise than in the last signed statement; null where none was signed. */
    since: orNull(
      Type.Object(
        {
          attestation: Type.String(),
          signed_at: Type.String(),
          changes: Type.Array(StatementChange),
        },
        closed,
      ),
    ),
    /** The sentence that the head agrees to, as shown. */
    consent: Type.String(),
  },
  { $id: "HeadStatement", ...closed },
);
export type HeadStatement = Static<typeof HeadStatement>;

/** The in-toto statement around it: its canonical JSON (RFC 8785) is the payload that is signed. */
export const SignableStatement = Type.Object(
  {
    _type: Type.Literal(statementType),
    subject: Type.Array(
      Type.Object({ name: Type.String(), digest: Type.Object({ sha256: Digest }, closed) }, closed),
      { minItems: 1, maxItems: 1 },
    ),
    predicateType: Type.Literal(headStatementType),
    predicate: HeadStatement,
  },
  { $id: "SignableStatement", ...closed },
);
export type SignableStatement = Static<typeof SignableStatement>;

/** GET …/statement: what to show and sign, and whether whoever asks may sign it. */
export const StatementView = Type.Object(
  {
    statement: SignableStatement,
    may_sign: Type.Boolean(),
    /** Why not, in one sentence; empty where whoever asks may sign. */
    because: Type.String(),
    /** The key that whoever asks signs with; null where none is active. */
    key: orNull(Fingerprint),
  },
  { $id: "StatementView", ...closed },
);
export type StatementView = Static<typeof StatementView>;

/** A DSSE envelope (secure-systems-lab/dsse v1.0.2) with one signature. */
export const Envelope = Type.Object(
  {
    payload: Type.String({ maxLength: 12_000_000 }),
    payloadType: Type.String({ maxLength: 200 }),
    signatures: Type.Array(
      Type.Object(
        { keyid: Type.String({ maxLength: 100 }), sig: Type.String({ maxLength: 200 }) },
        closed,
      ),
      { minItems: 1, maxItems: 1 },
    ),
  },
  { $id: "Envelope", ...closed },
);
export type Envelope = Static<typeof Envelope>;

/** POST …/attestations. */
export const NewAttestation = Type.Object(
  { envelope: Envelope },
  { $id: "NewAttestation", ...closed },
);

/** A statement that was signed, and whether it still holds. */
export const Attestation = Type.Object(
  {
    /** SHA-256 of the payload. */
    attestation: Digest,
    review: Type.String(),
    organisation: Type.String(),
    simulated: Type.Boolean(),
    state: Type.Union([Type.Literal("current"), Type.Literal("stale"), Type.Literal("superseded")]),
    /** What changed since; empty where it is current. */
    changes: Type.Array(StatementChange),
    office: Type.String(),
    title: Type.String(),
    account: Type.String(),
    name: Type.String(),
    capacity: Capacity,
    key: Fingerprint,
    signed_at: Type.String(),
    due: orNull(Type.String()),
    late: Type.Boolean(),
    consent: Type.String(),
    leaf: Type.String(),
  },
  { $id: "Attestation", ...closed },
);
export type Attestation = Static<typeof Attestation>;

/** GET …/attestations: newest first. */
export const AttestationPage = Type.Object(
  { attestations: Type.Array(Attestation), next: orNull(Type.String()) },
  { $id: "AttestationPage", ...closed },
);
export type AttestationPage = Static<typeof AttestationPage>;
export const AttestationQuery = Type.Object(
  {
    after: Type.Optional(Digest),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  closed,
);
export type AttestationQuery = Static<typeof AttestationQuery>;
export const Attested = Type.Object(
  { attestation: Attestation, unchanged: Type.Boolean() },
  { $id: "Attested", ...closed },
);
export type Attested = Static<typeof Attested>;

export const AttestationPath = Type.Object(
  { review: Type.String({ maxLength: 64 }), organisation: OrganisationId },
  closed,
);

/** POST /api/organisations/:organisation/delegations: by the holder of the head office only. */
export const NewDelegation = Type.Object(
  {
    /** Name or identifier of the account that may sign instead. */
    to: Type.String({ minLength: 1, maxLength: 100 }),
    /** One review. */
    review: Type.String({ minLength: 1, maxLength: 64 }),
    from: DayText,
    until: DayText,
    reason: ReasonText,
  },
  { $id: "NewDelegation", ...closed },
);
export type NewDelegation = Static<typeof NewDelegation>;

/** Leave to sign instead of the holder, for one review and some days. */
export const Delegation = Type.Object(
  {
    /** Its leaf. */
    delegation: Digest,
    organisation: Type.String(),
    review: Type.String(),
    simulated: Type.Boolean(),
    by: Type.String(),
    by_name: Type.String(),
    to: Type.String(),
    to_name: Type.String(),
    from: Type.String(),
    until: Type.String(),
    reason: Type.String(),
    known_at: Type.String(),
    ended_at: orNull(Type.String()),
  },
  { $id: "Delegation", ...closed },
);
export type Delegation = Static<typeof Delegation>;
export const DelegationPage = Type.Object(
  { delegations: Type.Array(Delegation), next: orNull(Type.String()) },
  { $id: "DelegationPage", ...closed },
);
export type DelegationPage = Static<typeof DelegationPage>;
export const DelegationGiven = Type.Object(
  { delegation: Delegation, unchanged: Type.Boolean() },
  { $id: "DelegationGiven", ...closed },
);
export type DelegationGiven = Static<typeof DelegationGiven>;
export const DelegationsPath = Type.Object({ organisation: OrganisationId }, closed);
export const DelegationPath = Type.Object(
  { organisation: OrganisationId, delegation: Digest },
  closed,
);
