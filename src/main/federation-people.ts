import { createHash } from "node:crypto";
import { approveKey, confirmKey, requestKey } from "../attestations/keys.actions.ts";
import { keyRequestType } from "../attestations/keys.contract.ts";
import { encodeBase64 } from "../kit/base64.ts";
import { payloadOf, preAuthenticationEncoding } from "../kit/dsse.ts";
import { fingerprintOf, type KeyPair, keyPairOf } from "../kit/ed25519.ts";
import { assignOffice } from "../offices/offices.actions.ts";
import { setHeadOffice } from "../organisations/heads.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import { createAccount } from "../platform/identity/accounts.actions.ts";
import { findAccountByName } from "../platform/identity/identity.store.ts";
import type { Actor, Grant } from "../platform/identity/policy.ts";
import { musterItself, workIn } from "../platform/perform-work.ts";

/** Offices of the federation that are no heads of organisations: whoever runs and audits the review. */
export interface FederationOffices {
  readonly reviewing: Actor;
  readonly determining: readonly [Actor, Actor];
  readonly auditor: Actor;
  readonly leads: Actor;
}

/** Makes an account with roles unless it is there already, and answers it as somebody signed in. */
export async function accountOf(
  transaction: Transaction,
  name: string,
  grants: readonly Grant[],
): Promise<Actor> {
  const known = await findAccountByName(transaction, name);
  const account =
    known?.account ??
    (await createAccount(workIn(transaction, musterItself), name, grants)).account;
  return { kind: "person", account, name, grants };
}

/** Makes the accounts of the offices that run the review. Their titles are all they are called. */
export async function federationOffices(transaction: Transaction): Promise<FederationOffices> {
  const whole = (role: Grant["role"]): Grant[] => [{ role, organisation: null }];
  const make = (name: string, role: Grant["role"]) => accountOf(transaction, name, whole(role));
  return {
    reviewing: await make("SIMULATED Reviewing Officer", "reviewing-officer"),
    determining: [
      await make("SIMULATED First Determining Officer", "determining-officer"),
      await make("SIMULATED Second Determining Officer", "determining-officer"),
    ],
    auditor: await make("SIMULATED Audit Office", "auditor"),
    leads: await make("SIMULATED Security Leads", "security-lead"),
  };
}

/**
 * The key of somebody in the story. It follows from a name that everybody can read, and so proves
 * nothing about anybody: what it signs says SIMULATED.
 */
export function storyKey(name: string): Promise<KeyPair> {
  const seed = createHash("sha256").update(`Muster demonstration, key of ${name}`).digest();
  return keyPairOf(new Uint8Array(seed));
}

/** Asks for a key, lets two officers approve it, and confirms it, each as who they are. */
export async function enrolStoryKey(
  transaction: Transaction,
  person: Actor,
  officers: readonly [Actor, Actor],
): Promise<KeyPair> {
  const key = await storyKey(person.name);
  const public_key = encodeBase64(key.publicKey);
  const request = { format: "muster/key-request/1", account: person.account, public_key };
  const proof = await key.sign(preAuthenticationEncoding(keyRequestType, payloadOf(request)));
  const own = workIn(transaction, person);
  await requestKey(own, { public_key, proof: encodeBase64(proof) });
  const fingerprint = await fingerprintOf(key.publicKey);
  for (const officer of officers) {
    await approveKey(workIn(transaction, officer), fingerprint, "SIMULATED: fingerprint compared");
  }
  await confirmKey(workIn(transaction, person), fingerprint, fingerprint);
  return key;
}

/** Makes the head of an organisation: an office, and an account that holds it. */
export async function seatHead(
  transaction: Transaction,
  organisation: { readonly id: string; readonly name: string },
  from: string,
  appointment: { readonly acting?: boolean; readonly until?: string } = {},
): Promise<Actor> {
  const name = `SIMULATED Head of the ${organisation.name}`;
  const head = await accountOf(transaction, name, [
    { role: "head", organisation: organisation.id },
  ]);
  const office = `head-of-${organisation.id}`.slice(0, 80);
  const work = () => workIn(transaction, musterItself);
  const title = `Head of the ${organisation.name}`;
  await setHeadOffice(work(), organisation.id, { office, from, title });
  await assignOffice(work(), office, { from, account: head.account, ...appointment });
  return head;
}
