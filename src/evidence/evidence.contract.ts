import { type Static, Type } from "typebox";
import { DayText, NearName, ReasonText } from "../organisations/organisations.contract.ts";
import { Slug } from "../yardsticks/yardstick.contract.ts";
import { Collection, UnitState } from "./evidence-facts.ts";

const closed = { additionalProperties: false } as const;
const UnitName = Type.String({ minLength: 1, maxLength: 500 });
/** Identifier of a collection, such as `pulse-2020-06-08`. */
export const CollectionId = Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 200 });

/** A collection as kept. */
export const CollectionView = Type.Object(
  {
    ...Collection.properties,
    left_out: Type.Integer(),
    stale_rows: Type.Integer(),
    combined_rows: Type.Integer(),
    by: Type.String(),
  },
  { $id: "CollectionView", ...closed },
);
export type CollectionView = Static<typeof CollectionView>;

export const CollectionQuery = Type.Object({
  after: Type.Optional(CollectionId),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});

export const CollectionPage = Type.Object(
  { collections: Type.Array(CollectionView), next: Type.String() },
  { $id: "CollectionPage", ...closed },
);
export type CollectionPage = Static<typeof CollectionPage>;

/** One unit, or one organisation's numbers, in two deliveries of one day. */
export const Differing = Type.Object(
  {
    /** Name of the unit, or of the organisation where only counts are there. */
    name: Type.String(),
    /** What the first says, in words; empty where it does not have it. */
    before: Type.String(),
    after: Type.String(),
  },
  { $id: "Differing", ...closed },
);
export type Differing = Static<typeof Differing>;

/** How a revision differs from what it revises. */
export const RevisionDifference = Type.Object(
  {
    revises: Type.String(),
    added: Type.Integer(),
    removed: Type.Integer(),
    changed: Type.Integer(),
    /** The first of them, by name. */
    rows: Type.Array(Differing),
  },
  { $id: "RevisionDifference", ...closed },
);
export type RevisionDifference = Static<typeof RevisionDifference>;

/** An owner in the file that is no known organisation on its day. */
export const UnmatchedOwner = Type.Object(
  { name: Type.String(), rows: Type.Integer(), nearest: Type.Array(NearName) },
  { $id: "UnmatchedOwner", ...closed },
);
export type UnmatchedOwner = Static<typeof UnmatchedOwner>;

export const EvidenceImportFields = Type.Object({
  /** \`id@version\` or \`id\` of a mapping that is known, where none is sent. */
  mapping_name: Type.Optional(Type.String({ maxLength: 160 })),
  inventory_mapping_name: Type.Optional(Type.String({ maxLength: 160 })),
  /** The day that the file speaks for, where the mapping lets it be given. */
  day: Type.Optional(DayText),
  revises: Type.Optional(CollectionId),
  dry_run: Type.Optional(Type.Boolean()),
});
export type EvidenceImportFields = Static<typeof EvidenceImportFields>;

/** What a mapping made of a file: its first rows, and every item counted over the whole file. */
export const ImportPreview = Type.Object(
  {
    /** Titles of the parts of a unit; items, where only counts are there. */
    heads: Type.Array(Type.String()),
    items: Type.Array(
      Type.Object(
        {
          item: Type.String(),
          rule: Type.String(),
          units: Type.String(),
          good: Type.Integer(),
          bad: Type.Integer(),
          unknown: Type.Integer(),
        },
        closed,
      ),
    ),
    /** The first of them by name; `cells` under the heads: good, bad, unknown, or a number. */
    rows: Type.Array(
      Type.Object(
        {
          owner: Type.String(),
          unit: Type.String(),
          cells: Type.Array(Type.String()),
          verdict: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: "ImportPreview", ...closed },
);
export type ImportPreview = Static<typeof ImportPreview>;

export const EvidenceImport = Type.Object(
  {
    /** Nothing was changed: the same bytes were there, or it was a dry run. */
    unchanged: Type.Boolean(),
    dry_run: Type.Boolean(),
    collection: CollectionView,
    inventory: Type.Union([CollectionView, Type.Null()]),
    units: Type.Integer(),
    owners: Type.Integer(),
    /** Owners that are no known organisation. Their rows are kept, and shown as outside. */
    unmatched: Type.Array(UnmatchedOwner),
    inventory_unmatched: Type.Array(UnmatchedOwner),
    difference: Type.Union([RevisionDifference, Type.Null()]),
    /** Only of a dry run. */
    preview: Type.Optional(ImportPreview),
    /** What else is to know, in sentences. */
    notes: Type.Array(Type.String()),
  },
  { $id: "EvidenceImport", ...closed },
);
export type EvidenceImport = Static<typeof EvidenceImport>;

export const CollectionPath = Type.Object({ collection: CollectionId });

export const CollectionDetail = Type.Object(
  {
    collection: CollectionView,
    difference: Type.Union([RevisionDifference, Type.Null()]),
    corrections: Type.Array(
      Type.Object(
        {
          unit: Type.String(),
          part: Type.String(),
          from: UnitState,
          to: UnitState,
          reason: Type.String(),
          by: Type.String(),
          known_at: Type.String(),
        },
        closed,
      ),
    ),
  },
  { $id: "CollectionDetail", ...closed },
);
export type CollectionDetail = Static<typeof CollectionDetail>;

export const DueBody = Type.Object(
  { source: Slug, day: DayText, reason: Type.Optional(ReasonText) },
  { $id: "DueBody", ...closed },
);
export type DueBody = Static<typeof DueBody>;

export const DueAnswer = Type.Object(
  { unchanged: Type.Boolean(), collection: CollectionView },
  { $id: "DueAnswer", ...closed },
);

export const CorrectionBody = Type.Object(
  {
    collection: CollectionId,
    unit: UnitName,
    part: Slug,
    state: UnitState,
    reason: ReasonText,
  },
  { $id: "CorrectionBody", ...closed },
);
export type CorrectionBody = Static<typeof CorrectionBody>;

export const CorrectionAnswer = Type.Object(
  {
    unchanged: Type.Boolean(),
    collection: Type.String(),
    unit: Type.String(),
    part: Type.String(),
    owner: Type.String(),
    from: UnitState,
    to: UnitState,
  },
  { $id: "CorrectionAnswer", ...closed },
);
export type CorrectionAnswer = Static<typeof CorrectionAnswer>;

export const RetirementBody = Type.Object(
  {
    source: Slug,
    on: DayText,
    owner: Type.Optional(Type.String({ maxLength: 300 })),
    units: Type.Array(UnitName, { minItems: 1, maxItems: 10_000 }),
    reason: ReasonText,
  },
  { $id: "RetirementBody", ...closed },
);
export type RetirementBody = Static<typeof RetirementBody>;

export const RetirementAnswer = Type.Object(
  { unchanged: Type.Boolean(), source: Type.String(), units: Type.Integer() },
  { $id: "RetirementAnswer", ...closed },
);

export const MappingSummary = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    digest: Type.String(),
    title: Type.String(),
    source: Type.String(),
    kind: Type.String(),
    known_at: Type.String(),
  },
  { $id: "MappingSummary", ...closed },
);
export const MappingList = Type.Object(
  { mappings: Type.Array(MappingSummary) },
  { $id: "MappingList", ...closed },
);
export const MappingImport = Type.Object(
  { unchanged: Type.Boolean(), id: Type.String(), version: Type.String(), digest: Type.String() },
  { $id: "MappingImport", ...closed },
);
export type MappingImport = Static<typeof MappingImport>;
export const MappingPath = Type.Object({ mapping: Type.String({ maxLength: 160 }) });
