import { type Static, Type } from "typebox";
import { Yardstick } from "./yardstick.contract.ts";

const closed = { additionalProperties: false } as const;

/** `id@version`, or `id` alone for the newest version. */
export const YardstickPath = Type.Object({ yardstick: Type.String({ maxLength: 160 }) });

export const YardstickSummary = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    digest: Type.String(),
    title: Type.String(),
    known_at: Type.String(),
  },
  { $id: "YardstickSummary", ...closed },
);
export type YardstickSummary = Static<typeof YardstickSummary>;

export const YardstickList = Type.Object(
  { yardsticks: Type.Array(YardstickSummary) },
  { $id: "YardstickList", ...closed },
);

export const YardstickImport = Type.Object(
  { unchanged: Type.Boolean(), yardstick: Yardstick },
  { $id: "YardstickImport", ...closed },
);
export type YardstickImport = Static<typeof YardstickImport>;
