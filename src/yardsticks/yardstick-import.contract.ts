import { type Static, Type } from "typebox";
import {
  Scale,
  Slug,
  Words,
  YardstickCapability,
  YardstickName,
  YardstickSource,
  YardstickVersion,
} from "./yardstick.contract.ts";

const closed = { additionalProperties: false } as const;
const Column = Type.String({ minLength: 1, maxLength: 200 });

/** Which column holds what; the names are those of the header. */
export const TableColumns = Type.Object(
  {
    id: Type.Optional(Column),
    title: Type.Optional(Column),
    text: Type.Optional(Column),
    guidance: Type.Optional(Column),
    group: Type.Optional(Column),
    withdrawn: Type.Optional(Column),
    scale: Type.Optional(Column),
    units: Type.Optional(Column),
  },
  closed,
);
export type TableColumns = Static<typeof TableColumns>;

/** Items named by identifier, by label or by a pattern with `*` and `?`, and what holds for them. */
const ItemScales = Type.Object(
  {
    items: Type.Array(Type.String({ minLength: 1, maxLength: 120 }), {
      minItems: 1,
      maxItems: 20_000,
    }),
    scale: Type.Optional(Scale),
    units: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    measured_by: Type.Optional(Slug),
  },
  closed,
);

/** How a file of others becomes a yardstick; every field may also be given by a flag. */
export const YardstickHow = Type.Object(
  {
    format: Type.Literal("muster/yardstick-import/1"),
    id: Type.Optional(Slug),
    version: Type.Optional(YardstickVersion),
    title: Type.Optional(Words),
    sources: Type.Optional(Type.Array(YardstickSource, { minItems: 1, maxItems: 40 })),
    /** Whether an item is a control (the default) or the part of a statement. */
    items: Type.Optional(Type.Union([Type.Literal("controls"), Type.Literal("statements")])),
    /** The scale of every item that nothing else is said of; yes-no without. */
    scale: Type.Optional(Scale),
    units: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** Later rows win over earlier ones. */
    scales: Type.Optional(Type.Array(ItemScales, { maxItems: 2000 })),
    capabilities: Type.Optional(Type.Array(YardstickCapability, { maxItems: 500 })),
    table: Type.Optional(
      Type.Object(
        {
          encoding: Type.Optional(
            Type.Union([Type.Literal("utf-8"), Type.Literal("windows-1252")]),
          ),
          delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
          header_line: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
          sheet: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          columns: Type.Optional(TableColumns),
        },
        closed,
      ),
    ),
    /** Makes a yardstick of those items of another that a column marks. */
    select: Type.Optional(
      Type.Object(
        {
          of: YardstickName,
          column: Column,
          /** What counts as a mark, in any case and without spaces around it; `x` without. */
          marks: Type.Optional(
            Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, maxItems: 20 }),
          ),
        },
        closed,
      ),
    ),
    /** Yardsticks that are here already and whose OSCAL file a profile imports. */
    with: Type.Optional(Type.Array(YardstickName, { maxItems: 20 })),
  },
  { $id: "YardstickHow", ...closed },
);
export type YardstickHow = Static<typeof YardstickHow>;
