import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;

/** A readable identifier inside an address: lower-case letters, digits and single hyphens. */
export const Slug = Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 120 });

/** A version such as `1` or `1.0`. Written in quotes in YAML, so that 1.10 stays 1.10. */
export const Version = Type.String({ pattern: "^[0-9]+(\\.[0-9]+){0,2}$", maxLength: 20 });

/** An identifier of an item, such as `WT-1`. */
export const ItemId = Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$" });

/** A text for people, one line or a few. */
export const Words = Type.String({ minLength: 1, maxLength: 4000 });

/** Where a yardstick comes from: a document and the place in it. */
export const YardstickSource = Type.Object(
  {
    title: Words,
    clause: Type.Optional(Words),
    address: Type.Optional(Type.String({ pattern: "^https?://", maxLength: 400 })),
  },
  closed,
);

/** One question of a yardstick. */
export const YardstickItem = Type.Object(
  {
    id: ItemId,
    title: Words,
    text: Words,
    /** A share over units, a level from 1 to 5, or yes/no. */
    scale: Type.Union([Type.Literal("share"), Type.Literal("level"), Type.Literal("yes-no")]),
    /** Plural of what a share counts: "hosts". */
    units: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** The measured source without which the item has no value at all; left out where none is named. */
    measured_by: Type.Optional(Slug),
  },
  { $id: "YardstickItem", ...closed },
);
export type YardstickItem = Static<typeof YardstickItem>;

/** A yardstick as written in its file. */
export const YardstickFile = Type.Object(
  {
    format: Type.Literal("muster/yardstick/1"),
    id: Slug,
    version: Version,
    title: Words,
    sources: Type.Array(YardstickSource, { minItems: 1, maxItems: 40 }),
    items: Type.Array(YardstickItem, { minItems: 1, maxItems: 2000 }),
  },
  { $id: "YardstickFile", ...closed },
);
export type YardstickFile = Static<typeof YardstickFile>;

/** A yardstick with the SHA-256 of the file that it was read from. */
export const Yardstick = Type.Object(
  { ...YardstickFile.properties, digest: Type.String({ pattern: "^[0-9a-f]{64}$" }) },
  { $id: "Yardstick", ...closed },
);
export type Yardstick = Static<typeof Yardstick>;
