import { canonicalJson } from "../kit/canonical-json.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import type { Transaction } from "../platform/database/database.ts";
import { inclusionProofs } from "../platform/log/proofs.ts";
import {
  latestCheckpoint,
  leavesAbout,
  logVerifierKey,
  type StoredCheckpoint,
  type StoredLeaf,
} from "../platform/log/log.store.ts";
import type { Work } from "../platform/work.ts";
import { type AttestationFile, ProvedAct } from "./attestation-file.contract.ts";
import { Envelope } from "./attestations.contract.ts";
import { type KeptAttestation, readAttestations } from "./attestations.store.ts";
import { requireKey } from "./shown-keys.actions.ts";
import { toldOf } from "./signed-statement.ts";

/** Kinds of acts that stand behind a signature. */
const kinds = [
  "key.requested",
  "key.approved",
  "key.rejected",
  "key.confirmed",
  "key.replaced",
  "key.revocation-asked",
  "key.revoked",
  "office.assigned",
  "office.vacated",
  "organisation.head-office-set",
  "delegation.given",
  "delegation.ended",
  "attestation.signed",
];

/**
 * The file of a signed statement, the newest unless another one is named: canonical JSON with the
 * envelope, the key, every act of the log that stands behind it, and the signed checkpoint.
 * Refuses: not-found (nothing signed), unavailable (a leaf waits for its number; a second helps).
 */
export async function attestationFile(
  { transaction }: Work,
  pair: { readonly review: string; readonly organisation: string },
  attestation: string | undefined,
): Promise<string> {
  const [kept] = await readAttestations(transaction, pair, { attestation, limit: 1 });
  if (!kept) {
    const sentence = `nothing was signed for ${pair.organisation} in the review ${pair.review}.`;
    throw new Problem("not-found", sentence);
  }
  const { key } = await requireKey(transaction, kept.key);
  const checkpoint = await latestCheckpoint(transaction);
  const verifierKey = await logVerifierKey(transaction);
  if (!checkpoint || verifierKey === undefined) throw waits();
  const file: AttestationFile = {
    format: "muster/attestation/1",
    simulated: toldOf(kept.payload).simulated,
    envelope: checkShape(Envelope, JSON.parse(kept.envelope), (path) => ({
      field: pathInWords(path),
    })),
    public_key: key.public_key,
    acts: await provedActs(transaction, await leavesBehind(transaction, kept), checkpoint),
    checkpoint: checkpoint.note,
    verifier_key: verifierKey,
  };
  return canonicalJson(file);
}

/** Leaves about the key at any time, and about office and organisation up to the signature. */
async function leavesBehind(
  transaction: Transaction,
  kept: KeptAttestation,
): Promise<StoredLeaf[]> {
  const { review, organisation, office, key } = kept;
  const ofKey = `key/${key}`;
  const ofSignature = `review/${review}/organisation/${organisation}`;
  const subjects = [ofKey, ofSignature, `office/${office}`, `organisation/${organisation}`];
  const leaves = await leavesAbout(transaction, kinds, subjects);
  return leaves.filter(({ subject, digest, at }) => {
    if (subject === ofSignature) return digest === kept.leaf;
    return subject === ofKey || at <= kept.known_at;
  });
}

async function provedActs(
  transaction: Transaction,
  leaves: readonly StoredLeaf[],
  { size }: StoredCheckpoint,
): Promise<ProvedAct[]> {
  const placed = leaves.map((leaf) => ({ leaf, index: requireIndex(leaf, size) }));
  const indices = placed.map(({ index }) => index);
  const proofs = await inclusionProofs(transaction, indices, size);
  return placed
    .toSorted((one, other) => one.index - other.index)
    .map(({ leaf, index }) => {
      const { digest, salt, event } = leaf;
      const proof = (proofs.get(index) ?? []).map((hash) => Buffer.from(hash).toString("hex"));
      const value: unknown = event === null ? null : JSON.parse(event);
      return checkShape(ProvedAct, { digest, salt, event: value, index, proof }, (path) => ({
        field: pathInWords(path),
      }));
    });
}

function requireIndex({ index }: StoredLeaf, size: number): number {
  if (index !== null && index < size) return index;
  throw waits();
}

function waits(): Problem {
  return new Problem(
    "unavailable",
    "the leaves of this signature wait for their place in the log; ask again in a second.",
  );
}
