import { decodeBase64 } from "../kit/base64.ts";
import { payloadOf, preAuthenticationEncoding } from "../kit/dsse.ts";
import { fingerprintOf, isSignedBy, isSoundPublicKey } from "../kit/ed25519.ts";
import { Problem } from "../kit/problem.ts";
import { readOffices } from "../offices/offices.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { Refusal } from "../platform/identity/refusal.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { approvals, isEndAgreed, type KeyFact, keyStanding } from "./key-state.ts";
import {
  type KeyAct,
  type KeyChanged,
  keyRequestType,
  type KeyRequestText,
  type NewKey,
} from "./keys.contract.ts";
import { insertKey, insertKeyAct, type KeptKey, lockKeys, readKeys } from "./keys.store.ts";
import { mayApprove, requireKey, shownKeys } from "./shown-keys.actions.ts";

async function addAct(
  work: Work,
  key: KeyFact,
  act: KeyAct["act"],
  reason: string,
  data: Readonly<Record<string, string | null>> = {},
): Promise<void> {
  const knownAt = await work.knownAt();
  const leaf = await work.append({
    kind: `key.${act}`,
    subject: `key/${key.fingerprint}`,
    data: { account: key.account, ...data, ...(reason === "" ? {} : { reason }) },
  });
  const by = work.actor.account;
  await insertKeyAct(work.transaction, key.fingerprint, {
    act,
    by,
    reason,
    known_at: knownAt,
    leaf,
  });
}

async function changed(work: Work, fingerprint: string, unchanged: boolean): Promise<KeyChanged> {
  const [key] = await shownKeys(work.transaction, [
    await requireKey(work.transaction, fingerprint),
  ]);
  if (key) return { key, unchanged };
  throw new Error("a key that was changed is gone");
}

/**
 * Asks for a key to sign with: the person made it, and sends its public half with a signature of it.
 * It signs nothing before two officers approved it and the person confirmed the fingerprint.
 * Refuses: bytes that are no sound key, a proof that another key made, a key that is known already,
 * and a second key beside one that is active or waits (rotate it by naming what it replaces).
 */
export async function requestKey(work: Work, given: NewKey): Promise<KeyChanged> {
  const { transaction, actor } = work;
  await lockKeys(transaction, actor.account);
  const publicKey = decodeBase64(given.public_key);
  if (publicKey === null || !isSoundPublicKey(publicKey)) {
    const sentence = "these are not the bytes of an Ed25519 public key; make a new key.";
    throw new Problem("bad-input", sentence, { field: "public_key" });
  }
  await requireProof(actor.account, given, publicKey);
  const fingerprint = await fingerprintOf(publicKey);
  const [same] = await readKeys(transaction, { fingerprint, limit: 1 });
  if (same?.key.account === actor.account) return changed(work, fingerprint, true);
  if (same) throw new Problem("conflict", "this key is somebody else's; make one of your own.");
  await requireRoom(transaction, actor.account, given.replaces ?? null);
  await requireOffice(transaction, given.office);
  const knownAt = await work.knownAt();
  const key = {
    fingerprint,
    public_key: given.public_key,
    account: actor.account,
    office: given.office ?? null,
    replaces: given.replaces ?? null,
    known_at: knownAt,
  };
  await insertKey(transaction, key);
  const { public_key, office, replaces } = key;
  await addAct(work, key, "requested", "", { public_key, fingerprint, office, replaces });
  return changed(work, fingerprint, false);
}

async function requireProof(account: string, given: NewKey, publicKey: Uint8Array): Promise<void> {
  const text: KeyRequestText = {
    format: "muster/key-request/1",
    account,
    public_key: given.public_key,
  };
  const content = preAuthenticationEncoding(keyRequestType, payloadOf(text));
  const proof = decodeBase64(given.proof);
  if (proof !== null && (await isSignedBy(publicKey, content, proof))) return;
  throw new Problem(
    "refused",
    "the proof is not a signature of this key over your own request; only whoever holds a key can ask for it.",
    { field: "proof" },
  );
}

async function requireRoom(
  transaction: Transaction,
  account: string,
  replaces: string | null,
): Promise<void> {
  const own = await readKeys(transaction, { account, limit: 100 });
  const standing = own.map(({ key, acts }) => ({ key, state: keyStanding(key, acts).state }));
  const waiting = standing.find(({ state }) => state === "requested" || state === "approved");
  if (waiting) {
    const words = waiting.key.fingerprint.slice(0, 16);
    throw new Problem(
      "conflict",
      `your key ${words}… still waits; confirm it, or reject it, before you ask for another one.`,
    );
  }
  const active = standing.find(({ state }) => state === "active");
  if (active && active.key.fingerprint !== replaces) {
    throw new Problem(
      "conflict",
      "you have a key that signs; say that the new one replaces it (key rotate), or revoke it first.",
    );
  }
  const known = standing.some(
    ({ key, state }) =>
      key.fingerprint === replaces && (state === "active" || state === "suspended"),
  );
  if (replaces === null || known) return;
  throw new Problem("refused", "the key to be replaced is not one that you sign with.", {
    field: "replaces",
  });
}

async function requireOffice(transaction: Transaction, office: string | undefined): Promise<void> {
  if (office === undefined) return;
  const offices = await readOffices(transaction, await lastKnownAt(transaction));
  if (offices.some((each) => each.office === office)) return;
  const sentence = `There is no office ${office}; office list shows them.`;
  throw new Problem("not-found", sentence, { field: "office" });
}

async function lockedKey(work: Work, fingerprint: string): Promise<KeptKey> {
  const { key } = await requireKey(work.transaction, fingerprint);
  await lockKeys(work.transaction, key.account);
  return requireKey(work.transaction, fingerprint);
}

/**
 * An officer approves a key.
 * Refuses: the key's own person (not-permitted, logged), and a key that waits for nobody's approval.
 */
export async function approveKey(
  work: Work,
  fingerprint: string,
  reason: string,
): Promise<KeyChanged> {
  const { key, acts } = await lockedKey(work, fingerprint);
  requireOther(work, key);
  if (approvals(key, acts).has(work.actor.account)) return changed(work, fingerprint, true);
  const { state } = keyStanding(key, acts);
  if (state !== "requested") {
    throw new Problem("refused", `this key is ${state}; there is nothing to approve.`);
  }
  await addAct(work, key, "approved", reason, { fingerprint });
  return changed(work, fingerprint, false);
}

function requireOther({ actor }: Work, key: KeyFact): void {
  if (actor.account !== key.account) return;
  throw new Refusal("Nobody approves their own key; two other officers do.", "rule");
}

/** An officer rejects a key that waits, or its person gives it up. Refuses one that waits no more. */
export async function rejectKey(
  work: Work,
  fingerprint: string,
  reason: string,
): Promise<KeyChanged> {
  const { key, acts } = await lockedKey(work, fingerprint);
  if (key.account !== work.actor.account && !mayApprove(work)) {
    throw new Refusal("Only officers, and the person whose key it is, reject it.", "rule");
  }
  const { state } = keyStanding(key, acts);
  if (state === "rejected") return changed(work, fingerprint, true);
  if (state !== "requested" && state !== "approved") {
    throw new Problem("refused", `this key is ${state}; revoke it instead.`);
  }
  await addAct(work, key, "rejected", reason);
  return changed(work, fingerprint, false);
}

/**
 * The person confirms the fingerprint, after comparing it with that of the key that they made: the
 * key signs from now on, and the one it replaces no more.
 * Refuses: everybody else and another fingerprint (not-permitted, logged), a key without two approvals.
 */
export async function confirmKey(
  work: Work,
  fingerprint: string,
  given: string,
): Promise<KeyChanged> {
  const { key, acts } = await lockedKey(work, fingerprint);
  if (key.account !== work.actor.account) {
    throw new Refusal("Only the person whose key it is confirms its fingerprint.", "rule");
  }
  if (given !== fingerprint) {
    throw new Refusal(
      "This is not the fingerprint of that key: do not confirm it, and tell the officers.",
      "rule",
    );
  }
  const { state } = keyStanding(key, acts);
  if (state === "active") return changed(work, fingerprint, true);
  if (state !== "approved") {
    const sentence =
      state === "requested"
        ? "two officers have to approve this key before you confirm it."
        : `this key is ${state}; there is nothing to confirm.`;
    throw new Problem("refused", sentence);
  }
  await addAct(work, key, "confirmed", "", { fingerprint });
  if (key.replaces !== null) await replaceKey(work, key.replaces, fingerprint);
  return changed(work, fingerprint, false);
}

async function replaceKey(work: Work, old: string, by: string): Promise<void> {
  const { key, acts } = await requireKey(work.transaction, old);
  if (keyStanding(key, acts).state === "active") {
    await addAct(work, key, "replaced", "", { replaced_by: by });
  }
}

/**
 * Asks for the end of a key: from the first word on it signs nothing, and it is revoked when two
 * officers and its person have all asked, each by this.
 * Refuses: whoever is neither an officer nor the person (not-permitted, logged).
 */
export async function revokeKey(
  work: Work,
  fingerprint: string,
  reason: string,
): Promise<KeyChanged> {
  const { key, acts } = await lockedKey(work, fingerprint);
  const by = work.actor.account;
  if (key.account !== by && !mayApprove(work)) {
    throw new Refusal("Only officers, and the person whose key it is, revoke it.", "rule");
  }
  const { state } = keyStanding(key, acts);
  const asked = acts.some((act) => act.act === "revocation-asked" && act.by === by);
  if (state === "revoked" || asked) return changed(work, fingerprint, true);
  if (state !== "active" && state !== "suspended") {
    throw new Problem("refused", `this key is ${state} and signs nothing; reject it if it waits.`);
  }
  await addAct(work, key, "revocation-asked", reason, { fingerprint });
  const now = await requireKey(work.transaction, fingerprint);
  if (isEndAgreed(now.key, now.acts)) await addAct(work, key, "revoked", "", { fingerprint });
  return changed(work, fingerprint, false);
}
