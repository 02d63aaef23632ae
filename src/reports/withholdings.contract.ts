import { type Static, Type } from "typebox";

const closed = { additionalProperties: false } as const;
const Words = Type.String({ minLength: 1, maxLength: 300 });
const Items = Type.Array(Type.String({ minLength: 1, maxLength: 80 }), {
  minItems: 1,
  maxItems: 20_000,
});

/** What is withheld from public editions: items of an organisation, or that it is there at all. */
export const WithholdRequest = Type.Object(
  {
    /** Identifier or name. */
    organisation: Words,
    /** Items by identifier or label; never with `presence`. */
    items: Type.Optional(Items),
    /** The organisation leaves the scope of public editions whole. */
    presence: Type.Optional(Type.Literal(true)),
    /** Which law, clause or officer allows it. Printed beside each withheld item. */
    authority: Words,
  },
  { $id: "WithholdRequest", ...closed },
);
export type WithholdRequest = Static<typeof WithholdRequest>;

/** What is told again from now on. */
export const LiftRequest = Type.Object(
  {
    organisation: Words,
    items: Type.Optional(Items),
    presence: Type.Optional(Type.Literal(true)),
    reason: Words,
  },
  { $id: "LiftRequest", ...closed },
);
export type LiftRequest = Static<typeof LiftRequest>;

/** One act on what is withheld. */
export const WithholdingAct = Type.Object(
  {
    organisation: Type.String(),
    /** Empty where the presence of the organisation is meant. */
    item: Type.String(),
    act: Type.Union([Type.Literal("withheld"), Type.Literal("lifted")]),
    /** The authority for withholding, or the reason for lifting. */
    words: Type.String(),
    by: Type.String(),
    known_at: Type.String(),
  },
  { $id: "WithholdingAct", ...closed },
);
export type WithholdingAct = Static<typeof WithholdingAct>;

/** What is withheld in a review now, and every act that led there, oldest first. */
export const Withholdings = Type.Object(
  {
    review: Type.String(),
    unchanged: Type.Boolean(),
    in_force: Type.Array(
      Type.Object(
        { organisation: Type.String(), item: Type.String(), authority: Type.String() },
        closed,
      ),
    ),
    acts: Type.Array(WithholdingAct),
  },
  { $id: "Withholdings", ...closed },
);
export type Withholdings = Static<typeof Withholdings>;
