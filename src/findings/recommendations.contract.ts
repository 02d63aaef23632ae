import { type Static, Type } from "typebox";
import {
  amendment,
  FindingId,
  Line,
  MaybeDay,
  MaybeLine,
  MaybeText,
  Money,
  recordAct,
  recordPage,
  RecommendationId,
  ReasonText,
  RiskId,
  standingFields,
  Text,
} from "./records.contract.ts";

const closed = { additionalProperties: false } as const;

/** To whom a recommendation speaks. */
export const Addressee = Type.Union(
  [
    Type.Literal("organisation"),
    Type.Literal("enterprise"),
    Type.Literal("legislature"),
    Type.Literal("private-sector"),
  ],
  { $id: "Addressee" },
);
export type Addressee = Static<typeof Addressee>;

/** How far the present law reaches. */
export const Adequacy = Type.Union([
  Type.Literal("adequate"),
  Type.Literal("partial"),
  Type.Literal("none"),
]);
/** How far a change of the law has come. */
export const LegalStage = Type.Union([
  Type.Literal("not-started"),
  Type.Literal("drafted"),
  Type.Literal("proposed"),
  Type.Literal("introduced"),
  Type.Literal("enacted"),
  Type.Literal("rejected"),
]);

/** What is recommended, by its kind: each has fields of its own. */
export const Recommended = Type.Union(
  [
    Type.Object({ kind: Type.Literal("practice"), practice: Text, measure: MaybeText }, closed),
    Type.Object(
      { kind: Type.Literal("budget"), amount: Money, purpose: Text, period: MaybeLine },
      closed,
    ),
    Type.Object(
      {
        kind: Type.Literal("workforce"),
        role: Line,
        posts: Type.Union([Type.Integer({ minimum: 0, maximum: 1_000_000 }), Type.Null()]),
        step: Type.Union([
          Type.Literal("hire"),
          Type.Literal("train"),
          Type.Literal("retain"),
          Type.Literal("reassign"),
        ]),
        cost: Money,
      },
      closed,
    ),
    Type.Object(
      {
        kind: Type.Literal("authority"),
        duty: Text,
        office: Line,
        present_basis: MaybeText,
        adequacy: Adequacy,
        text_wanted: MaybeText,
        stage: LegalStage,
      },
      closed,
    ),
    Type.Object(
      {
        kind: Type.Literal("incentive"),
        option: Text,
        cost: Money,
        legal_need: MaybeText,
        effect: MaybeText,
        uptake: MaybeText,
      },
      closed,
    ),
  ],
  { $id: "Recommended" },
);
export type Recommended = Static<typeof Recommended>;
export const recommendationKinds = [
  "practice",
  "budget",
  "workforce",
  "authority",
  "incentive",
] as const;

export const RecommendationContent = Type.Object(
  {
    addressee: Addressee,
    /** Whom of the list, where it speaks to an organisation; empty otherwise. */
    organisation: MaybeLine,
    title: Line,
    text: Text,
    what: Recommended,
    /** By when; or by which task of the order of the review, whose clock then says it. */
    due: MaybeDay,
    due_task: Type.String({ pattern: "^([a-z0-9]+(-[a-z0-9]+)*)?$", maxLength: 80 }),
    risks: Type.Array(RiskId, { maxItems: 200 }),
    findings: Type.Array(FindingId, { maxItems: 200 }),
  },
  { $id: "RecommendationContent", ...closed },
);
export type RecommendationContent = Static<typeof RecommendationContent>;

/** What the addressee says to it. */
export const ResponseAnswer = Type.Union(
  [Type.Literal("agree"), Type.Literal("partly"), Type.Literal("disagree")],
  { $id: "ResponseAnswer" },
);
export type ResponseAnswer = Static<typeof ResponseAnswer>;
export const Response = Type.Object(
  { answer: ResponseAnswer, text: MaybeText },
  { $id: "RecommendationResponse", ...closed },
);
export type Response = Static<typeof Response>;

export const Recommendation = Type.Object(
  {
    ...standingFields,
    content: RecommendationContent,
    response: Type.Union([Response, Type.Null()]),
    /** The order of the second generation that it started; empty where it started none. */
    order: Type.String(),
  },
  { $id: "Recommendation", ...closed },
);
export type Recommendation = Static<typeof Recommendation>;

export const RecommendationPage = Type.Object(recordPage(Recommendation).properties, {
  $id: "RecommendationPage",
  ...closed,
});
export type RecommendationPage = Static<typeof RecommendationPage>;

/** A recommendation with its history, oldest act first. */
export const RecommendationView = Type.Object(
  {
    ...Recommendation.properties,
    /** The day by which it is due, by its own word or by the clock of the order; null: none yet. */
    due_on: MaybeDay,
    may_amend: Type.Boolean(),
    may_respond: Type.Boolean(),
    may_order: Type.Boolean(),
    acts: Type.Array(
      Type.Object(
        {
          ...recordAct(RecommendationContent).properties,
          response: Type.Union([Response, Type.Null()]),
          order: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: "RecommendationView", ...closed },
);
export type RecommendationView = Static<typeof RecommendationView>;

export const RecommendationAmendment = Type.Object(amendment(RecommendationContent).properties, {
  $id: "RecommendationAmendment",
  ...closed,
});

/** Starts an order of the second generation from an accepted recommendation. */
export const OrderStart = Type.Object(
  {
    /** The identifier of the order; made from review and recommendation when left out. */
    order: Type.Optional(Type.String({ pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", maxLength: 80 })),
    reason: Type.Optional(ReasonText),
  },
  { $id: "OrderStart", ...closed },
);
export type OrderStart = Static<typeof OrderStart>;

export const RecommendationParams = Type.Object({
  review: Type.String({ maxLength: 64 }),
  recommendation: RecommendationId,
});
