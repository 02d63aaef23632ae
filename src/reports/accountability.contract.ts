import { type Static, Type } from "typebox";
import { DecisionKind } from "../decisions/decisions.contract.ts";

const closed = { additionalProperties: false } as const;
const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Digest = Type.String({ pattern: "^[0-9a-f]{64}$" });
const Day = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const Count = Type.Integer({ minimum: 0 });

/** What gates on decisions and signatures look at, of one organisation: without words of risks. */
const OrganisationAccountability = Type.Object(
  {
    organisation: Type.String(),
    /** The last day for the head's signature, by the day that was set or the order's clock. */
    due: orNull(Day),
    /** By number. */
    risks: Type.Array(
      Type.Object(
        {
          risk: Type.String(),
          open: Type.Boolean(),
          known_at: Type.String(),
          /** The decision that stands on it; null where there is none. */
          decision: orNull(
            Type.Object(
              {
                decision: DecisionKind,
                expires: orNull(Day),
                known_at: Type.String(),
                leaf: Type.String(),
                /** Of the risk with this decision: what a signature is compared by. */
                digest: Digest,
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    ),
    /** The latest signature, with the digest of each risk that was decided by it. */
    signed: orNull(
      Type.Object(
        {
          attestation: Type.String(),
          day: Day,
          known_at: Type.String(),
          decided: Type.Record(Type.String(), Digest),
        },
        closed,
      ),
    ),
  },
  closed,
);

/** `accountability.json` of a bundle: only where a gate of the methodology looks at it. */
export const AccountabilityFacts = Type.Object(
  {
    format: Type.Literal("muster/accountability/1"),
    /** In the order of identifiers. */
    organisations: Type.Array(OrganisationAccountability),
  },
  { $id: "AccountabilityFacts", ...closed },
);
export type AccountabilityFacts = Static<typeof AccountabilityFacts>;

/** The same in a row of a public edition: counts of the open risks that are told. */
export const PublicAccountability = Type.Object(
  {
    due: orNull(Day),
    /** The day of the latest signature. */
    signed: orNull(Day),
    open: Type.Object(
      { undecided: Count, prepared: Count, expired: Count, decided: Count },
      closed,
    ),
  },
  { $id: "PublicAccountability", ...closed },
);
export type PublicAccountability = Static<typeof PublicAccountability>;
