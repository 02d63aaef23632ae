import { type Static, Type } from "typebox";
import { Display, Interval } from "./determination.contract.ts";

const closed = { additionalProperties: false } as const;

/** How a display moves from one methodology to another, on the same inputs. */
export const MethodologyMove = Type.Union(
  [
    Type.Literal("higher"),
    Type.Literal("lower"),
    Type.Literal("rated"), // only the second methodology has enough to rate it
    Type.Literal("unrated"), // only the first one has
    Type.Literal("other"), // the two have other labels, or both are outside the order
    Type.Literal("same"),
  ],
  { $id: "MethodologyMove" },
);
export type MethodologyMove = Static<typeof MethodologyMove>;

const Side = Type.Object(
  { rating: Display, least: Display, at_best: Display, score: Interval },
  closed,
);

/** One organisation under both methodologies. */
export const MethodologyMoved = Type.Object(
  {
    organisation: Type.String(),
    name: Type.String(),
    move: MethodologyMove,
    a: Side,
    b: Side,
    /** Why, the weightiest first; empty where both say the same. */
    because: Type.Array(Type.String()),
  },
  { $id: "MethodologyMoved", ...closed },
);
export type MethodologyMoved = Static<typeof MethodologyMoved>;

const Named = Type.Object(
  { id: Type.String(), version: Type.String(), digest: Type.String(), title: Type.String() },
  closed,
);

/** Two methodologies on the same inputs: who moves, and why. */
export const MethodologyComparison = Type.Object(
  {
    format: Type.Literal("muster/methodology-comparison/1"),
    review: Type.String(),
    on: Type.String(),
    as_of: Type.String(),
    a: Named,
    b: Named,
    /** What the two say differently, each in words. */
    rules: Type.Array(
      Type.Object({ what: Type.String(), a: Type.String(), b: Type.String() }, closed),
    ),
    counts: Type.Record(Type.String(), Type.Integer()),
    headline: Type.String(),
    /** Those that move first, then by name. */
    organisations: Type.Array(MethodologyMoved),
  },
  { $id: "MethodologyComparison", ...closed },
);
export type MethodologyComparison = Static<typeof MethodologyComparison>;

/** A methodology in words, with its file as it was imported. */
export const MethodologyExplained = Type.Object(
  {
    id: Type.String(),
    version: Type.String(),
    digest: Type.String(),
    title: Type.String(),
    authority: Type.String(),
    yardstick: Type.String(),
    /** Labels, best first, with the lower edge of each band as written: for drawing them. */
    labels: Type.Array(Type.Object({ display: Display, from_percent: Type.String() }, closed)),
    sections: Type.Array(
      Type.Object(
        {
          heading: Type.String(),
          paragraphs: Type.Array(Type.String()),
          tables: Type.Array(
            Type.Object(
              {
                columns: Type.Array(Type.String()),
                rows: Type.Array(Type.Array(Type.String())),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    /** The file, byte for byte. */
    content: Type.String(),
  },
  { $id: "MethodologyExplained", ...closed },
);
export type MethodologyExplained = Static<typeof MethodologyExplained>;
