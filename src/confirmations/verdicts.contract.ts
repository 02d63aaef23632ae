import { type Static, type TSchema, Type } from "typebox";
import { Envelope } from "../attestations/attestations.contract.ts";
import { Display } from "../determination/determination.contract.ts";
import { RiskId } from "../findings/records.contract.ts";
import { DayText, OrganisationId, ReasonText } from "../organisations/organisations.contract.ts";

const closed = { additionalProperties: false } as const;
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Leaf = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Label = Type.String({ minLength: 1, maxLength: 80 });
const Words = Type.String({ minLength: 1, maxLength: 8000 });
const MaybeWords = Type.String({ maxLength: 8000 });

/** What the predicate of officers' signatures is. */
export const confirmationType = "https://muster.invalid/confirmation/v1";

export const ReviewPath = Type.Object({ review: Type.String({ maxLength: 64 }) }, closed);
export const VerdictPath = Type.Object(
  { review: Type.String({ maxLength: 64 }), organisation: OrganisationId },
  closed,
);

/** POST /api/reviews/:review/drafts: sends recorded ratings as draft verdicts, for a reply by a day. */
export const NewDraft = Type.Object(
  {
    /** The day spoken of; its ratings have to be recorded. */
    on: DayText,
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
    /** The last day for a reply. */
    reply_by: DayText,
    /** Left out: the whole list of the review. */
    organisations: Type.Optional(Type.Array(OrganisationId, { minItems: 1, maxItems: 20_000 })),
  },
  { $id: "NewDraft", ...closed },
);
export type NewDraft = Static<typeof NewDraft>;

export const DraftSent = Type.Object(
  {
    review: Type.String(),
    /** Its leaf; empty where nothing was sent. */
    draft: Type.String(),
    simulated: Type.Boolean(),
    on: Type.String(),
    as_of: Type.String(),
    determination: Type.String(),
    reply_by: Type.String(),
    organisations: Type.Integer(),
    unchanged: Type.Boolean(),
  },
  { $id: "DraftSent", ...closed },
);
export type DraftSent = Static<typeof DraftSent>;

/** What an organisation says of one risk in its reply. */
export const ReplyPoint = Type.Object(
  {
    risk: RiskId,
    position: Type.Union([Type.Literal("agree"), Type.Literal("partly"), Type.Literal("disagree")]),
    text: MaybeWords,
  },
  { $id: "ReplyPoint", ...closed },
);
export type ReplyPoint = Static<typeof ReplyPoint>;

/** POST /api/reviews/:review/organisations/:organisation/reply; a later one follows an earlier. */
export const NewReply = Type.Object(
  {
    /** The draft that is replied to; refused when another was sent since. */
    draft: Leaf,
    text: Words,
    points: Type.Array(ReplyPoint, { maxItems: 500 }),
  },
  { $id: "NewReply", ...closed },
);
export type NewReply = Static<typeof NewReply>;

/** The final word of the office on one risk. */
export const FinalPoint = Type.Object(
  {
    risk: RiskId,
    word: Type.Union([Type.Literal("upheld"), Type.Literal("changed"), Type.Literal("withdrawn")]),
    text: Words,
  },
  { $id: "FinalPoint", ...closed },
);
export type FinalPoint = Static<typeof FinalPoint>;

/** POST /api/reviews/:review/organisations/:organisation/final-word. */
export const NewFinalWord = Type.Object(
  { draft: Leaf, text: Words, points: Type.Array(FinalPoint, { maxItems: 500 }) },
  { $id: "NewFinalWord", ...closed },
);
export type NewFinalWord = Static<typeof NewFinalWord>;

/** POST /api/reviews/:review/organisations/:organisation/reply-extension. */
export const NewReplyExtension = Type.Object(
  { draft: Leaf, until: DayText, reason: ReasonText },
  { $id: "NewReplyExtension", ...closed },
);
export type NewReplyExtension = Static<typeof NewReplyExtension>;

/** What an officer says of one organisation: the computed rating, or another with a reason. */
export const Confirmed = Type.Object(
  {
    organisation: Type.String(),
    name: Type.String(),
    computed: Label,
    at_best: Label,
    /** What is confirmed; another than computed only with a reason. */
    rating: Label,
    reason: MaybeWords,
    /** Digest of everything that the computed rating hangs on. */
    inputs: Type.String(),
    /** Leaves of the reply and of the final word that were read; null where there is none. */
    reply: orNull(Leaf),
    final_word: orNull(Leaf),
  },
  { $id: "Confirmed", ...closed },
);
export type Confirmed = Static<typeof Confirmed>;

/** What a determining officer signs. */
export const ConfirmationStatement = Type.Object(
  {
    format: Type.Literal("muster/confirmation/1"),
    simulated: Type.Boolean(),
    review: Type.Object({ id: Type.String(), title: Type.String() }, closed),
    on: Type.String(),
    as_of: Type.String(),
    /** SHA-256 of the determination's canonical JSON. */
    determination: Leaf,
    draft: Leaf,
    officer: Type.Object({ account: Type.String(), name: Type.String() }, closed),
    verdicts: Type.Array(Confirmed, { minItems: 1, maxItems: 20_000 }),
    /** The sentence that the officer agrees to, as shown. */
    consent: Type.String({ minLength: 1, maxLength: 1000 }),
  },
  { $id: "ConfirmationStatement", ...closed },
);
export type ConfirmationStatement = Static<typeof ConfirmationStatement>;

/** The in-toto statement around it (in-toto Attestation Framework, Statement v1). */
export const SignableConfirmation = Type.Object(
  {
    _type: Type.Literal("https://in-toto.io/Statement/v1"),
    subject: Type.Array(
      Type.Object({ name: Type.String(), digest: Type.Object({ sha256: Leaf }, closed) }, closed),
      { minItems: 1, maxItems: 1 },
    ),
    predicateType: Type.Literal(confirmationType),
    predicate: ConfirmationStatement,
  },
  { $id: "SignableConfirmation", ...closed },
);
export type SignableConfirmation = Static<typeof SignableConfirmation>;

/** POST /api/reviews/:review/confirmations. */
export const NewConfirmation = Type.Object(
  { envelope: Envelope },
  { $id: "NewConfirmation", ...closed },
);

/** Where a verdict stands. */
export const VerdictStage = Type.Union(
  [
    Type.Literal("computed"), // not sent yet
    Type.Literal("sent"), // waits for a reply
    Type.Literal("not-replied"), // the day for a reply is past
    Type.Literal("replied"), // waits for the final word
    Type.Literal("answered"), // the final word was given; waits for two officers
    Type.Literal("half-confirmed"), // one of two officers signed
    Type.Literal("officers-differ"), // two officers signed different ratings
    Type.Literal("confirmed"),
    Type.Literal("departed"), // two officers signed another rating than the computed one
  ],
  { $id: "VerdictStage" },
);
export type VerdictStage = Static<typeof VerdictStage>;

const said = { by: Type.String(), by_name: Type.String(), known_at: Type.String(), leaf: Leaf };

export const Reply = Type.Object(
  { text: Type.String(), points: Type.Array(ReplyPoint), ...said },
  { $id: "Reply", ...closed },
);
export type Reply = Static<typeof Reply>;
export const FinalWord = Type.Object(
  { text: Type.String(), points: Type.Array(FinalPoint), ...said },
  { $id: "FinalWord", ...closed },
);
export type FinalWord = Static<typeof FinalWord>;
export const Signed = Type.Object(
  { rating: Type.String(), reason: Type.String(), key: Type.String(), ...said },
  { $id: "SignedVerdict", ...closed },
);
export type Signed = Static<typeof Signed>;

/** A verdict with everything that was said about it. */
export const Verdict = Type.Object(
  {
    review: Type.String(),
    organisation: Type.String(),
    name: Type.String(),
    simulated: Type.Boolean(),
    stage: VerdictStage,
    /** The draft's leaf; null where none was sent. */
    draft: orNull(Type.String()),
    on: Type.String(),
    as_of: Type.String(),
    determination: Type.String(),
    computed: Type.String(),
    at_best: Type.String(),
    headline: Type.String(),
    inputs: Type.String(),
    sent_at: orNull(Type.String()),
    reply_by: orNull(Type.String()),
    reply_extended: orNull(
      Type.Object({ until: Type.String(), reason: Type.String(), ...said }, closed),
    ),
    reply: orNull(Reply),
    final_word: orNull(FinalWord),
    /** The last signature of each officer. */
    signatures: Type.Array(Signed),
    /** What stands: the rating that two officers signed; null before. */
    confirmed: orNull(Type.String()),
    /** True where ratings of this day were recorded anew since the draft was sent. */
    superseded: Type.Boolean(),
  },
  { $id: "Verdict", ...closed },
);
export type Verdict = Static<typeof Verdict>;

/** GET /api/reviews/:review/organisations/:organisation/verdict: with what its labels are called. */
export const ShownVerdict = Type.Object(
  { ...Verdict.properties, displays: Type.Array(Display) },
  { $id: "ShownVerdict", ...closed },
);
export type ShownVerdict = Static<typeof ShownVerdict>;

/** GET /api/reviews/:review/verdicts: in the order of identifiers, a page at a time. */
export const VerdictPage = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    /** How many verdicts stand at each stage, over the whole list. */
    stages: Type.Record(Type.String(), Type.Integer()),
    /** What the labels of the methodology are called, the best first. */
    displays: Type.Array(Display),
    verdicts: Type.Array(Verdict),
    next: orNull(Type.String()),
  },
  { $id: "VerdictPage", ...closed },
);
export type VerdictPage = Static<typeof VerdictPage>;
export const VerdictQuery = Type.Object(
  {
    stage: Type.Optional(VerdictStage),
    after: Type.Optional(Type.String({ maxLength: 120 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type VerdictQuery = Static<typeof VerdictQuery>;

/** What saying something about a verdict answers. */
export const VerdictChanged = Type.Object(
  { verdict: Verdict, unchanged: Type.Boolean() },
  { $id: "VerdictChanged", ...closed },
);
export type VerdictChanged = Static<typeof VerdictChanged>;
