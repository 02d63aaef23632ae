import { lockDecisions } from "../decisions/decisions.store.ts";
import { markSigned } from "../decisions/decisions.actions.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import type { DsseEnvelope } from "../kit/dsse.ts";
import { Problem } from "../kit/problem.ts";
import { readOffices } from "../offices/offices.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { accountNames } from "../platform/identity/account-names.ts";
import { Refusal } from "../platform/identity/refusal.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import {
  type Attestation,
  type AttestationPage,
  type AttestationQuery,
  type Attested,
  type HeadStatement,
  inTotoPayloadType,
  type StatementChange,
  type StatementView,
} from "./attestations.contract.ts";
import { insertAttestation, type KeptAttestation, readAttestations } from "./attestations.store.ts";
import { type Composed, composeNow } from "./compose-statement.actions.ts";
import { activeKeyOf } from "./shown-keys.actions.ts";
import { type Signed, signedByActor } from "./signed-by.actions.ts";
import { readSigned, readStatement, toldOf } from "./signed-statement.ts";
import { changesBetween, changesInWords, signableStatement } from "./statement.ts";

interface Pair {
  readonly review: string;
  readonly organisation: string;
}

/** What the head of an organisation is shown and signs, and whether whoever asks may sign it. */
export async function showStatement(work: Work, pair: Pair): Promise<StatementView> {
  const { transaction, actor } = work;
  const asOf = await lastKnownAt(transaction);
  const { account } = actor;
  const { statement, allowed } = await composeNow(transaction, { ...pair, account, asOf });
  return {
    statement: signableStatement(statement),
    may_sign: typeof allowed !== "string",
    because: typeof allowed === "string" ? allowed : "",
    key: (await activeKeyOf(transaction, account))?.fingerprint ?? null,
  };
}

/**
 * Takes a signed statement: whoever sends it signed it, may sign for the organisation now, and it
 * says what stands now. The same statement again changes nothing.
 * Refuses: who may not sign, with the reason, and a key that is not theirs or not active
 * (not-permitted, logged); bytes that are not exactly canonical, a signature that does not fit; and
 * a statement that no longer says what stands (conflict, with what changed).
 */
export async function signStatement(
  work: Work,
  pair: Pair,
  envelope: DsseEnvelope,
): Promise<Attested> {
  const { transaction, actor } = work;
  const { account } = actor;
  await lockDecisions(transaction, pair.review, pair.organisation);
  // From here on nobody else writes facts, so what is composed is what stands.
  const asOf = await work.knownAt();
  const now = await composeNow(transaction, { ...pair, account, asOf });
  if (typeof now.allowed === "string") throw new Refusal(now.allowed, "rule");
  const signed = await signedByActor(work, envelope, inTotoPayloadType);
  const given = readStatement(signed.payload).predicate;
  const [same] = await readAttestations(transaction, pair, {
    attestation: signed.digest,
    limit: 1,
  });
  if (same) return { attestation: await shownOne(transaction, pair, same), unchanged: true };
  requireSame(given, now.statement);
  const kept = await keep(work, pair, { envelope, signed, now, allowed: now.allowed });
  // What was compared a moment ago, while nobody else could write, has not changed since.
  return { attestation: await shownOne(transaction, pair, kept, []), unchanged: false };
}

/** A statement says what stands, or is refused with what changed since it was shown. */
function requireSame(given: HeadStatement, now: HeadStatement): void {
  const { as_of, on } = given;
  const isOfThen = as_of <= now.as_of && on === as_of.slice(0, 10);
  if (isOfThen && canonicalJson({ ...now, as_of, on }) === canonicalJson(given)) return;
  const isOther =
    given.review.id !== now.review.id || given.organisation.id !== now.organisation.id;
  if (isOther) {
    throw new Problem(
      "refused",
      `this statement is of ${given.organisation.id} in ${given.review.id}; send it there.`,
    );
  }
  const changes = changesBetween(given, now);
  const words = changes.length === 0 ? "who signs, or what is counted" : changesInWords(changes);
  throw new Problem(
    "conflict",
    `what was signed is not what stands now (${words}); look at it again and sign that.`,
  );
}

interface Taken {
  readonly envelope: DsseEnvelope;
  readonly signed: Signed;
  readonly now: Composed;
  readonly allowed: Exclude<Composed["allowed"], string>;
}

async function keep(
  work: Work,
  { review, organisation }: Pair,
  { envelope, signed, now, allowed }: Taken,
): Promise<KeptAttestation> {
  const { transaction, actor } = work;
  const knownAt = await work.knownAt();
  const { office } = allowed.head;
  const { capacity, delegation } = allowed;
  const about = {
    attestation: signed.digest,
    key: signed.key.fingerprint,
    account: actor.account,
    office,
    capacity,
    delegation,
  };
  const { simulated } = now.statement;
  const leaf = await work.append({
    kind: "attestation.signed",
    subject: `review/${review}/organisation/${organisation}`,
    data: { ...about, ...(simulated ? { simulated } : {}) },
  });
  const kept: KeptAttestation = {
    ...about,
    review,
    organisation,
    payload: signed.text,
    envelope: canonicalJson(envelope),
    due: now.matter.due,
    known_at: knownAt,
    leaf,
  };
  await insertAttestation(transaction, kept);
  const by = actor.account;
  await markSigned(transaction, review, now.matter, { attestation: signed.digest, by, knownAt });
  return kept;
}

/** Signed statements of an organisation in a review, the newest first, each with what became of it. */
export async function listAttestations(
  { transaction }: Work,
  pair: Pair,
  query: AttestationQuery,
): Promise<AttestationPage> {
  const limit = query.limit ?? 50;
  const { after } = query;
  const kept = await readAttestations(transaction, pair, { after, limit: limit + 1 });
  const page = kept.slice(0, limit);
  return {
    attestations: await shown(transaction, pair, page),
    next: kept.length > limit ? (page.at(-1)?.attestation ?? null) : null,
  };
}

async function shownOne(
  transaction: Transaction,
  pair: Pair,
  kept: KeptAttestation,
  changes?: readonly StatementChange[],
): Promise<Attestation> {
  const [attestation] = await shown(transaction, pair, [kept], changes);
  if (attestation) return attestation;
  throw new Error("a signed statement is gone");
}

async function shown(
  transaction: Transaction,
  pair: Pair,
  all: readonly KeptAttestation[],
  /** What changed since the newest, where that is known already. */
  known?: readonly StatementChange[],
): Promise<Attestation[]> {
  if (all.length === 0) return [];
  const asOf = await lastKnownAt(transaction);
  const [newest] = await readAttestations(transaction, pair, { limit: 1 });
  const names = await accountNames(
    transaction,
    all.map(({ account }) => account),
  );
  const offices = await readOffices(transaction, asOf);
  const isShown = all.some(({ attestation }) => attestation === newest?.attestation);
  const changes =
    known ?? (isShown && newest ? await changesSince(transaction, pair, newest, asOf) : []);
  return all.map((kept): Attestation => {
    const { simulated, consent } = toldOf(kept.payload);
    const { payload: _payload, envelope: _envelope, delegation: _delegation, ...rest } = kept;
    const { known_at: signedAt, ...about } = rest;
    const isNewest = kept.attestation === newest?.attestation;
    const state = isNewest ? (changes.length === 0 ? "current" : "stale") : "superseded";
    return {
      ...about,
      simulated,
      state,
      changes: isNewest ? [...changes] : [],
      title: offices.find(({ office }) => office === kept.office)?.title ?? kept.office,
      name: names.get(kept.account) ?? kept.account,
      signed_at: signedAt,
      late: kept.due !== null && signedAt.slice(0, 10) > kept.due,
      consent,
    };
  });
}

/** What is otherwise now than in a signed statement: empty where it still holds. */
async function changesSince(
  transaction: Transaction,
  pair: Pair,
  kept: KeptAttestation,
  asOf: string,
): Promise<StatementChange[]> {
  const { account } = kept;
  const { statement } = await composeNow(transaction, { ...pair, account, asOf });
  return changesBetween(readSigned(kept.payload).predicate, statement);
}
