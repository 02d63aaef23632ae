import { type Static, Type } from "typebox";
import { ItemId, Slug, Version, Words } from "../yardsticks/yardstick.contract.ts";

const closed = { additionalProperties: false } as const;
const Column = Type.String({ minLength: 1, maxLength: 200 });
const CellTexts = Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 200 });

/** One condition that a row must meet to be read at all. Cells are compared trimmed. */
export const FilterRule = Type.Object(
  { column: Column, is: Type.Optional(CellTexts), is_not: Type.Optional(CellTexts) },
  closed,
);
export type FilterRule = Static<typeof FilterRule>;

/**
 * What day the file speaks for: the last date in its name, the day given at the import, a fixed
 * day, or a column that says the same day in every row.
 */
export const DayRule = Type.Union([
  Type.Literal("file-name"),
  Type.Literal("given"),
  Type.Object({ fixed: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }) }, closed),
  Type.Object({ column: Column }, closed),
]);
export type DayRule = Static<typeof DayRule>;

/** Which texts of a column mean good, bad and unknown. Any other text is refused, with its line. */
export const StateRule = Type.Object(
  {
    column: Column,
    good: CellTexts,
    bad: Type.Optional(CellTexts),
    unknown: Type.Optional(CellTexts),
  },
  closed,
);
export type StateRule = Static<typeof StateRule>;

/** One part of a unit's state; an item is good when all of its parts are. */
export const PartRule = Type.Object(
  {
    id: Slug,
    title: Words,
    /** The words for units that fail the part, in the plural: "lack HTTPS enforcement". */
    fails: Type.Optional(Words),
    /** What the part is about, behind "nothing is known about": "weak cryptography". */
    subject: Type.Optional(Words),
    ...StateRule.properties,
  },
  closed,
);
export type PartRule = Static<typeof PartRule>;

/** A yes/no condition on a row, which items use to count only some units. */
export const MarkRule = Type.Object(
  {
    id: Slug,
    title: Words,
    column: Column,
    equals_column: Type.Optional(Column),
    is: Type.Optional(CellTexts),
  },
  closed,
);
export type MarkRule = Static<typeof MarkRule>;

/** The rule's name: values of one item are comparable only where they were measured by one rule. */
const RuleName = Type.String({ minLength: 1, maxLength: 200 });

const common = {
  format: Type.Literal("muster/mapping/1"),
  id: Slug,
  version: Version,
  title: Words,
  /** Who measures. Collections of one source supersede each other. */
  source: Slug,
  encoding: Type.Optional(Type.Union([Type.Literal("utf-8"), Type.Literal("windows-1252")])),
  /** The line of the column names, when others stand above it. */
  header_line: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  delimiter: Type.Optional(
    Type.Union([Type.Literal(","), Type.Literal(";"), Type.Literal("\t"), Type.Literal("|")]),
  ),
  day: DayRule,
  filter: Type.Optional(Type.Array(FilterRule, { minItems: 1, maxItems: 40 })),
  /** Said of a file without a row of totals, where one of its rows would be taken for one. */
  totals: Type.Optional(Type.Literal("none")),
};

const unitColumn = Type.Object(
  {
    column: Column,
    /** Names that differ only in case are one unit. */
    case: Type.Optional(Type.Literal("lower")),
  },
  closed,
);

/** The inventories that a collection is held against, each for some items. */
export const HeldAgainst = Type.Object(
  { mapping: Slug, items: Type.Array(ItemId, { minItems: 1, maxItems: 2000 }) },
  closed,
);

/** One row a unit. */
export const UnitsMapping = Type.Object(
  {
    ...common,
    kind: Type.Literal("units"),
    /** The column that names the organisation, or the inventory that knows it by the unit. */
    owner: Type.Union([
      Type.Object({ column: Column }, closed),
      Type.Object({ inventory: Slug }, closed),
    ]),
    unit: unitColumn,
    units: Words,
    parts: Type.Array(PartRule, { minItems: 1, maxItems: 40 }),
    marks: Type.Optional(Type.Array(MarkRule, { minItems: 1, maxItems: 20 })),
    items: Type.Array(
      Type.Object(
        {
          item: ItemId,
          all: Type.Array(Slug, { minItems: 1, maxItems: 40 }),
          where: Type.Optional(Slug),
          units: Type.Optional(Words),
          rule: RuleName,
        },
        closed,
      ),
      { minItems: 1, maxItems: 2000 },
    ),
    /** The source's own verdict: listed where it differs from what the parts prove, never used. */
    verdict: Type.Optional(Type.Object({ item: ItemId, ...StateRule.properties }, closed)),
    /** A row whose own day is older than this was not seen on the collection's day: it is unknown. */
    row_day: Type.Optional(
      Type.Object(
        { column: Column, within_days: Type.Integer({ minimum: 0, maximum: 3660 }) },
        closed,
      ),
    ),
    /** A unit in two rows is refused, unless they are combined: the newer row, or what both agree on. */
    duplicates: Type.Optional(Type.Union([Type.Literal("refuse"), Type.Literal("combine")])),
    held_against: Type.Optional(Type.Array(HeldAgainst, { minItems: 1, maxItems: 20 })),
  },
  { $id: "UnitsMapping", ...closed },
);
export type UnitsMapping = Static<typeof UnitsMapping>;

/** One row an organisation, with numbers. */
export const CountsMapping = Type.Object(
  {
    ...common,
    kind: Type.Literal("counts"),
    owner: Type.Object({ column: Column }, closed),
    units: Words,
    /** How many units the source saw. */
    seen: Type.Object({ column: Column }, closed),
    items: Type.Array(
      Type.Object(
        {
          item: ItemId,
          good: Type.Object({ column: Column }, closed),
          /** Whether a seen unit that is not good is proved bad, or not known. */
          rest: Type.Union([Type.Literal("bad"), Type.Literal("unknown")]),
          units: Type.Optional(Words),
          rule: RuleName,
        },
        closed,
      ),
      { minItems: 1, maxItems: 2000 },
    ),
    held_against: Type.Optional(Type.Array(HeldAgainst, { minItems: 1, maxItems: 20 })),
  },
  { $id: "CountsMapping", ...closed },
);
export type CountsMapping = Static<typeof CountsMapping>;

/** A list of the units that there are, and whose they are. */
export const InventoryMapping = Type.Object(
  {
    ...common,
    kind: Type.Literal("inventory"),
    owner: Type.Object({ column: Column }, closed),
    unit: unitColumn,
    units: Words,
  },
  { $id: "InventoryMapping", ...closed },
);
export type InventoryMapping = Static<typeof InventoryMapping>;

/** How a file becomes observations, as written in YAML (docs/mapping-format.md). */
export const MappingFile = Type.Union([UnitsMapping, CountsMapping, InventoryMapping], {
  $id: "MappingFile",
});
export type MappingFile = Static<typeof MappingFile>;

/** A mapping with the SHA-256 of the file that it was read from. */
export type Mapping = MappingFile & { readonly digest: string };
