import { type Static, type TSchema, Type } from "typebox";
import { OrganisationId } from "../organisations/organisations.contract.ts";
import { SignableConfirmation } from "./verdicts.contract.ts";

const closed = { additionalProperties: false } as const;
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Leaf = Type.String({ pattern: "^[0-9a-f]{64}$" });

/** What an officer's signature did. */
export const ConfirmationKept = Type.Object(
  {
    review: Type.String(),
    simulated: Type.Boolean(),
    /** SHA-256 of the payload. */
    confirmation: Leaf,
    verdicts: Type.Integer(),
    /** How many are confirmed by two officers now. */
    confirmed: Type.Integer(),
    unchanged: Type.Boolean(),
  },
  { $id: "ConfirmationKept", ...closed },
);
export type ConfirmationKept = Static<typeof ConfirmationKept>;

/** GET /api/reviews/:review/confirmation: what an officer would sign, all that are ready. */
export const ConfirmationQuery = Type.Object(
  { organisation: Type.Optional(OrganisationId) },
  closed,
);
export const ConfirmationView = Type.Object(
  {
    statement: orNull(SignableConfirmation),
    /** Why there is nothing to sign, in one sentence; empty where there is. */
    because: Type.String(),
    /** The labels that a rating may have under the methodology. */
    labels: Type.Array(Type.Object({ label: Type.String(), name: Type.String() }, closed)),
    /** Fingerprint of the key that the officer signs with; null where none is active. */
    key: orNull(Type.String()),
  },
  { $id: "ConfirmationView", ...closed },
);
export type ConfirmationView = Static<typeof ConfirmationView>;
