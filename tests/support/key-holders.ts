import { randomBytes } from "node:crypto";
import { approveKey, confirmKey, requestKey } from "../../src/attestations/keys.actions.ts";
import { keyRequestType } from "../../src/attestations/keys.contract.ts";
import { encodeBase64 } from "../../src/kit/base64.ts";
import { payloadOf, preAuthenticationEncoding } from "../../src/kit/dsse.ts";
import { fingerprintOf, type KeyPair, keyPairOf } from "../../src/kit/ed25519.ts";
import type { Database } from "../../src/platform/database/database.ts";
import { createAccount } from "../../src/platform/identity/accounts.actions.ts";
import type { Actor, Grant } from "../../src/platform/identity/policy.ts";
import { testWork } from "./database.ts";

/** Makes an account with roles, and answers it as somebody who is signed in. */
export async function signedIn(
  database: Database,
  name: string,
  grants: readonly Grant[],
): Promise<Actor> {
  const made = await testWork(database, (work) => createAccount(work, name, grants));
  return { kind: "person", account: made.account, name, grants: made.grants };
}

/** Asks for a key, lets two officers approve it, and confirms its fingerprint. */
export async function enrolledKey(
  database: Database,
  actor: Actor,
  officers: readonly [Actor, Actor],
): Promise<KeyPair> {
  const key = await keyPairOf(new Uint8Array(randomBytes(32)));
  const public_key = encodeBase64(key.publicKey);
  const request = { format: "muster/key-request/1", account: actor.account, public_key };
  const proof = await key.sign(preAuthenticationEncoding(keyRequestType, payloadOf(request)));
  const given = { public_key, proof: encodeBase64(proof) };
  await testWork(database, (work) => requestKey(work, given), { actor });
  const fingerprint = await fingerprintOf(key.publicKey);
  for (const officer of officers) {
    await testWork(database, (work) => approveKey(work, fingerprint, "seen in person"), {
      actor: officer,
    });
  }
  await testWork(database, (work) => confirmKey(work, fingerprint, fingerprint), { actor });
  return key;
}
