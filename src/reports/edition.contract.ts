import { type Static, Type } from "typebox";
import { ItemEvidence } from "../evidence/item-evidence.ts";
import { PublicAccountability } from "./accountability.contract.ts";
import { Publishing, ReviewWords } from "./bundle.contract.ts";

const closed = { additionalProperties: false } as const;
const Digest = Type.String({ pattern: "^[0-9a-f]{64}$" });
const PolicyName = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    entry: Type.String({ minLength: 1, maxLength: 200 }),
  },
  closed,
);

/** An item of an organisation that an edition does not tell, and by which authority. */
export const WithheldItem = Type.Object(
  { organisation: Type.String(), item: Type.String(), authority: Type.String() },
  { $id: "WithheldItem", ...closed },
);
export type WithheldItem = Static<typeof WithheldItem>;

/** One organisation of an edition, with all that is told of it. A withheld item stands in no list. */
export const PublicRow = Type.Object(
  {
    organisation: Type.String(),
    name: Type.String(),
    /** Items with a measured source. */
    measured: Type.Array(ItemEvidence),
    self: Type.Array(ItemEvidence),
    independent: Type.Array(ItemEvidence),
    /** What the closing of the sample proves on public scores: a withheld item diverges most. */
    closed: Type.Union([
      Type.Object(
        { pairs: Type.Integer(), sampled: Type.Integer(), divergence: Type.Integer() },
        closed,
      ),
      Type.Null(),
    ]),
    not_applicable: Type.Array(Type.String()),
    /** Only where a gate of the methodology looks at it. */
    accountability: Type.Optional(PublicAccountability),
  },
  { $id: "PublicRow", ...closed },
);
export type PublicRow = Static<typeof PublicRow>;

/** `public-rows.json` of an edition: everything that its ratings are computed from, and nothing else. */
export const PublicRows = Type.Object(
  {
    format: Type.Literal("muster/public-rows/1"),
    review: Type.Object(
      {
        id: ReviewWords.properties.id,
        title: ReviewWords.properties.title,
        notice: ReviewWords.properties.notice,
        simulated: ReviewWords.properties.simulated,
        order: ReviewWords.properties.order,
      },
      closed,
    ),
    on: Type.String(),
    as_of: Type.String(),
    methodology: PolicyName,
    yardstick: PolicyName,
    /** By identifier. */
    organisations: Type.Array(PublicRow),
    /** Items that were sampled for independent scoring, the same for everybody. */
    sampled: Type.Array(Type.String()),
    /** By organisation and item. */
    withheld: Type.Array(WithheldItem),
    /** How the parts of a collection are spoken of. */
    parts: Type.Array(
      Type.Object(
        {
          collection: Type.String(),
          part: Type.String(),
          title: Type.String(),
          fails: Type.String(),
          subject: Type.String(),
        },
        closed,
      ),
    ),
    publishing: Publishing,
  },
  { $id: "PublicRows", ...closed },
);
export type PublicRows = Static<typeof PublicRows>;

/** An edition that was made: its rows and ratings are fixed; the bundle follows. */
export const Edition = Type.Object(
  {
    edition: Type.String(),
    review: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    /** SHA-256 of `public-rows.json`. */
    digest: Digest,
    headline: Type.String(),
    leaf: Type.String(),
    unchanged: Type.Boolean(),
  },
  { $id: "Edition", ...closed },
);
export type Edition = Static<typeof Edition>;

/** What goes out in an edition, asked before it is made. */
export const EditionRequest = Type.Object(
  {
    on: Type.String({ maxLength: 10 }),
    as_of: Type.Optional(Type.String({ maxLength: 30 })),
    /** Digest of the preview that was looked at: what was not looked at is not published. */
    preview: Digest,
    corrects: Type.Optional(Type.String({ maxLength: 200 })),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    errors_to: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { $id: "EditionRequest", ...closed },
);
export type EditionRequest = Static<typeof EditionRequest>;

const Named = Type.Object({ organisation: Type.String(), name: Type.String() }, closed);

/** What an edition would hold back and what it would tell, before anything is published. */
export const EditionPreview = Type.Object(
  {
    review: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    /** False when nothing is withheld: the public edition is then the whole bundle. */
    withholds: Type.Boolean(),
    /** SHA-256 of the public rows as they would be published. */
    digest: Digest,
    /** The headline of the edition, on public evidence. */
    headline: Type.String(),
    organisations: Type.Integer(),
    /** Organisations that leave the scope, each with whom it leaves with; empty for itself. */
    hidden: Type.Array(
      Type.Object({ ...Named.properties, with: Type.String(), in_scope: Type.Boolean() }, closed),
    ),
    /** Items that are withheld; `along` names the item that takes it along, or is empty. */
    withheld: Type.Array(
      Type.Object(
        {
          ...Named.properties,
          item: Type.String(),
          authority: Type.String(),
          along: Type.String(),
        },
        closed,
      ),
    ),
    /** Earlier publications that still tell it: they are never taken back. */
    told_already: Type.Array(
      Type.Object({ publication: Type.String(), on: Type.String() }, closed),
    ),
    /** Published words in which a hidden organisation is named: the edition is refused with these. */
    mentions: Type.Array(Type.Object({ place: Type.String(), name: Type.String() }, closed)),
    /** What a reader could still wonder about. */
    remarks: Type.Array(Type.String()),
  },
  { $id: "EditionPreview", ...closed },
);
export type EditionPreview = Static<typeof EditionPreview>;
