import { type Static, Type } from "typebox";
import { Scale } from "./yardstick.contract.ts";

const closed = { additionalProperties: false } as const;
const Name = Type.Object({ id: Type.String(), label: Type.String(), title: Type.String() }, closed);

/**
 * What became of an item between two yardsticks: `same` (words and scale), `renamed` (the same
 * words under another identifier), `reworded`, `rescaled` (another scale or unit), `withdrawn` (it
 * was live), `restored` (it was withdrawn), `added`, `dropped`.
 */
export const ItemChangeKind = Type.Union([
  Type.Literal("same"),
  Type.Literal("renamed"),
  Type.Literal("reworded"),
  Type.Literal("rescaled"),
  Type.Literal("withdrawn"),
  Type.Literal("restored"),
  Type.Literal("added"),
  Type.Literal("dropped"),
]);
export type ItemChangeKind = Static<typeof ItemChangeKind>;

/** One item that is not the same in both. */
export const ItemChange = Type.Object(
  {
    kind: ItemChangeKind,
    /** Null for an item that was added. */
    before: Type.Union([Name, Type.Null()]),
    /** Null for an item that was dropped. */
    after: Type.Union([Name, Type.Null()]),
    /** Beside the kind: what else changed. */
    also: Type.Array(ItemChangeKind),
    texts: Type.Optional(Type.Object({ before: Type.String(), after: Type.String() }, closed)),
    scales: Type.Optional(Type.Object({ before: Scale, after: Scale }, closed)),
    /** Where it went, in the words of the publisher, when it was withdrawn. */
    words: Type.Optional(Type.String()),
  },
  { $id: "ItemChange", ...closed },
);
export type ItemChange = Static<typeof ItemChange>;

/** Two yardsticks, item by item. */
export const YardstickDiff = Type.Object(
  {
    before: Type.Object(
      { name: Type.String(), digest: Type.String(), items: Type.Integer() },
      closed,
    ),
    after: Type.Object(
      { name: Type.String(), digest: Type.String(), items: Type.Integer() },
      closed,
    ),
    counts: Type.Record(ItemChangeKind, Type.Integer()),
    /** Identifiers of the items whose words and scale are the same, as both have them. */
    same: Type.Array(Type.String()),
    changes: Type.Array(ItemChange),
    /** Whether the yardsticks have as many items though not the same: a total proves nothing. */
    equal_totals_unequal_sets: Type.Boolean(),
  },
  { $id: "YardstickDiff", ...closed },
);
export type YardstickDiff = Static<typeof YardstickDiff>;
