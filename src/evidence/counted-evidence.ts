import { type Static, Type } from "typebox";
import { ItemEvidence, OrganisationEvidence } from "./item-evidence.ts";

const closed = { additionalProperties: false } as const;

/** A name in the evidence that belongs to no organisation of the list, with what it holds. */
export const OutsideOwner = Type.Object(
  {
    /** As the source writes it; empty for units whose owner the inventory does not know. */
    name: Type.String(),
    because: Type.Union([
      Type.Literal("unknown-name"), // no organisation has this name on that day
      Type.Literal("not-in-scope"), // an organisation has it, which is not in the review's list
      Type.Literal("not-in-inventory"), // the unit is not in the inventory that tells the owners
    ]),
    /** The organisation that has the name, when it is only out of scope; else empty. */
    organisation: Type.String(),
    /** Names of organisations in scope that look like it, nearest first. */
    nearest: Type.Array(Type.String()),
    /** Units of the largest item, seen or expected: how much lies outside. */
    units: Type.Integer(),
    items: Type.Array(ItemEvidence),
  },
  { $id: "OutsideOwner", ...closed },
);
export type OutsideOwner = Static<typeof OutsideOwner>;

/** How often the source's own verdict differs from what the parts prove, per organisation. */
export const SourceDifference = Type.Object(
  {
    organisation: Type.String(),
    item: Type.String(),
    collection: Type.String(),
    /** The source says good, and a part is unknown; says good, and a part is bad; and so on. */
    source_says: Type.String(),
    proved: Type.Union([Type.Literal("good"), Type.Literal("bad"), Type.Literal("unknown")]),
    units: Type.Integer(),
  },
  { $id: "SourceDifference", ...closed },
);
export type SourceDifference = Static<typeof SourceDifference>;

/** All that counting the evidence answers. */
export const CountedEvidence = Type.Object(
  {
    organisations: Type.Array(OrganisationEvidence),
    outside: Type.Array(OutsideOwner),
    differs: Type.Array(SourceDifference),
  },
  { $id: "CountedEvidence", ...closed },
);
export type CountedEvidence = Static<typeof CountedEvidence>;
