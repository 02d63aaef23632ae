import { type Static, Type } from "typebox";
import { ItemId, Words, YardstickName } from "./yardstick.contract.ts";

const closed = { additionalProperties: false } as const;

/** How the source of a relation stands to its targets (NIST IR 8477, and OSCAL's mapping model). */
export const RelationKind = Type.Union([
  Type.Literal("equal-to"),
  Type.Literal("equivalent-to"),
  Type.Literal("subset-of"),
  Type.Literal("superset-of"),
  Type.Literal("intersects-with"),
  Type.Literal("no-relationship"),
  /** Named together, without saying how. */
  Type.Literal("related-to"),
  /** Looked at, and without a counterpart. */
  Type.Literal("none"),
]);
export type RelationKind = Static<typeof RelationKind>;

/** One item, or a whole group, of a yardstick and its counterparts in another. */
export const Relation = Type.Object(
  { source: ItemId, relation: RelationKind, targets: Type.Array(ItemId, { maxItems: 2000 }) },
  closed,
);
export type Relation = Static<typeof Relation>;

/**
 * What is done with an answer to the older version of an item whose words or scale changed: it is
 * kept, asked again, or put on the new scale.
 */
export const Strategy = Type.Union([
  Type.Literal("keep"),
  Type.Literal("ask-again"),
  Type.Literal("rescale"),
]);
export type Strategy = Static<typeof Strategy>;

/** What becomes of the answers to one item. */
export const Succession = Type.Object(
  {
    before: ItemId,
    /** Null where the item has no successor. */
    after: Type.Union([ItemId, Type.Null()]),
    answers: Type.Union([
      Type.Literal("kept"),
      Type.Literal("asked-again"),
      Type.Literal("rescaled"),
      Type.Literal("closed"),
    ]),
    /** Why, and for a rescaled answer how, in words. */
    words: Words,
  },
  closed,
);
export type Succession = Static<typeof Succession>;

const shared = {
  format: Type.Literal("muster/yardstick-map/1"),
  source: YardstickName,
  source_digest: Type.String({ pattern: "^[0-9a-f]{64}$" }),
  target: YardstickName,
  target_digest: Type.String({ pattern: "^[0-9a-f]{64}$" }),
};

/** A crosswalk between two yardsticks, or the way from one version to another. */
export const YardstickMap = Type.Union(
  [
    Type.Object(
      {
        ...shared,
        kind: Type.Literal("crosswalk"),
        file: Words,
        file_digest: Type.String({ pattern: "^[0-9a-f]{64}$" }),
        relations: Type.Array(Relation, { minItems: 1, maxItems: 20_000 }),
        /** Names in the file that the yardstick of their side does not have. */
        unmatched: Type.Array(
          Type.Object(
            {
              line: Type.Integer({ minimum: 1 }),
              side: Type.Union([Type.Literal("source"), Type.Literal("target")]),
              name: Type.String({ maxLength: 120 }),
            },
            closed,
          ),
          { maxItems: 40_000 },
        ),
      },
      closed,
    ),
    Type.Object(
      {
        ...shared,
        kind: Type.Literal("succession"),
        strategy: Strategy,
        /** The answers that are kept because nothing changed, counted. */
        unchanged: Type.Integer({ minimum: 0 }),
        items: Type.Array(Succession, { maxItems: 40_000 }),
        /** Items that nobody answered before. */
        added: Type.Array(ItemId, { maxItems: 20_000 }),
      },
      closed,
    ),
  ],
  { $id: "YardstickMap" },
);
export type YardstickMap = Static<typeof YardstickMap>;
export type Crosswalk = Extract<YardstickMap, { kind: "crosswalk" }>;
export type SuccessionMap = Extract<YardstickMap, { kind: "succession" }>;
