import { readTrustFile } from "../../src/verify/trust-file.ts";
import { verifyAttestation } from "../../src/verify/verify-attestation.ts";
import { type Cast, peopleReview } from "./cast.ts";
import type { Ledger } from "./ledger.ts";
import type { Victim } from "./victim.ts";

/**
 * Takes out every signed statement that was acknowledged and checks it as a stranger does: signature,
 * enrolment, office and place in the log. Errors: the first that is not there or does not verify.
 */
export async function verifyStatements(
  victim: Victim,
  ledger: Ledger,
  { headed }: Cast,
): Promise<void> {
  const headers = { authorization: `Bearer ${victim.token}` };
  const bytesOf = async (path: string): Promise<Uint8Array> => {
    const response = await fetch(new URL(path, victim.url), { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.bytes();
  };
  const key = new TextDecoder().decode(await bytesOf("/log/vkey"));
  const trust = await readTrustFile(key, "the log's key");
  for (const digest of ledger.statements) {
    const path = `/api/reviews/${peopleReview}/organisations/${headed}/attestation.json`;
    const bytes = await bytesOf(`${path}?attestation=${digest}`);
    const { verdict, checks } = await verifyAttestation(bytes, { file: digest, trust });
    if (verdict === "verified") continue;
    throw new Error(`the statement ${digest} is ${verdict}: ${JSON.stringify(checks)}`);
  }
}
