import { type Static, Type } from "typebox";
import { YardstickName } from "../yardsticks/yardstick.contract.ts";

const closed = { additionalProperties: false } as const;
const Slug = Type.String({
  pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
  maxLength: 64,
  description: "lower-case letters, digits and single hyphens",
});
const PolicyName = Type.String({
  pattern: "^[a-z0-9]+(-[a-z0-9]+)*@[0-9]+(\\.[0-9]+)*$",
  maxLength: 90,
  description: "a name with its version, such as web-transport@1.0",
});
const Reason = Type.String({ minLength: 1, maxLength: 2000 });
/** An organisation by its identifier, or by one of its names. */
const OrganisationWords = Type.String({ minLength: 1, maxLength: 300 });

/** What is asked of a new review: an order, a yardstick, a methodology and a list. */
export const NewReview = Type.Object(
  {
    /** Readable identifier, such as web-transport-2020. */
    review: Slug,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    /** Shown above every page of the review. */
    notice: Type.Optional(Type.String({ maxLength: 1000 })),
    /** Whether everything in it is invented. */
    simulated: Type.Optional(Type.Boolean()),
    /** The order that asked for it; empty when none did. */
    order: Type.Optional(Type.Union([Slug, Type.Literal("")])),
    yardstick: YardstickName,
    methodology: PolicyName,
    organisations: Type.Array(OrganisationWords, { minItems: 1, maxItems: 20_000 }),
  },
  { $id: "NewReview", ...closed },
);
export type NewReview = Static<typeof NewReview>;

const reviewFields = {
  review: Type.String(),
  title: Type.String(),
  notice: Type.String(),
  simulated: Type.Boolean(),
  order: Type.String(),
  yardstick: Type.String(),
  methodology: Type.String(),
  known_at: Type.String(),
};

/** One review in a list. */
export const ReviewSummary = Type.Object(
  {
    ...reviewFields,
    /** How many organisations are in its list now. */
    organisations: Type.Integer(),
    /** How many left the list since it was made: shown beside every total. */
    left: Type.Integer(),
  },
  { $id: "ReviewSummary", ...closed },
);
export type ReviewSummary = Static<typeof ReviewSummary>;

/** An act on the list of a review. */
export const ListAct = Type.Object(
  {
    organisation: Type.String(),
    act: Type.Union([Type.Literal("joined"), Type.Literal("left")]),
    reason: Type.String(),
    by: Type.String(),
    known_at: Type.String(),
  },
  { $id: "ListAct", ...closed },
);
export type ListAct = Static<typeof ListAct>;

/** A review with its list, and every act that changed the list after it was made. */
export const Review = Type.Object(
  {
    ...ReviewSummary.properties,
    list: Type.Array(Type.Object({ organisation: Type.String(), name: Type.String() }, closed)),
    acts: Type.Array(ListAct),
  },
  { $id: "Review", ...closed },
);
export type Review = Static<typeof Review>;

/** All reviews; few enough for one answer. */
export const ReviewList = Type.Object(
  { reviews: Type.Array(ReviewSummary) },
  { $id: "ReviewList", ...closed },
);

/** A change of a review's list. */
export const ListChange = Type.Object(
  {
    act: Type.Union([Type.Literal("join"), Type.Literal("leave")]),
    organisations: Type.Array(OrganisationWords, { minItems: 1, maxItems: 20_000 }),
    reason: Reason,
  },
  { $id: "ListChange", ...closed },
);
export type ListChange = Static<typeof ListChange>;

/** What a change of a list did; `unchanged` when it said nothing new. */
export const ListChanged = Type.Object(
  {
    review: Type.String(),
    unchanged: Type.Boolean(),
    changed: Type.Array(Type.String()),
    organisations: Type.Integer(),
  },
  { $id: "ListChanged", ...closed },
);
export type ListChanged = Static<typeof ListChanged>;

/** A methodology that the instance knows: a file, never edited, only superseded. */
export const StoredMethodology = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    digest: Type.String(),
    yardstick: Type.String(),
    known_at: Type.String(),
  },
  { $id: "StoredMethodology", ...closed },
);
export type StoredMethodology = Static<typeof StoredMethodology>;
