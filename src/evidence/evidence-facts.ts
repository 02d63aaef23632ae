import { type Static, Type } from "typebox";
import { OrganisationFact } from "../organisations/organisation-facts.ts";
import { Yardstick } from "../yardsticks/yardstick.contract.ts";
import type { Mapping } from "./mapping.contract.ts";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });

/** What is known of one unit or one part of it. */
export const UnitState = Type.Union([
  Type.Literal("good"),
  Type.Literal("bad"),
  Type.Literal("unknown"),
]);
export type UnitState = Static<typeof UnitState>;

/**
 * One unit of a collection. `pattern` is `states|marks|verdict`: a letter a part in the order of the
 * mapping (`g` good, `b` bad, `?` unknown), a letter a mark (`y`, `n`, `?`), and the source's own
 * verdict as written. Units of an inventory have the pattern `||`.
 */
export const ObservedUnit = Type.Object(
  { owner: Type.String(), unit: Type.String(), pattern: Type.String() },
  closed,
);
export type ObservedUnit = Static<typeof ObservedUnit>;

/** One organisation's numbers in a collection of bare counts; `good` in the order of the items. */
export const ObservedCount = Type.Object(
  {
    owner: Type.String(),
    seen: Type.Integer({ minimum: 0 }),
    /** Null where the collection has no such column, or the cell is empty. */
    good: Type.Array(Type.Union([Type.Integer({ minimum: 0 }), Type.Null()])),
  },
  closed,
);
export type ObservedCount = Static<typeof ObservedCount>;

/** What a mapping read out of a file. */
export const Observed = Type.Object(
  {
    day: Day,
    /** Rows of the file below its header, and how many of them the filter left out. */
    rows: Type.Integer(),
    left_out: Type.Integer(),
    /** Rows whose own day was too old, and rows combined with another of the same unit. */
    stale_rows: Type.Integer(),
    combined_rows: Type.Integer(),
    /** Columns that the mapping names and the file does not have. */
    absent_columns: Type.Array(Type.String()),
    units: Type.Array(ObservedUnit),
    counts: Type.Array(ObservedCount),
  },
  { $id: "Observed", ...closed },
);
export type Observed = Static<typeof Observed>;

/** One delivery of a source for one day; or an inventory; or a day on which one was due. */
export const Collection = Type.Object(
  {
    /** Readable: `pulse-2020-06-08`, a revision `pulse-2020-06-08-r2`. */
    id: Type.String(),
    kind: Type.Union([Type.Literal("delivered"), Type.Literal("due"), Type.Literal("inventory")]),
    source: Type.String(),
    day: Day,
    known_at: Type.String(),
    /** `id@version` of the mapping; empty when a collection was due and nothing says by which. */
    mapping: Type.String(),
    /** Of the bytes as delivered; empty for `due`. */
    file_digest: Type.String(),
    file_name: Type.String(),
    rows: Type.Integer(),
    absent_columns: Type.Array(Type.String()),
    /** The inventory that told the owners, where the mapping asks one; else null. */
    inventory: Type.Union([Type.String(), Type.Null()]),
    /** The collection of the same day that this one revises. */
    revises: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: "Collection", ...closed },
);
export type Collection = Static<typeof Collection>;

/** One unit's part set right by a person; the source's own value stays beside it. */
export const Correction = Type.Object(
  {
    collection: Type.String(),
    unit: Type.String(),
    part: Type.String(),
    state: UnitState,
    reason: Type.String(),
    by: Type.String(),
    known_at: Type.String(),
  },
  { $id: "Correction", ...closed },
);
export type Correction = Static<typeof Correction>;

/** Units that are no more: from the day on they are not expected, unless they are seen again. */
export const Retirement = Type.Object(
  {
    source: Type.String(),
    on: Day,
    /** Owner as the source writes it; needed where only counts are there, else empty. */
    owner: Type.String(),
    units: Type.Array(Type.String(), { minItems: 1 }),
    reason: Type.String(),
    by: Type.String(),
    known_at: Type.String(),
  },
  { $id: "Retirement", ...closed },
);
export type Retirement = Static<typeof Retirement>;

/** Everything from which evidence is counted, without the rows: what a bundle states as its inputs. */
export const EvidenceInputs = Type.Object(
  {
    organisations: Type.Array(OrganisationFact),
    /** The organisations of the review: its stored list, by identifier. */
    scope: Type.Array(Type.String()),
    yardstick: Yardstick,
    collections: Type.Array(Collection),
    corrections: Type.Array(Correction),
    retirements: Type.Array(Retirement),
  },
  { $id: "EvidenceInputs", ...closed },
);
export type EvidenceInputs = Static<typeof EvidenceInputs>;

/** The same with the mappings read and the rows observed, ready to be counted. */
export interface EvidenceFacts extends EvidenceInputs {
  readonly mappings: readonly Mapping[];
  /** By identifier of the collection; none for `due`. */
  readonly observed: ReadonlyMap<string, Observed>;
}

/** What is asked of the evidence: the day spoken of, what was known then, and how old it may be. */
export interface EvidenceQuestion {
  readonly on: string;
  readonly asOf: string;
  readonly maximumAgeDays: number;
}
