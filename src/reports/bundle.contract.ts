import { type Static, Type } from "typebox";
import { EvidenceInputs } from "../evidence/evidence-facts.ts";

const closed = { additionalProperties: false } as const;
const Digest = Type.String({ pattern: "^[0-9a-f]{64}$" });
const EntryName = Type.String({ minLength: 1, maxLength: 200 });

/** A file of policy in a bundle: what it is called, which version, and where it lies. */
const PolicyEntry = Type.Object(
  { id: Type.String(), version: Type.String(), entry: EntryName },
  closed,
);

/** What a review says of itself, on every page of it. */
export const ReviewWords = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    notice: Type.String(),
    simulated: Type.Boolean(),
    order: Type.String(),
    /** How many organisations left the list since it was made. */
    left: Type.Integer({ minimum: 0 }),
  },
  { $id: "ReviewWords", ...closed },
);
export type ReviewWords = Static<typeof ReviewWords>;

/** The earlier publication that an edition corrects, and why. */
export const Corrects = Type.Object(
  {
    publication: Type.String(),
    /** SHA-256 of the corrected bundle, which stays as it was published. */
    digest: Digest,
    published_at: Type.String(),
    reason: Type.String(),
  },
  { $id: "Corrects", ...closed },
);
export type Corrects = Static<typeof Corrects>;

/** What the publishing office adds to what was computed. */
export const Publishing = Type.Object(
  {
    /** To whom readers report errors; empty when the office gave no address. */
    errors_to: Type.String(),
    corrects: Type.Union([Corrects, Type.Null()]),
  },
  { $id: "Publishing", ...closed },
);
export type Publishing = Static<typeof Publishing>;

/** `inputs.json` of a bundle: everything that the determination was computed from, but for rows. */
export const BundleInputs = Type.Object(
  {
    format: Type.Literal("muster/bundle-inputs/1"),
    review: ReviewWords,
    on: Type.String(),
    as_of: Type.String(),
    methodology: PolicyEntry,
    yardstick: PolicyEntry,
    mappings: Type.Array(PolicyEntry),
    /** The file of each collection, as it was received. */
    sources: Type.Array(Type.Object({ collection: Type.String(), entry: EntryName }, closed)),
    evidence: EvidenceInputs,
    /** What people said, where the determination uses any of it. */
    scores: Type.Optional(EntryName),
    /** Risks, decisions and signatures, where a gate of the methodology looks at them. */
    accountability: Type.Optional(EntryName),
    /** Replies, final words and what officers signed, where these ratings were sent as drafts. */
    verdicts: Type.Optional(EntryName),
    publishing: Publishing,
  },
  { $id: "BundleInputs", ...closed },
);
export type BundleInputs = Static<typeof BundleInputs>;

/** The same as earlier releases wrote it too: the first edition of reports knew no `publishing`. */
export const EarlierBundleInputs = Type.Object(
  { ...BundleInputs.properties, publishing: Type.Optional(Publishing) },
  closed,
);

/** One published act: its event with its salt, and the way from its leaf to the checkpoint. */
export const ProvedLeaf = Type.Object(
  {
    /** Of salt and canonical event: the 32 bytes of the leaf. */
    digest: Digest,
    salt: Digest,
    event: Type.Object(
      {
        kind: Type.String(),
        actor: Type.String(),
        at: Type.String(),
        subject: Type.String(),
        data: Type.Unknown(),
      },
      closed,
    ),
    index: Type.Integer({ minimum: 0 }),
    /** Hashes from the leaf to the root (RFC 9162, section 2.1.3). */
    proof: Type.Array(Digest, { maxItems: 64 }),
  },
  { $id: "ProvedLeaf", ...closed },
);
export type ProvedLeaf = Static<typeof ProvedLeaf>;

/** `log/leaves.json` of a bundle. */
export const ProvedLeaves = Type.Object(
  { format: Type.Literal("muster/proved-leaves/1"), leaves: Type.Array(ProvedLeaf) },
  { $id: "ProvedLeaves", ...closed },
);
export type ProvedLeaves = Static<typeof ProvedLeaves>;

/** What anybody may know of a published bundle. */
export const Publication = Type.Object(
  {
    /** Readable, and bound to the bytes: `web-transport-2020-on-2020-06-08-3fa94b120c55`. */
    id: Type.String(),
    review: Type.String(),
    title: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    published_at: Type.String(),
    /** SHA-256 of the bundle. */
    digest: Digest,
    bytes: Type.Integer(),
    headline: Type.String(),
    /** Leaf of the publication. */
    leaf: Type.String(),
    /** Where the bundle and the report are, from the root of the server. */
    bundle: Type.String(),
    report: Type.String(),
    /** The same report in other formats: `report.pdf`, `report.xlsx`, `ratings.csv`, `open-data.json`. */
    files: Type.Array(
      Type.Object({ name: Type.String(), path: Type.String(), bytes: Type.Integer() }, closed),
    ),
    /** The publication that this one corrects, with the reason; empty where it corrects none. */
    corrects: Type.String(),
    reason: Type.String(),
    /** The publication that corrects this one, with its reason; empty where none does. */
    corrected_by: Type.String(),
    corrected_because: Type.String(),
    /** True when these very bytes were published before, and nothing was changed. */
    unchanged: Type.Boolean(),
  },
  { $id: "Publication", ...closed },
);
export type Publication = Static<typeof Publication>;

/** All publications, newest first. */
export const PublicationList = Type.Object(
  { publications: Type.Array(Publication), next: Type.String() },
  { $id: "PublicationList", ...closed },
);
export type PublicationList = Static<typeof PublicationList>;

/** What is to be published: ratings of a day, as they were recorded. */
export const PublicationRequest = Type.Object(
  {
    on: Type.String(),
    as_of: Type.Optional(Type.String()),
    /** The publication that this one corrects; a reason has to stand beside it. */
    corrects: Type.Optional(Type.String({ maxLength: 200 })),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    /** To whom readers report errors, such as an address for letters or e-mail. */
    errors_to: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { $id: "PublicationRequest", ...closed },
);
export type PublicationRequest = Static<typeof PublicationRequest>;
