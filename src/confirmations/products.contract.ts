import { type Static, type TSchema, Type } from "typebox";
import { Envelope } from "../attestations/attestations.contract.ts";
import { OfficeId } from "../offices/offices.contract.ts";

const closed = { additionalProperties: false } as const;
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Leaf = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Slug = Type.String({ pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$", maxLength: 120 });
const Words = Type.String({ minLength: 1, maxLength: 400 });

/** What the predicate of authors' signatures is. */
export const productType = "https://muster.invalid/joint-product/v1";

export const ProductPath = Type.Object(
  { order: Type.String({ maxLength: 120 }), task: Type.String({ maxLength: 120 }) },
  closed,
);
export const SectionPath = Type.Object(
  { ...ProductPath.properties, section: Type.Integer({ minimum: 1, maximum: 200 }) },
  closed,
);

/** POST /api/orders/:order/tasks/:task/product: who writes which section of a joint product. */
export const NewProduct = Type.Object(
  {
    title: Words,
    /** Each written by one office; every office that writes one is an author and signs the whole. */
    sections: Type.Array(Type.Object({ title: Words, office: OfficeId }, closed), {
      minItems: 1,
      maxItems: 200,
    }),
    /** Offices that sign without a section of their own. */
    also_sign: Type.Optional(Type.Array(OfficeId, { maxItems: 100 })),
  },
  { $id: "NewProduct", ...closed },
);
export type NewProduct = Static<typeof NewProduct>;

/** POST /api/orders/:order/tasks/:task/product/sections/:section. */
export const NewSectionText = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 200_000 }),
    /** Leaf of the text that the screen showed, null for none; refused where another stands. */
    expects: Type.Optional(orNull(Leaf)),
  },
  { $id: "NewSectionText", ...closed },
);
export type NewSectionText = Static<typeof NewSectionText>;

/** A section as it is signed. */
export const SignedSection = Type.Object(
  { section: Type.Integer(), title: Type.String(), office: Type.String(), text: Type.String() },
  { $id: "SignedSection", ...closed },
);
/** The whole as its authors sign it; its canonical JSON is what the digest is of. */
export const WholeProduct = Type.Object(
  {
    format: Type.Literal("muster/joint-product/1"),
    order: Slug,
    task: Slug,
    title: Type.String(),
    authors: Type.Array(Type.String()),
    sections: Type.Array(SignedSection),
  },
  { $id: "WholeProduct", ...closed },
);
export type WholeProduct = Static<typeof WholeProduct>;

/** What one author signs: the whole, for which office and seat, and the sentence agreed to. */
export const SignableProduct = Type.Object(
  {
    _type: Type.Literal("https://in-toto.io/Statement/v1"),
    subject: Type.Array(
      Type.Object({ name: Type.String(), digest: Type.Object({ sha256: Leaf }, closed) }, closed),
      { minItems: 1, maxItems: 1 },
    ),
    predicateType: Type.Literal(productType),
    predicate: Type.Object(
      {
        product: WholeProduct,
        author: OfficeId,
        /** The seat of a joint body that signs; null for an office of one. */
        seat: orNull(OfficeId),
        signer: Type.Object({ account: Type.String(), name: Type.String() }, closed),
        consent: Type.String({ minLength: 1, maxLength: 1000 }),
      },
      closed,
    ),
  },
  { $id: "SignableProduct", ...closed },
);
export type SignableProduct = Static<typeof SignableProduct>;

/** POST /api/orders/:order/tasks/:task/product/signatures. */
export const NewProductSignature = Type.Object(
  { envelope: Envelope },
  { $id: "NewProductSignature", ...closed },
);

/** One signature; stale where the whole was changed since. */
export const ProductSignature = Type.Object(
  {
    author: Type.String(),
    seat: orNull(Type.String()),
    by: Type.String(),
    by_name: Type.String(),
    key: Type.String(),
    /** Digest of the whole that was signed. */
    digest: Leaf,
    stale: Type.Boolean(),
    known_at: Type.String(),
    leaf: Leaf,
  },
  { $id: "ProductSignature", ...closed },
);
export type ProductSignature = Static<typeof ProductSignature>;

/** One author: how many signatures it takes, and how many there are. */
export const ProductAuthor = Type.Object(
  {
    office: Type.String(),
    title: Type.String(),
    /** Seats of a joint body; empty for an office of one. */
    seats: Type.Array(Type.String()),
    needed: Type.Integer(),
    signed: Type.Integer(),
    /** What is missing, in one sentence; empty where nothing is. */
    waits_for: Type.String(),
  },
  { $id: "ProductAuthor", ...closed },
);
export type ProductAuthor = Static<typeof ProductAuthor>;

/** GET /api/orders/:order/tasks/:task/product. */
export const JointProduct = Type.Object(
  {
    order: Type.String(),
    task: Type.String(),
    title: Type.String(),
    /** SHA-256 of the canonical JSON of the whole. */
    digest: Leaf,
    sections: Type.Array(
      Type.Object(
        {
          ...SignedSection.properties,
          by: orNull(Type.String()),
          by_name: orNull(Type.String()),
          known_at: orNull(Type.String()),
          leaf: orNull(Leaf),
        },
        closed,
      ),
    ),
    authors: Type.Array(ProductAuthor),
    /** The last of each author and seat. */
    signatures: Type.Array(ProductSignature),
    /** The one clock: the due day of the task; null where it has none yet. */
    due: orNull(Type.String()),
    /** True where sections and signatures are complete. */
    complete: Type.Boolean(),
    /** The day on which it was delivered; null before. */
    delivered: orNull(Type.String()),
    /** For which office, and seat of a joint body, whoever asks may sign now; what they would sign. */
    to_sign: Type.Array(SignableProduct),
  },
  { $id: "JointProduct", ...closed },
);
export type JointProduct = Static<typeof JointProduct>;

export const ProductChanged = Type.Object(
  { product: JointProduct, unchanged: Type.Boolean() },
  { $id: "ProductChanged", ...closed },
);
export type ProductChanged = Static<typeof ProductChanged>;
