import { type Static, type TSchema, Type } from "typebox";

const closed = { additionalProperties: false } as const;

/** The four registers of a review. Each numbers its own records: F-1, R-1, C-1, A-1. */
export const Register = Type.Union([
  Type.Literal("findings"),
  Type.Literal("risks"),
  Type.Literal("recommendations"),
  Type.Literal("actions"),
]);
export type Register = Static<typeof Register>;
export const registers = ["findings", "risks", "recommendations", "actions"] as const;

/** A day in the one accepted form. */
export const Day = Type.String({
  pattern: "^\\d{4}-\\d{2}-\\d{2}$",
  description: "a day such as 2027-03-31",
});
/** One line of words. */
export const Line = Type.String({ minLength: 1, maxLength: 300 });
/** One line of words, or nothing said. */
export const MaybeLine = Type.String({ maxLength: 300 });
/** Some paragraphs. */
export const Text = Type.String({ minLength: 1, maxLength: 8000 });
/** Some paragraphs, or nothing said. */
export const MaybeText = Type.String({ maxLength: 8000 });
/** Why something was done. */
export const ReasonText = Type.String({ minLength: 1, maxLength: 2000 });
/** Whole units of the money in which a review counts; null where nobody has said. Never a zero then. */
export const Money = Type.Union([
  Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
  Type.Null(),
]);
export const MaybeDay = Type.Union([Day, Type.Null()]);
/** NIST SP 800-30 Rev. 1, appendix G to I, in three steps. */
export const Severity = Type.Union(
  [Type.Literal("low"), Type.Literal("moderate"), Type.Literal("high")],
  { $id: "Severity" },
);
export type Severity = Static<typeof Severity>;
export const FindingId = Type.String({
  pattern: "^F-[1-9]\\d{0,8}$",
  description: "a finding such as F-1",
});
export const RiskId = Type.String({
  pattern: "^R-[1-9]\\d{0,8}$",
  description: "a risk such as R-1",
});
export const RecommendationId = Type.String({
  pattern: "^C-[1-9]\\d{0,8}$",
  description: "a recommendation such as C-1",
});
export const ActionId = Type.String({
  pattern: "^A-[1-9]\\d{0,8}$",
  description: "an action such as A-1",
});
/** Items of the yardstick that something is about, by identifier or label. */
export const ItemList = Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { maxItems: 200 });
/** Identifier or name of an organisation of the review. */
export const OrganisationWords = Type.String({ minLength: 1, maxLength: 300 });

/** What a finding, or the act of closing one, rests on: it is referred to, never copied. */
export const EvidenceRef = Type.Object(
  {
    kind: Type.Union([
      Type.Literal("link"), // an address on the web
      Type.Literal("file"), // SHA-256 of a file
      Type.Literal("collection"), // a collection of evidence in this instance
      Type.Literal("leaf"), // an act in the log
      Type.Literal("paper"), // something that can only be named
    ]),
    ref: Type.String({ minLength: 1, maxLength: 500 }),
    note: MaybeLine,
  },
  { $id: "EvidenceRef", ...closed },
);
export type EvidenceRef = Static<typeof EvidenceRef>;
export const EvidenceList = Type.Array(EvidenceRef, { maxItems: 100 });

/** How a record stands. Findings and risks are open or closed only. */
export const RecordState = Type.Union(
  [
    Type.Literal("open"),
    Type.Literal("in-progress"),
    Type.Literal("closed"),
    Type.Literal("done"),
    Type.Literal("dropped"),
  ],
  { $id: "RecordState" },
);
export type RecordState = Static<typeof RecordState>;

export const ActName = Type.Union([
  Type.Literal("added"),
  Type.Literal("amended"),
  Type.Literal("closed"),
  Type.Literal("reopened"),
  Type.Literal("state-set"),
  Type.Literal("responded"),
  Type.Literal("order-started"),
]);
export type ActName = Static<typeof ActName>;

/** What is true of every record, whatever it says. */
export const standingFields = {
  id: Type.String(),
  review: Type.String(),
  /** True where everything in the review is invented. */
  simulated: Type.Boolean(),
  /** Whom it is about; null where it is about no single organisation. */
  organisation: Type.Union([Type.String(), Type.Null()]),
  /** The name of the organisation as it is called now; empty where there is none. */
  organisation_name: Type.String(),
  state: RecordState,
  /** Why it stands so; empty when nobody changed it since it was added. */
  state_reason: Type.String(),
  /** What that rests on. */
  state_evidence: EvidenceList,
  /** Who wrote its last act, when it became known, and its leaf: what a change is held against. */
  by: Type.String(),
  known_at: Type.String(),
  leaf: Type.String(),
  added_at: Type.String(),
} as const;

/** One act on a record, as its history tells it. Nothing is ever taken out of it. */
export const recordAct = <C extends TSchema>(content: C) =>
  Type.Object(
    {
      act: ActName,
      state: RecordState,
      reason: Type.String(),
      evidence: EvidenceList,
      /** What stood in it after the act. */
      content,
      by: Type.String(),
      by_name: Type.String(),
      known_at: Type.String(),
      leaf: Type.String(),
    },
    closed,
  );

/** What every list can be asked. */
export const ListQuery = Type.Object(
  {
    state: Type.Optional(RecordState),
    organisation: Type.Optional(OrganisationWords),
    severity: Type.Optional(Severity),
    item: Type.Optional(Type.String({ maxLength: 80 })),
    find: Type.Optional(Type.String({ maxLength: 200 })),
    /** Recommendations: their kind. Actions: by what they are blocked. */
    kind: Type.Optional(Type.String({ maxLength: 40 })),
    /** The number behind which the page begins. */
    after: Type.Optional(Type.Integer({ minimum: 0 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
  },
  closed,
);
export type ListQuery = Static<typeof ListQuery>;

/** A page of a register, with how many records stand how, before the state is asked for. */
export const recordPage = <R extends TSchema>(record: R) =>
  Type.Object(
    {
      review: Type.String(),
      simulated: Type.Boolean(),
      as_of: Type.String(),
      total: Type.Integer(),
      counts: Type.Array(Type.Object({ state: RecordState, count: Type.Integer() }, closed)),
      /** Whether whoever asks may add records here. */
      may_add: Type.Boolean(),
      records: Type.Array(record),
      /** Give this as `after` to go on; 0 at the end. */
      next: Type.Integer(),
    },
    closed,
  );

/** A change of what stands in a record; `expects` is the leaf that the screen showed. */
export const amendment = <C extends TSchema>(content: C) =>
  Type.Object(
    {
      content,
      reason: ReasonText,
      expects: Type.Optional(Type.Union([Type.String({ maxLength: 64 }), Type.Null()])),
    },
    closed,
  );

/** A change of how a record stands. */
export const StateChange = Type.Object(
  { reason: ReasonText, evidence: Type.Optional(EvidenceList) },
  { $id: "StateChange", ...closed },
);
export type StateChange = Static<typeof StateChange>;

/** The same, where there is more than one way to stand. */
export const StateChoice = Type.Object(
  { state: RecordState, reason: ReasonText, evidence: Type.Optional(EvidenceList) },
  { $id: "StateChoice", ...closed },
);
export type StateChoice = Static<typeof StateChoice>;

/** What a change of a record answers. */
export const RecordChanged = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    id: Type.String(),
    state: RecordState,
    unchanged: Type.Boolean(),
    leaf: Type.String(),
    /** Other records that the act changed too, such as risks of a reopened finding. */
    along: Type.Array(Type.String()),
  },
  { $id: "RecordChanged", ...closed },
);
export type RecordChanged = Static<typeof RecordChanged>;
