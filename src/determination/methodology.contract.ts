import { type Static, Type } from "typebox";
import { YardstickName } from "../yardsticks/yardstick.contract.ts";

const closed = { additionalProperties: false } as const;
const Slug = Type.String({
  pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
  maxLength: 64,
  description: "lower-case letters, digits and single hyphens",
});
const Words = Type.String({ minLength: 1, maxLength: 2000 });
const ItemName = Type.String({
  minLength: 1,
  maxLength: 120,
  pattern: "^[A-Za-z0-9_][A-Za-z0-9._()-]*$",
});
const Percent = Type.Union([Type.Integer(), Type.String()], {
  description: 'a percentage from 0 to 100, as a whole number or in quotes such as "97.5"',
});

/** One item of the score and its weight. */
const WeighedItem = Type.Object(
  {
    item: ItemName,
    weight: Type.Integer(),
    /** Under "maturity average": whether the metric is core; the default is true. */
    core: Type.Optional(Type.Boolean()),
  },
  closed,
);

const Gate = Type.Object(
  {
    id: Slug,
    title: Words,
    /** The item or the function looked at: exactly one of the two. */
    item: Type.Optional(ItemName),
    function: Type.Optional(Slug),
    /** Shut when the value is below this. */
    below: Type.Optional(Percent),
    /** In place of these: shut while an open risk is undecided, or while a due signature is missing. */
    when: Type.Optional(
      Type.Union([Type.Literal("undecided-risks"), Type.Literal("unsigned-late")]),
    ),
    /** The best label that a shut gate leaves. */
    cap: Slug,
  },
  closed,
);

/** A methodology as it is written in its file; see docs/methodology-format.md. */
export const MethodologyFile = Type.Object(
  {
    format: Type.Literal("muster/methodology/1"),
    id: Slug,
    version: Type.String({ pattern: "^\\d+(\\.\\d+)*$", maxLength: 20 }),
    title: Words,
    /** What a label speaks of, put behind it in brackets: "web transport". */
    scope: Words,
    authority: Words,
    /** The yardstick rated by it, such as web-transport@1. */
    yardstick: YardstickName,
    /** Whose scores count, by which rule. */
    scores: Type.Union([
      Type.Literal("measured"),
      Type.Literal("measured-first"),
      Type.Literal("half-and-half"),
      Type.Literal("maturity-average"),
    ]),
    /** For measured-first: how many items with both scores before self-scores are trusted at all. */
    trust_from_pairs: Type.Optional(Type.Integer()),
    functions: Type.Array(
      Type.Object(
        {
          id: Slug,
          title: Words,
          /** The items, each with its weight: this, or a group. */
          items: Type.Optional(Type.Array(WeighedItem)),
          /** A group of the yardstick: all items in it that nobody withdrew, also in groups below. */
          group: Type.Optional(ItemName),
          /** With a group: what each of its items weighs; 1 when left out. */
          weight: Type.Optional(Type.Integer()),
          /** With a group, under "maturity average": whether its items are core. */
          core: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
    ),
    /** Best first. */
    labels: Type.Array(
      Type.Object(
        {
          label: Slug,
          name: Words,
          from: Percent,
          /** Behind "are shown to be" or "are": "managing this risk". */
          said: Words,
          /** The same in one or two words, behind "would be": "managing". */
          briefly: Words,
        },
        closed,
      ),
    ),
    gates: Type.Union([Type.Literal("none"), Type.Array(Gate)], {
      description:
        "the word none, or a list of gates, each with item or function and below, or with when: undecided-risks or when: unsigned-late",
    }),
    minimum_sample: Type.Union(
      [Type.Literal("none"), Type.Object({ of: ItemName, units: Type.Integer() }, closed)],
      { description: "the word none, or an item and a number of units" },
    ),
    minimum_coverage: Percent,
    /** An item is systemic when it is proved bad in more than this share of organisations. */
    systemic_above: Percent,
    /** Collections older than this on the day spoken of count no more. */
    maximum_age_days: Type.Integer(),
  },
  { $id: "MethodologyFile", ...closed },
);
export type MethodologyFile = Static<typeof MethodologyFile>;
