import { type Static, Type } from "typebox";
import { ScoreValue } from "./scores.contract.ts";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ format: "date", description: "a day, such as 2026-03-31" });
const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

/** Whole billionths of a scale, from -1,000,000,000 to 1,000,000,000. */
const Billionths = Type.Integer();

/**
 * How self and independent scores stand to each other, over some items. Sums and shares are whole
 * billionths of the scale. A pair is an item with both scores, neither missing.
 */
export const DivergenceSum = Type.Object(
  {
    pairs: Type.Integer(),
    /** Items with one of the two scores, or neither: never counted as agreement. */
    self_only: Type.Integer(),
    independent_only: Type.Integer(),
    neither: Type.Integer(),
    /** Pairs in which the self-score is proved higher, lower, or neither. */
    higher: Type.Integer(),
    lower: Type.Integer(),
    level: Type.Integer(),
    /** The mean difference that is possible at most, over pairs; null without pairs. */
    mean: OrNull(Billionths),
    /** The mean of self minus independent, at least and at most, over pairs; null without pairs. */
    lean_lo: OrNull(Billionths),
    lean_hi: OrNull(Billionths),
    /** The largest difference that is possible in one pair. */
    largest: OrNull(Billionths),
  },
  { $id: "DivergenceSum", ...closed },
);
export type DivergenceSum = Static<typeof DivergenceSum>;

/** What is asked of the differences of a review. */
export const DivergenceQuery = Type.Object(
  {
    on: Type.Optional(Day),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
    by: Type.Optional(
      Type.Union([Type.Literal("item"), Type.Literal("group"), Type.Literal("organisation")]),
    ),
    after: Type.Optional(Type.String({ maxLength: 120 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000 })),
  },
  closed,
);
export type DivergenceQuery = Static<typeof DivergenceQuery>;

const head = {
  review: Type.String(),
  simulated: Type.Boolean(),
  on: Type.String(),
  as_of: Type.String(),
};

/** One row: an item, a group of items, or an organisation. */
export const DivergenceRow = Type.Object(
  { id: Type.String(), name: Type.String(), ...DivergenceSum.properties },
  { $id: "DivergenceRow", ...closed },
);
export type DivergenceRow = Static<typeof DivergenceRow>;

/** The differences of a review by item, group or organisation, the largest mean first. */
export const DivergencePage = Type.Object(
  {
    ...head,
    by: Type.String(),
    all: DivergenceSum,
    total: Type.Integer(),
    rows: Type.Array(DivergenceRow),
    next: OrNull(Type.String()),
  },
  { $id: "DivergencePage", ...closed },
);
export type DivergencePage = Static<typeof DivergencePage>;

/** What is asked of the heat map: organisations in pages, each with all groups. */
export const HeatQuery = Type.Object(
  {
    on: Type.Optional(Day),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
    after: Type.Optional(Type.String({ maxLength: 120 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type HeatQuery = Static<typeof HeatQuery>;

/** Organisations by groups of items: what each cell holds is told once, in `columns`. */
export const HeatMap = Type.Object(
  {
    ...head,
    groups: Type.Array(
      Type.Object({ id: Type.String(), name: Type.String(), items: Type.Integer() }, closed),
    ),
    total: Type.Integer(),
    organisations: Type.Array(
      Type.Object(
        {
          organisation: Type.String(),
          name: Type.String(),
          /** One for each group, in their order. */
          cells: Type.Array(
            Type.Object(
              {
                pairs: Type.Integer(),
                self_only: Type.Integer(),
                independent_only: Type.Integer(),
                neither: Type.Integer(),
                mean: OrNull(Billionths),
                lean_lo: OrNull(Billionths),
                lean_hi: OrNull(Billionths),
                /** Means of the scores themselves, at least and at most, over items that have one. */
                self: OrNull(Type.Object({ lo: Billionths, hi: Billionths }, closed)),
                independent: OrNull(Type.Object({ lo: Billionths, hi: Billionths }, closed)),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    next: OrNull(Type.String()),
  },
  { $id: "HeatMap", ...closed },
);
export type HeatMap = Static<typeof HeatMap>;

/** What is asked of the largest disagreements. */
export const LargestQuery = Type.Object(
  {
    on: Type.Optional(Day),
    as_of: Type.Optional(Type.String({ maxLength: 40 })),
    /** Only one organisation, item or group. */
    organisation: Type.Optional(Type.String({ maxLength: 300 })),
    item: Type.Optional(Type.String({ maxLength: 120 })),
    group: Type.Optional(Type.String({ maxLength: 120 })),
    /** Which side is higher. */
    higher: Type.Optional(Type.Union([Type.Literal("self"), Type.Literal("independent")])),
    after: Type.Optional(Type.String({ maxLength: 40 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  closed,
);
export type LargestQuery = Static<typeof LargestQuery>;

/** Pairs of scores that differ, the largest proved difference first. */
export const LargestDivergences = Type.Object(
  {
    ...head,
    /** How many pairs differ at all. */
    total: Type.Integer(),
    pairs: Type.Array(
      Type.Object(
        {
          organisation: Type.String(),
          name: Type.String(),
          item: Type.String(),
          label: Type.String(),
          title: Type.String(),
          group: OrNull(Type.String()),
          self: ScoreValue,
          self_day: Type.String(),
          independent: ScoreValue,
          independent_day: Type.String(),
          /** The difference that is proved, and the one that is possible. */
          least: Billionths,
          most: Billionths,
          /** Which side is proved higher; null where the ranges overlap. */
          higher: OrNull(Type.Union([Type.Literal("self"), Type.Literal("independent")])),
        },
        closed,
      ),
    ),
    next: OrNull(Type.String()),
  },
  { $id: "LargestDivergences", ...closed },
);
export type LargestDivergences = Static<typeof LargestDivergences>;
