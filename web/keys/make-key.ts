import { keyRequestType, type KeyRequestText } from "../../src/attestations/keys.contract.ts";
import { encodeBase64 } from "../../src/kit/base64.ts";
import { payloadOf, preAuthenticationEncoding } from "../../src/kit/dsse.ts";
import { keyPairOf } from "../../src/kit/ed25519.ts";
import { Problem } from "../../src/kit/problem.ts";
import { browserDerivation, deriveInBrowser, newSeed } from "../../src/kit/sealed-key.ts";
import { type SealedKey, sealKey } from "../../src/kit/sealed-key.ts";
import { words } from "./words.ts";

/** A new key: sealed, and the signature over its own request that shows that somebody holds it. */
export interface MadeKey {
  readonly sealed: SealedKey;
  /** Base 64. */
  readonly proof: string;
}

/**
 * Makes a key in this browser and seals it by a passphrase. Refuses: two passphrases that differ or
 * are too short (bad-input), and a browser that signs nothing here (unavailable).
 */
export async function makeKey(
  account: string,
  passphrase: string,
  again: string,
): Promise<MadeKey> {
  if (passphrase !== again) throw new Problem("bad-input", words.passphrasesDiffer);
  requireSecureContext();
  const seed = newSeed();
  const how = { kdf: browserDerivation(), derive: deriveInBrowser };
  const sealed = await sealKey(seed, account, passphrase, how);
  const pair = await keyPairOf(seed);
  seed.fill(0);
  const public_key = encodeBase64(pair.publicKey);
  const text: KeyRequestText = { format: "muster/key-request/1", account, public_key };
  const proof = await pair.sign(preAuthenticationEncoding(keyRequestType, payloadOf(text)));
  return { sealed, proof: encodeBase64(proof) };
}

/** Refuses (unavailable) where browsers hide their cryptography: an address without HTTPS. */
export function requireSecureContext(): void {
  if (globalThis.isSecureContext) return;
  throw new Problem("unavailable", words.notSecure);
}
