import { type Static, Type } from "typebox";
import {
  Change,
  Display,
  Enterprise,
  Interval,
  Movement,
  RatedItem,
  Rating,
} from "./determination.contract.ts";

// Above 300 lines: one list of shapes that are published together and read side by side.
const closed = { additionalProperties: false } as const;

/** Methodology in what a page has to draw: labels with their bands, best first. */
export const MethodologySummary = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    digest: Type.String(),
    title: Type.String(),
    /** Words that go behind a label: "web transport". */
    scope: Type.String(),
    authority: Type.String(),
    /** Labels, best first; `from_percent` is the lower edge of the band, as written ("95"). */
    labels: Type.Array(Type.Object({ display: Display, from_percent: Type.String() }, closed)),
    minimum_units: Type.Integer(),
    minimum_coverage_percent: Type.String(),
    /** Whose scores count where not only measurements do: measured-first, half-and-half, maturity-average. */
    scores: Type.Optional(Type.String()),
    /** Items that enter the score. */
    score_items: Type.Array(Type.String()),
  },
  { $id: "MethodologySummary", ...closed },
);
export type MethodologySummary = Static<typeof MethodologySummary>;

/** The rating of one organisation as one row of the overview. */
export const RatingSummary = Type.Object(
  {
    organisation: Type.String(),
    name: Type.String(),
    rating: Display,
    at_best: Display,
    least: Display,
    score: Interval,
    /** Units of the first item of the score. */
    units: Type.String(),
    good: Type.Integer(),
    bad: Type.Integer(),
    /** Unknown and unseen together. */
    unknown: Type.Integer(),
    n: Type.Integer(),
  },
  { $id: "RatingSummary", ...closed },
);
export type RatingSummary = Static<typeof RatingSummary>;

/** One thing to know before relying on a result, most consequential first. */
export const Caveat = Type.Object(
  {
    kind: Type.Union([
      Type.Literal("unconfirmed"),
      Type.Literal("open-ratings"),
      Type.Literal("no-inventory"),
      Type.Literal("inventory"),
      Type.Literal("source-differs"),
      Type.Literal("outside"),
      Type.Literal("stale"),
      Type.Literal("not-delivered"),
      Type.Literal("no-evidence"),
      Type.Literal("withheld"),
    ]),
    /** The bold beginning: "No rating is confirmed." */
    title: Type.String(),
    words: Type.String(),
    count: Type.Integer(),
    /** Item meant, where there is one. */
    item: Type.String(),
  },
  { $id: "Caveat", ...closed },
);
export type Caveat = Static<typeof Caveat>;

/** What the overview shows: everything but reasons and items of each organisation. */
export const DeterminationSummary = Type.Object(
  {
    review: Type.String(),
    title: Type.String(),
    /** Shown above every page of the review: "Demonstration on published data. …" */
    notice: Type.String(),
    simulated: Type.Boolean(),
    order: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    /** Days for which evidence was collected, newest first. */
    days: Type.Array(Type.String()),
    methodology: MethodologySummary,
    yardstick: Type.Object(
      { id: Type.String(), version: Type.String(), digest: Type.String(), title: Type.String() },
      closed,
    ),
    /** Digest over the inputs of all ratings; empty where they are too many to be written out. */
    inputs: Type.String(),
    ratings: Type.Array(RatingSummary),
    enterprise: Enterprise,
    caveats: Type.Array(Caveat),
    /** The collections the numbers stand on: "24,638 hosts, collected 8 June 2020". */
    evidence: Type.Array(
      Type.Object(
        {
          collection: Type.String(),
          source: Type.String(),
          title: Type.String(),
          day: Type.String(),
          rows: Type.Integer(),
          file_digest: Type.String(),
          file_name: Type.String(),
          mapping: Type.String(),
          kind: Type.String(),
        },
        closed,
      ),
    ),
    /** Whether this determination was written to the log, and under which leaf. */
    recorded: Type.Union([
      Type.Object({ leaf: Type.String(), at: Type.String(), digest: Type.String() }, closed),
      Type.Null(),
    ]),
  },
  { $id: "DeterminationSummary", ...closed },
);
export type DeterminationSummary = Static<typeof DeterminationSummary>;

const Neighbour = Type.Union([
  Type.Object({ organisation: Type.String(), name: Type.String() }, closed),
  Type.Null(),
]);

/** What the page of one organisation shows. */
export const OrganisationView = Type.Object(
  {
    review: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    methodology: MethodologySummary,
    rating: Rating,
    /** "Fifth largest of 132 by number of hosts". */
    standing: Type.String(),
    headline: Type.String(),
    lede: Type.String(),
    changes: Type.Array(Change),
    /** Rank of each item among organisations with enough units: "17 of 85"; empty if it has too few. */
    ranks: Type.Record(Type.String(), Type.String()),
    previous: Neighbour,
    next: Neighbour,
    /** Each item on each day for which evidence was collected, oldest first. */
    history: Type.Array(
      Type.Object(
        {
          item: Type.String(),
          title: Type.String(),
          days: Type.Array(
            Type.Object(
              {
                day: Type.String(),
                /** Null where nothing comparable was measured; then `because` says why. */
                value: Type.Union([RatedItem, Type.Null()]),
                because: Type.String(),
              },
              closed,
            ),
          ),
          movement: Movement,
          words: Type.String(),
        },
        closed,
      ),
    ),
    /** Where it stands in what the yardstick calls capabilities; only where it describes some. */
    capabilities: Type.Optional(
      Type.Array(
        Type.Object(
          {
            capability: Type.String(),
            title: Type.String(),
            standing: Type.Union([
              Type.Literal("fine"),
              Type.Literal("lacking"),
              Type.Literal("unknown"),
              Type.Literal("not-applicable"),
            ]),
            /** Items that are in the way: proved bad, and not known. */
            lacking: Type.Array(Type.String()),
            unknown: Type.Array(Type.String()),
          },
          closed,
        ),
      ),
    ),
    /** Units whose source verdict differs from what its parts prove. */
    source_differs: Type.Integer(),
    proof: Type.Object(
      {
        rating_digest: Type.String(),
        methodology_digest: Type.String(),
        evidence_digest: Type.String(),
        /** Leaf of the recorded rating; empty until it is recorded. */
        leaf: Type.String(),
      },
      closed,
    ),
  },
  { $id: "OrganisationView", ...closed },
);
export type OrganisationView = Static<typeof OrganisationView>;

/** What the page of one item across all organisations shows. */
export const ItemView = Type.Object(
  {
    review: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    item: Type.String(),
    title: Type.String(),
    text: Type.String(),
    yardstick: Type.String(),
    headline: Type.String(),
    lede: Type.String(),
    minimum_units: Type.Integer(),
    total: Enterprise.properties.items.items,
    /** All items of the yardstick, for going from one to the next. */
    items: Type.Array(Type.Object({ item: Type.String(), title: Type.String() }, closed)),
    rows: Type.Array(
      Type.Object(
        {
          organisation: Type.String(),
          name: Type.String(),
          value: Interval,
          evidence: RatedItem.properties.evidence,
        },
        closed,
      ),
    ),
  },
  { $id: "ItemView", ...closed },
);
export type ItemView = Static<typeof ItemView>;

/** One counted unit, for the lists that numbers open. */
export const UnitRow = Type.Object(
  {
    unit: Type.String(),
    organisation: Type.String(),
    owner: Type.String(),
    /** Each part of the collection with its state. */
    parts: Type.Array(
      Type.Object(
        {
          part: Type.String(),
          title: Type.String(),
          state: Type.Union([Type.Literal("good"), Type.Literal("bad"), Type.Literal("unknown")]),
          /** Set when a person corrected the source: what the source said. */
          corrected_from: Type.String(),
        },
        closed,
      ),
    ),
    state: Type.Union([
      Type.Literal("good"),
      Type.Literal("bad"),
      Type.Literal("unknown"),
      Type.Literal("unseen"),
    ]),
    /** The source's own verdict; empty where it gives none. */
    source_verdict: Type.String(),
  },
  { $id: "UnitRow", ...closed },
);
export type UnitRow = Static<typeof UnitRow>;

/** One page of units, by key. */
export const UnitPage = Type.Object(
  {
    title: Type.String(),
    total: Type.Integer(),
    units: Type.Array(UnitRow),
    /** Give this as `after` to go on; empty at the end. */
    next: Type.String(),
  },
  { $id: "UnitPage", ...closed },
);
export type UnitPage = Static<typeof UnitPage>;

/** What an import of a methodology did. */
export const MethodologyImport = Type.Object(
  {
    unchanged: Type.Boolean(),
    id: Type.String(),
    version: Type.String(),
    digest: Type.String(),
    yardstick: Type.String(),
  },
  { $id: "MethodologyImport", ...closed },
);
export type MethodologyImport = Static<typeof MethodologyImport>;

/** A determination as it was written to the log. */
export const RecordedDetermination = Type.Object(
  {
    unchanged: Type.Boolean(),
    review: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    /** SHA-256 of the canonical determination. */
    digest: Type.String(),
    leaf: Type.String(),
    /** How many ratings were written, each with a leaf of its own. */
    ratings: Type.Integer(),
    headline: Type.String(),
  },
  { $id: "RecordedDetermination", ...closed },
);
export type RecordedDetermination = Static<typeof RecordedDetermination>;

/** All ratings and the enterprise view after one correction, without reasons. */
export const CorrectedRatings = Type.Object(
  {
    unchanged: Type.Boolean(),
    review: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    /** The organisation that the unit counts for; empty where its owner is not in the list. */
    organisation: Type.String(),
    ratings: Type.Array(RatingSummary),
    enterprise: Enterprise,
  },
  { $id: "CorrectedRatings", ...closed },
);
export type CorrectedRatings = Static<typeof CorrectedRatings>;
