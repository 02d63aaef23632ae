import { randomBytes } from "node:crypto";
import { inTotoPayloadType } from "../../src/attestations/attestations.contract.ts";
import { showStatement, signStatement } from "../../src/attestations/attestations.actions.ts";
import { approveKey, confirmKey, requestKey } from "../../src/attestations/keys.actions.ts";
import { keyRequestType } from "../../src/attestations/keys.contract.ts";
import { prepareDecisions } from "../../src/decisions/decisions.actions.ts";
import type { NewDecision } from "../../src/decisions/decisions.contract.ts";
import { addRecord } from "../../src/findings/change-records.actions.ts";
import { encodeBase64 } from "../../src/kit/base64.ts";
import {
  type DsseEnvelope,
  payloadOf,
  preAuthenticationEncoding,
  signEnvelope,
} from "../../src/kit/dsse.ts";
import { type KeyPair, keyPairOf } from "../../src/kit/ed25519.ts";
import { assignOffice } from "../../src/offices/offices.actions.ts";
import { setHeadOffice } from "../../src/organisations/heads.actions.ts";
import type { Database } from "../../src/platform/database/database.ts";
import { createAccount } from "../../src/platform/identity/accounts.actions.ts";
import type { Actor, Grant, Role } from "../../src/platform/identity/policy.ts";
import { createToken } from "../../src/platform/identity/tokens.actions.ts";
import { testWork } from "./database.ts";
import { makeScoredReview, ministries, scoredReviewName } from "./scored-review.ts";

/*
 * A review in which the head of one ministry decides and signs: offices, people, a finding and two
 * risks. Everybody is an office or a role.
 */

const [finance = "", health = ""] = ministries;
export const signedPair = { review: scoredReviewName, organisation: finance };

/** Somebody with an account of their own. */
export interface Person {
  readonly actor: Actor;
  readonly token: string;
}

/** The people of the story. */
export interface SigningStory {
  readonly head: Person;
  readonly deputy: Person;
  readonly staff: Person;
  readonly otherHead: Person;
  readonly auditor: Person;
  readonly officers: readonly [Person, Person];
}

/** Makes an account with its roles and a token. */
export async function makePerson(
  database: Database,
  name: string,
  ...roles: readonly [Role, string | null][]
): Promise<Person> {
  const grants: Grant[] = roles.map(([role, organisation]) => ({ role, organisation }));
  const made = await testWork(database, (work) => createAccount(work, name, grants));
  const actor: Actor = { kind: "person", account: made.account, name, grants };
  const { secret } = await testWork(database, (work) => createToken(work, "test", null), {
    actor,
  });
  return { actor, token: secret };
}

/** Makes the review, its people and the risks of the first ministry. */
export async function makeSigningStory(
  database: Database,
  methodology?: string,
): Promise<SigningStory> {
  await makeScoredReview(database, methodology);
  const story: SigningStory = {
    head: await makePerson(database, "Head of Finance", ["head", finance]),
    deputy: await makePerson(database, "Deputy Head of Finance", ["head", finance]),
    staff: await makePerson(database, "Security Lead of Finance", ["security-lead", finance]),
    otherHead: await makePerson(database, "Head of Health", ["head", health]),
    auditor: await makePerson(database, "Auditor", ["auditor", null]),
    officers: [
      await makePerson(database, "First Officer", ["reviewing-officer", null]),
      await makePerson(database, "Second Officer", ["determining-officer", null]),
    ],
  };
  await seat(database, finance, "finance-head", story.head, "2026-01-01");
  await seat(database, health, "health-head", story.otherHead, "2026-01-01");
  await testWork(database, (work) => addRecord(work, scoredReviewName, "findings", finding), {
    actor: story.auditor.actor,
  });
  for (const risk of [risk1, risk2]) {
    await testWork(database, (work) => addRecord(work, scoredReviewName, "risks", risk), {
      actor: story.auditor.actor,
    });
  }
  return story;
}

/** Puts a person at the head of an organisation. */
export async function seat(
  database: Database,
  organisation: string,
  office: string,
  person: Person,
  from: string,
  appointment: { readonly acting?: boolean; readonly until?: string } = {},
): Promise<void> {
  await testWork(database, (work) =>
    assignOffice(work, office, {
      ...appointment,
      from,
      title: `Head of ${organisation}`,
      account: person.actor.account,
    }),
  );
  await testWork(database, (work) => setHeadOffice(work, organisation, { office, from }));
}

const finding = {
  organisation: finance,
  title: "Old systems hold records",
  criteria: "Systems are supported.",
  condition: "Two are not.",
  cause: "",
  effect: "",
  sample: "",
  severity: "high" as const,
  system: "",
  items: [],
  evidence: [],
};
const risk1 = {
  organisation: finance,
  title: "Records may be lost",
  statement: "Records on unsupported systems may be lost.",
  severity: "high" as const,
  effect: "Payments stop for a week.",
  cost: 250_000,
  findings: ["F-1"],
  items: [],
};
const risk2 = { ...risk1, title: "Records may be read", cost: null };

/** Decisions on both risks. */
export const decisions: readonly NewDecision[] = [
  {
    risk: "R-1",
    decision: "mitigate",
    reason: "The systems are replaced.",
    cost: 250_000,
    date: "2027-03-31",
    owner: "Head of Operations",
  },
  {
    risk: "R-2",
    decision: "accept",
    reason: "The records are public anyway.",
    date: "2026-01-01",
    owner: "Head of Finance",
    expires: "2999-12-31",
  },
];

/** Prepares decisions as a person. */
export function prepare(
  database: Database,
  person: Person,
  given: readonly NewDecision[] = decisions,
) {
  return testWork(database, (work) => prepareDecisions(work, signedPair, given), {
    actor: person.actor,
  });
}

/** Makes a key and asks for it as a person. */
export async function askForKey(
  database: Database,
  person: Person,
  replaces?: string,
): Promise<{ pair: KeyPair; seed: Uint8Array; fingerprint: string }> {
  const seed = new Uint8Array(randomBytes(32));
  const pair = await keyPairOf(seed);
  const public_key = encodeBase64(pair.publicKey);
  const { account } = person.actor;
  const text = payloadOf({ format: "muster/key-request/1", account, public_key });
  const proof = encodeBase64(await pair.sign(preAuthenticationEncoding(keyRequestType, text)));
  const body = { public_key, proof, ...(replaces === undefined ? {} : { replaces }) };
  const { key } = await testWork(database, (work) => requestKey(work, body), {
    actor: person.actor,
  });
  return { pair, seed, fingerprint: key.fingerprint };
}

/** Enrols a key: asked for, approved by two officers, confirmed by its person. */
export async function enrol(
  database: Database,
  person: Person,
  officers: readonly Person[],
  replaces?: string,
): Promise<{ pair: KeyPair; seed: Uint8Array; fingerprint: string }> {
  const made = await askForKey(database, person, replaces);
  const { fingerprint } = made;
  for (const { actor } of officers) {
    await testWork(database, (work) => approveKey(work, fingerprint, "seen in person"), { actor });
  }
  await testWork(database, (work) => confirmKey(work, fingerprint, fingerprint), {
    actor: person.actor,
  });
  return made;
}

/** The envelope of what a person is shown now, signed with a key. */
export async function envelopeOf(
  database: Database,
  person: Person,
  pair: KeyPair,
): Promise<DsseEnvelope> {
  const { statement } = await testWork(database, (work) => showStatement(work, signedPair), {
    actor: person.actor,
  });
  return signEnvelope(inTotoPayloadType, statement, pair);
}

/** Signs as a person what is shown now, and sends it. */
export async function signNow(database: Database, person: Person, pair: KeyPair) {
  const envelope = await envelopeOf(database, person, pair);
  return send(database, person, envelope);
}

/** Sends an envelope as a person. */
export function send(database: Database, person: Person, envelope: DsseEnvelope) {
  return testWork(database, (work) => signStatement(work, signedPair, envelope), {
    actor: person.actor,
  });
}
