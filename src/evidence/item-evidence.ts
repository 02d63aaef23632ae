import { type Static, Type } from "typebox";

/** Why a value is not there. A closed list: nothing is missing without a reason. */
export const MissingReason = Type.Union(
  [
    Type.Literal("no-collection"), // nobody ever delivered a collection of the source
    Type.Literal("not-in-collection"), // the collection of that day has no row for the organisation
    Type.Literal("not-delivered"), // a collection was due and did not come
    Type.Literal("no-such-column"), // the collection did not measure this item
    Type.Literal("stale"), // the newest collection is older than the methodology allows
    Type.Literal("unknown-by-source"), // the source itself says that it does not know
    Type.Literal("withheld"), // not shown in this edition
    Type.Literal("not-reported"), // somebody was asked for a score and gave none
    Type.Literal("access-refused"), // whoever was to examine it was not let in
    Type.Literal("not-examined"), // nobody looked at it
  ],
  { $id: "MissingReason" },
);
export type MissingReason = Static<typeof MissingReason>;

/** One delivery of a source for one day, as far as a rating needs to name it. */
export const CollectionName = Type.Object(
  {
    collection: Type.String(),
    source: Type.String(),
    day: Type.String(),
    file_digest: Type.String(),
  },
  { $id: "CollectionName", additionalProperties: false },
);
export type CollectionName = Static<typeof CollectionName>;

/** How many units fail one part of an item, and for how many the part is not known. */
export const PartCount = Type.Object(
  { part: Type.String(), bad: Type.Integer(), unknown: Type.Integer() },
  { $id: "PartCount", additionalProperties: false },
);
export type PartCount = Static<typeof PartCount>;

/**
 * What the evidence proves of one item of one organisation on one day, in exact counts of units.
 * A level or a yes/no is a count over one unit divided into `n` steps. `n` is
 * good + bad + unknown + unseen, and 0 only when nothing is there to count (then `missing` says why).
 */
export const ItemEvidence = Type.Object(
  {
    item: Type.String(),
    /** Plural of what is counted: "hosts", "domains", "sites". */
    units: Type.String(),
    good: Type.Integer(),
    bad: Type.Integer(),
    /** Seen, but not known. */
    unknown: Type.Integer(),
    /** Expected, but not seen: unknown too. */
    unseen: Type.Integer(),
    n: Type.Integer(),
    /** What the count was held against. */
    held_against: Type.Union([
      Type.Literal("inventory"),
      Type.Literal("earlier-collections"),
      Type.Literal("nothing"),
    ]),
    parts: Type.Array(PartCount),
    collection: Type.Union([CollectionName, Type.Null()]),
    inventory: Type.Union([CollectionName, Type.Null()]),
    /** Set when nothing was measured for the organisation: the value is [0, 1]. */
    missing: Type.Union([MissingReason, Type.Null()]),
    /** The rule by which it was measured: only values of the same rule may be compared. */
    rule: Type.String(),
  },
  { $id: "ItemEvidence", additionalProperties: false },
);
export type ItemEvidence = Static<typeof ItemEvidence>;

/** Evidence of which nothing is there, and why; null where it is still to be counted. */
export function emptyEvidence(item: string, missing: ItemEvidence["missing"]): ItemEvidence {
  return {
    item,
    units: "units",
    good: 0,
    bad: 0,
    unknown: 0,
    unseen: 0,
    n: 0,
    held_against: "nothing",
    parts: [],
    collection: null,
    inventory: null,
    missing,
    rule: "",
  };
}

/** All that a rating of one organisation is computed from. */
export const OrganisationEvidence = Type.Object(
  {
    organisation: Type.String(),
    name: Type.String(),
    items: Type.Array(ItemEvidence),
  },
  { $id: "OrganisationEvidence", additionalProperties: false },
);
export type OrganisationEvidence = Static<typeof OrganisationEvidence>;
