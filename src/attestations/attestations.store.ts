import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { Capacity } from "./attestations.contract.ts";

const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

const AttestationRow = Type.Object({
  attestation: Type.String(),
  review: Type.String(),
  organisation: Type.String(),
  payload: Type.String(),
  envelope: Type.String(),
  key: Type.String(),
  account: Type.String(),
  office: Type.String(),
  capacity: Capacity,
  delegation: orNull(Type.String()),
  due: orNull(Type.String()),
  known_at: Type.String(),
  leaf: Type.String(),
});
/** A signed statement as it is kept. */
export type KeptAttestation = Static<typeof AttestationRow>;

const columns = `attestation, review, organisation, payload, envelope, key, account, office,
  capacity, delegation, due, known_at, leaf`;

/** Signed statements of an organisation in a review, the newest first. */
export function readAttestations(
  transaction: Transaction,
  { review, organisation }: { readonly review: string; readonly organisation: string },
  asked: {
    readonly after?: string | undefined;
    readonly attestation?: string | undefined;
    readonly limit: number;
  },
): Promise<KeptAttestation[]> {
  return transaction.rows(
    AttestationRow,
    `select ${columns} from attestations
     where review = $1 and organisation = $2 and ($3::text is null or attestation = $3)
       and ($4::text is null or no < (select no from attestations where attestation = $4))
     order by no desc limit $5`,
    [review, organisation, asked.attestation ?? null, asked.after ?? null, asked.limit],
  );
}

/** Writes a signed statement. */
export async function insertAttestation(
  transaction: Transaction,
  kept: KeptAttestation,
): Promise<void> {
  await transaction.run(
    `insert into attestations (${columns})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      kept.attestation,
      kept.review,
      kept.organisation,
      kept.payload,
      kept.envelope,
      kept.key,
      kept.account,
      kept.office,
      kept.capacity,
      kept.delegation,
      kept.due,
      kept.known_at,
      kept.leaf,
    ],
  );
}
