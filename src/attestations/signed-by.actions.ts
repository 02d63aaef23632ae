import { decodeBase64 } from "../kit/base64.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { type DsseEnvelope, openEnvelope } from "../kit/dsse.ts";
import { Problem } from "../kit/problem.ts";
import { Refusal } from "../platform/identity/refusal.ts";
import type { Work } from "../platform/work.ts";
import { type KeyFact, keyStanding } from "./key-state.ts";
import { readKeys } from "./keys.store.ts";

/** A payload that whoever asks has signed with their own active key. */
export interface Signed {
  readonly key: KeyFact;
  readonly payload: unknown;
  /** SHA-256 of the payload's bytes. */
  readonly digest: string;
  /** The payload as canonical text. */
  readonly text: string;
}

/**
 * Opens an envelope that whoever asks has signed: with their own key, which is active now.
 * Refuses: not-permitted (logged) for a key that is unknown, somebody else's, or not active; bad-input
 * and refused as `openEnvelope` does.
 */
export async function signedByActor(
  { transaction, actor }: Pick<Work, "transaction" | "actor">,
  envelope: DsseEnvelope,
  payloadType: string,
): Promise<Signed> {
  const fingerprint = envelope.signatures[0]?.keyid ?? "";
  const [kept] = await readKeys(transaction, { fingerprint, limit: 1 });
  if (!kept || kept.key.account !== actor.account) {
    throw new Refusal("This was signed with a key that is not yours; sign with your own.", "rule");
  }
  const { key, acts } = kept;
  const { state, waitsFor } = keyStanding(key, acts);
  if (state !== "active") {
    const waits = waitsFor === "" ? "" : ` and waits for ${waitsFor}`;
    throw new Refusal(`Your key is ${state}${waits}; it signs nothing now.`, "rule");
  }
  const publicKey = decodeBase64(key.public_key);
  const bytes = decodeBase64(envelope.payload);
  if (publicKey === null || bytes === null) {
    throw new Problem("bad-input", "the payload of the envelope is not base 64.");
  }
  const payload = await openEnvelope(envelope, { payloadType, publicKey });
  const text = new TextDecoder().decode(bytes);
  return { key, payload, digest: sha256(bytes), text };
}
