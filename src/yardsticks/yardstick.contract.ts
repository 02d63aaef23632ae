import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;

/** A readable identifier inside an address: lower-case letters, digits and single hyphens. */
export const Slug = Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 120 });

/** A version such as `1` or `1.0`. Written in quotes in YAML, so that 1.10 stays 1.10. */
export const Version = Type.String({ pattern: "^[0-9]+(\\.[0-9]+){0,2}$", maxLength: 20 });

/**
 * The version of a yardstick, as its publisher writes it: `1`, `5.1.1+u4`, `v1.2.0`, `Final`.
 * Unlike our own policies, catalogues of others are not numbered by us.
 */
export const YardstickVersion = Type.String({
  pattern: "^[A-Za-z0-9]+([.+_-][A-Za-z0-9]+)*$",
  maxLength: 40,
  description: "a version as its publisher writes it, such as 1, 5.1.1+u4 or Final, in quotes",
});

/** A yardstick by name and version, such as `sp800-53r5@5.1.1+u4`. */
export const YardstickName = Type.String({
  pattern: "^[a-z0-9]+(-[a-z0-9]+)*@[A-Za-z0-9]+([.+_-][A-Za-z0-9]+)*$",
  maxLength: 161,
  description: "a name and a version, such as web-transport@1",
});

/** An identifier of an item, such as `WT-1`, `AC-2(1)` or `ac-1_smt.a.1`. */
export const ItemId = Type.String({
  pattern: "^[A-Za-z0-9_][A-Za-z0-9._()-]{0,119}$",
  description: "an identifier such as WT-1 or AC-2(1)",
});

/** A text for people, one line or a few. */
export const Words = Type.String({ minLength: 1, maxLength: 4000 });

/** The wording of an item or its guidance: the longest control of SP 800-53 has some 5,000 signs. */
export const LongWords = Type.String({ minLength: 1, maxLength: 20_000 });

/** How an item is answered: a share over units, a level from 1 to 5, or yes/no. */
export const Scale = Type.Union([
  Type.Literal("share"),
  Type.Literal("level"),
  Type.Literal("yes-no"),
]);
export type Scale = Static<typeof Scale>;

/** Where a yardstick comes from: a document and the place in it. */
export const YardstickSource = Type.Object(
  {
    title: Words,
    clause: Type.Optional(Words),
    address: Type.Optional(Type.String({ pattern: "^https?://", maxLength: 400 })),
  },
  closed,
);

/** That an item was withdrawn by whoever publishes it: by which items, and in which words. */
export const Withdrawn = Type.Object(
  { into: Type.Array(ItemId, { maxItems: 200 }), words: Words },
  closed,
);

/** One question of a yardstick. */
export const YardstickItem = Type.Object(
  {
    id: ItemId,
    /** As printed, where that differs from the identifier: "AC-2(1)". */
    label: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
    title: Words,
    text: LongWords,
    guidance: Type.Optional(LongWords),
    /** A share over units, a level from 1 to 5, or yes/no. */
    scale: Scale,
    /** Plural of what a share counts: "hosts". */
    units: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** The measured source without which the item has no value at all; left out where none is named. */
    measured_by: Type.Optional(Slug),
    /** The group in which it stands. */
    group: Type.Optional(ItemId),
    /** The item that it enhances. */
    parent: Type.Optional(ItemId),
    /** There, known as withdrawn, and neither to be weighed nor scored. */
    withdrawn: Type.Optional(Withdrawn),
  },
  { $id: "YardstickItem", ...closed },
);
export type YardstickItem = Static<typeof YardstickItem>;

/** A family, function or control under which items stand. */
export const YardstickGroup = Type.Object(
  {
    id: ItemId,
    title: Words,
    parent: Type.Optional(ItemId),
    guidance: Type.Optional(LongWords),
    withdrawn: Type.Optional(Withdrawn),
  },
  closed,
);
export type YardstickGroup = Static<typeof YardstickGroup>;

/** What an organisation is able to do when all of the items hold. */
export const YardstickCapability = Type.Object(
  {
    id: ItemId,
    title: Words,
    text: Type.Optional(LongWords),
    items: Type.Array(ItemId, { minItems: 1, maxItems: 20_000 }),
  },
  closed,
);
export type YardstickCapability = Static<typeof YardstickCapability>;

/** From which file of others a yardstick was converted. */
export const YardstickOrigin = Type.Object(
  {
    format: Type.Union([
      Type.Literal("oscal-catalog"),
      Type.Literal("oscal-profile"),
      Type.Literal("csv"),
      Type.Literal("xlsx"),
    ]),
    file: Type.String({ minLength: 1, maxLength: 400 }),
    /** SHA-256 of the file as it came. */
    file_digest: Type.String({ pattern: "^[0-9a-f]{64}$" }),
    /** What its publisher writes as version, and the version of the format. */
    version: Type.Optional(Words),
    oscal_version: Type.Optional(Type.String({ maxLength: 40 })),
    last_modified: Type.Optional(Type.String({ maxLength: 60 })),
    /** Whether an item is a control or the part of a statement. */
    items: Type.Optional(Type.Union([Type.Literal("controls"), Type.Literal("statements")])),
    /** The files that were imported by it, in the order of their names. */
    imports: Type.Optional(
      Type.Array(
        Type.Object(
          { file: Words, file_digest: Type.String({ pattern: "^[0-9a-f]{64}$" }) },
          closed,
        ),
        { maxItems: 20 },
      ),
    ),
  },
  closed,
);
export type YardstickOrigin = Static<typeof YardstickOrigin>;

/** A yardstick as written in its file. */
export const YardstickFile = Type.Object(
  {
    format: Type.Literal("muster/yardstick/1"),
    id: Slug,
    version: YardstickVersion,
    title: Words,
    sources: Type.Array(YardstickSource, { minItems: 1, maxItems: 40 }),
    origin: Type.Optional(YardstickOrigin),
    groups: Type.Optional(Type.Array(YardstickGroup, { maxItems: 5000 })),
    capabilities: Type.Optional(Type.Array(YardstickCapability, { maxItems: 500 })),
    items: Type.Array(YardstickItem, { minItems: 1, maxItems: 20_000 }),
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
