import { type Static, Type } from "typebox";
import { OutsideOwner } from "../evidence/counted-evidence.ts";
import { ItemEvidence } from "../evidence/item-evidence.ts";

// Above 300 lines: one list of shapes that are published together and read side by side.
const closed = { additionalProperties: false } as const;

/** A share in integer billionths, cut; with the exact counts where it is one share over units. */
export const Bound = Type.Object(
  {
    billionths: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
    /** For people, cut to one decimal, never rounded up: "64.1". */
    percent: Type.String(),
    exact: Type.Union([
      Type.Object({ numerator: Type.Integer(), denominator: Type.Integer() }, closed),
      Type.Null(),
    ]),
  },
  { $id: "Bound", ...closed },
);
export type Bound = Static<typeof Bound>;

/** What is proved at least, and what could be at most. */
export const Interval = Type.Object({ least: Bound, most: Bound }, { $id: "Interval", ...closed });
export type Interval = Static<typeof Interval>;

/** What a page shows: a label of the methodology, or one of the two displays outside its order. */
export const Display = Type.Object(
  {
    /** Identifier: `managing-risk`, `at-risk`, `high-risk`, `insufficient-evidence`, `not-reported`. */
    label: Type.String(),
    /** For people: "At Risk". */
    name: Type.String(),
    /** Rank among the labels, 0 the worst; null for the two displays outside the order. */
    rank: Type.Union([Type.Integer(), Type.Null()]),
  },
  { $id: "Display", ...closed },
);
export type Display = Static<typeof Display>;

/**
 * One node of the tree of reasons. The tree is a list in the order of reading; `level` says how deep
 * a node hangs (0 is the rating). Recomputing from its leaves gives the rating that it explains.
 */
export const Reason = Type.Object(
  {
    level: Type.Integer({ minimum: 0, maximum: 8 }),
    kind: Type.Union([
      Type.Literal("rating"),
      Type.Literal("score"),
      Type.Literal("function"),
      Type.Literal("item"),
      Type.Literal("bad"),
      Type.Literal("part"),
      Type.Literal("unknown"),
      Type.Literal("unseen"),
      Type.Literal("sample"),
      Type.Literal("coverage"),
      Type.Literal("gate"),
      Type.Literal("inventory"),
      Type.Literal("self"),
      Type.Literal("independent"),
    ]),
    /** The item, function or gate meant; empty where there is none. */
    of: Type.String(),
    /** The part meant, for the list that a node opens; empty where there is none. */
    part: Type.String(),
    /** The sentence, in plain words with counts. */
    words: Type.String(),
    /** A smaller remark after the sentence; empty where there is none. */
    remark: Type.String(),
    /** How many units stand behind it, in the list that it opens. Null where there is no list. */
    count: Type.Union([Type.Integer(), Type.Null()]),
  },
  { $id: "Reason", ...closed },
);
export type Reason = Static<typeof Reason>;

/** One thing that would change the rating, in words with counts. */
export const Change = Type.Object(
  {
    direction: Type.Union([Type.Literal("up"), Type.Literal("down"), Type.Literal("none")]),
    /** Label that it would lead to; empty for `none`. */
    to: Type.String(),
    /** "Up to Managing Risk" */
    title: Type.String(),
    words: Type.String(),
  },
  { $id: "Change", ...closed },
);
export type Change = Static<typeof Change>;

/** An item's evidence with its value. */
export const RatedItem = Type.Object(
  {
    item: Type.String(),
    title: Type.String(),
    weight: Type.Integer(),
    value: Interval,
    evidence: ItemEvidence,
    /** Only under rules that weigh self-scores: what the value was combined from. */
    combined: Type.Optional(
      Type.Object(
        {
          self: Type.Union([ItemEvidence, Type.Null()]),
          independent: Type.Union([ItemEvidence, Type.Null()]),
          /** How far the self-score is believed. */
          trust: Bound,
        },
        closed,
      ),
    ),
  },
  { $id: "RatedItem", ...closed },
);
export type RatedItem = Static<typeof RatedItem>;

/** The rating of one organisation. */
export const Rating = Type.Object(
  {
    organisation: Type.String(),
    name: Type.String(),
    /** What is shown. */
    rating: Display,
    /** The best that the unknown leaves open; the same as `least` when nothing hangs on it. */
    at_best: Display,
    /** The rating that is proved, in the order of labels (R_lo). */
    least: Display,
    score: Interval,
    coverage: Bound,
    items: Type.Array(RatedItem),
    reasons: Type.Array(Reason),
    changes: Type.Array(Change),
    /** Digest of everything this rating was computed from. */
    inputs: Type.String(),
  },
  { $id: "Rating", ...closed },
);
export type Rating = Static<typeof Rating>;

/** One item over all organisations. */
export const ItemTotal = Type.Object(
  {
    item: Type.String(),
    title: Type.String(),
    units: Type.String(),
    good: Type.Integer(),
    bad: Type.Integer(),
    unknown: Type.Integer(),
    unseen: Type.Integer(),
    n: Type.Integer(),
    value: Interval,
    /** Organisations with at least one unit proved bad. */
    organisations_bad: Type.Integer(),
    /** Organisations with nothing bad and something unknown. */
    organisations_unknown: Type.Integer(),
    /** Organisations for which nothing was measured. */
    organisations_missing: Type.Integer(),
    /** Units of the total whose owner is not in the list of the review: reported, never dropped. */
    outside: Type.Integer(),
    /** Whether it fails in more than the methodology's share of organisations. */
    systemic: Type.Boolean(),
  },
  { $id: "ItemTotal", ...closed },
);
export type ItemTotal = Static<typeof ItemTotal>;

/** One capability over all organisations: what they are able to do when all of its items hold. */
export const CapabilityTotal = Type.Object(
  {
    capability: Type.String(),
    title: Type.String(),
    items: Type.Array(Type.String()),
    /** Which share of the organisations has it: proved at least, and at most. */
    value: Interval,
    organisations_fine: Type.Integer(),
    organisations_lacking: Type.Integer(),
    organisations_unknown: Type.Integer(),
    /** Those that are proved to lack it, and those of which it is not known. */
    lacking: Type.Array(Type.String()),
    unknown: Type.Array(Type.String()),
    systemic: Type.Boolean(),
  },
  { $id: "CapabilityTotal", ...closed },
);
export type CapabilityTotal = Static<typeof CapabilityTotal>;

/** The view over all organisations in scope. */
export const Enterprise = Type.Object(
  {
    organisations: Type.Integer(),
    /** Every display of the methodology with its count, best first, the two outside the order last. */
    labels: Type.Array(Type.Object({ display: Display, count: Type.Integer() }, closed)),
    /** Organisations shown at the best label, over all in scope. */
    shown_best: Type.Integer(),
    /** How many would be, were everything unknown good. */
    best_if_unknown_good: Type.Integer(),
    /** Organisations whose rating hangs on what is unknown. */
    open: Type.Integer(),
    items: Type.Array(ItemTotal),
    /** Only where the yardstick describes capabilities. */
    capabilities: Type.Optional(Type.Array(CapabilityTotal)),
    coverage: Bound,
    /** The sentence that is the headline of every output. */
    headline: Type.String(),
    lede: Type.String(),
  },
  { $id: "Enterprise", ...closed },
);
export type Enterprise = Static<typeof Enterprise>;

const NamedPolicy = Type.Object(
  { id: Type.String(), version: Type.String(), digest: Type.String() },
  { $id: "NamedPolicy", ...closed },
);

/** A determination: ratings and enterprise view of a review on a day, as known at an instant. */
export const Determination = Type.Object(
  {
    format: Type.Literal("muster/determination/1"),
    review: Type.String(),
    /** The day spoken of. */
    on: Type.String(),
    /** What was known then. */
    as_of: Type.String(),
    methodology: NamedPolicy,
    yardstick: NamedPolicy,
    /** Digest over the inputs of all ratings. */
    inputs: Type.String(),
    ratings: Type.Array(Rating),
    /** Names with evidence that are not in the list of the review, and why. */
    outside: Type.Array(OutsideOwner),
    enterprise: Enterprise,
  },
  { $id: "Determination", ...closed },
);
export type Determination = Static<typeof Determination>;

/** How a value or a rating moved between two days, however the unknown turns out. */
export const Movement = Type.Union(
  [
    Type.Literal("improved"),
    Type.Literal("declined"),
    Type.Literal("lost-sight"),
    Type.Literal("now-seen"),
    Type.Literal("unchanged"),
    Type.Literal("not-comparable"),
  ],
  { $id: "Movement" },
);
export type Movement = Static<typeof Movement>;

const ComparedSide = Type.Union([ItemEvidence, Type.Null()]);

/** One name on two days. */
export const ComparedName = Type.Object(
  {
    /** Organisation, or empty where the name belongs to none in the list. */
    organisation: Type.String(),
    name: Type.String(),
    movement: Movement,
    /** Why it may not be compared, or how the display changed; empty where nothing is to be said. */
    because: Type.String(),
    from: ComparedSide,
    to: ComparedSide,
    from_value: Type.Union([Interval, Type.Null()]),
    to_value: Type.Union([Interval, Type.Null()]),
    /** Whom a name without a row seems to follow, by shared units. Never joined by itself. */
    seems: Type.Union([
      Type.Object(
        {
          name: Type.String(),
          organisation: Type.String(),
          shared: Type.Integer(),
          of: Type.Integer(),
        },
        closed,
      ),
      Type.Null(),
    ]),
  },
  { $id: "ComparedName", ...closed },
);
export type ComparedName = Static<typeof ComparedName>;

/** Two days side by side, for one item. */
export const Comparison = Type.Object(
  {
    format: Type.Literal("muster/comparison/1"),
    review: Type.String(),
    item: Type.String(),
    title: Type.String(),
    from: Type.String(),
    to: Type.String(),
    as_of: Type.String(),
    /** The items that may be compared between the two days, and why the others may not. */
    items: Type.Array(
      Type.Object(
        {
          item: Type.String(),
          title: Type.String(),
          comparable: Type.Boolean(),
          because: Type.String(),
        },
        closed,
      ),
    ),
    counts: Type.Record(Type.String(), Type.Integer()),
    headline: Type.String(),
    lede: Type.String(),
    names: Type.Array(ComparedName),
    /** How the ratings moved, by the same rules; lost sight names the old rating. */
    ratings: Type.Array(
      Type.Object(
        {
          organisation: Type.String(),
          name: Type.String(),
          from: Display,
          to: Display,
          movement: Movement,
          because: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: "Comparison", ...closed },
);
export type Comparison = Static<typeof Comparison>;
