import { type Static, Type } from "typebox";
import { YardstickMap, Strategy } from "./yardstick-map.contract.ts";

const closed = { additionalProperties: false } as const;
const Name = Type.String({ maxLength: 161 });

/** `id@version`, or `id` alone for the newest version. */
export const YardstickPath = Type.Object({ yardstick: Name });

/** Two yardsticks, each by `id@version`, or by `id` alone for the newest version. */
export const YardstickPairPath = Type.Object({ yardstick: Name, other: Name });

export const YardstickSummary = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    digest: Type.String(),
    title: Type.String(),
    /** Null for yardsticks that were imported before these were counted. */
    items: Type.Union([Type.Integer(), Type.Null()]),
    withdrawn: Type.Union([Type.Integer(), Type.Null()]),
    /** What it was made from: muster, oscal-catalog, oscal-profile, csv or xlsx. */
    origin: Type.String(),
    known_at: Type.String(),
  },
  { $id: "YardstickSummary", ...closed },
);
export type YardstickSummary = Static<typeof YardstickSummary>;

export const YardstickList = Type.Object(
  { yardsticks: Type.Array(YardstickSummary) },
  { $id: "YardstickList", ...closed },
);

/** What was imported, counted; the yardstick itself is at `GET /api/yardsticks/:yardstick`. */
export const ImportedYardstick = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    digest: Type.String(),
    title: Type.String(),
    items: Type.Integer(),
    withdrawn: Type.Integer(),
    groups: Type.Integer(),
    capabilities: Type.Integer(),
  },
  closed,
);

export const YardstickImport = Type.Object(
  {
    unchanged: Type.Boolean(),
    yardstick: ImportedYardstick,
    /** What was done without having been asked for, and what looks like a slip. */
    notes: Type.Array(Type.String()),
  },
  { $id: "YardstickImport", ...closed },
);
export type YardstickImport = Static<typeof YardstickImport>;

/** What was said by flags about an import: a `muster/yardstick-import/1` as JSON. */
export const ImportFlags = Type.Object({
  flags: Type.Optional(Type.String({ maxLength: 65_536 })),
});

export const KeptMapRow = Type.Object(
  { digest: Type.String(), content: Type.String(), by: Type.String(), known_at: Type.String() },
  closed,
);
export type KeptMapRow = Static<typeof KeptMapRow>;

export const KeptYardstickMap = Type.Object(
  { digest: Type.String(), by: Type.String(), known_at: Type.String(), map: YardstickMap },
  closed,
);
export type KeptYardstickMap = Static<typeof KeptYardstickMap>;

export const YardstickMapList = Type.Object(
  { maps: Type.Array(KeptYardstickMap) },
  { $id: "YardstickMapList", ...closed },
);

export const YardstickMapAnswer = Type.Object(
  { unchanged: Type.Boolean(), digest: Type.String(), map: YardstickMap },
  { $id: "YardstickMapAnswer", ...closed },
);
export type YardstickMapAnswer = Static<typeof YardstickMapAnswer>;

export const ChosenStrategy = Type.Object(
  { strategy: Strategy },
  { $id: "ChosenStrategy", ...closed },
);
