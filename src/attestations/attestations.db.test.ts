import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase, testWork } from "../../tests/support/database.ts";
import {
  askForKey,
  decisions,
  enrol,
  envelopeOf,
  makePerson,
  makeSigningStory,
  type Person,
  prepare,
  seat,
  send,
  signedPair,
  signNow,
  type SigningStory,
} from "../../tests/support/signing-story.ts";
import { accountabilityOf } from "../decisions/decisions.actions.ts";
import { setSignaturesDue } from "../decisions/signatures-due.actions.ts";
import { signEnvelope } from "../kit/dsse.ts";
import { type KeyPair, keyPairOf } from "../kit/ed25519.ts";
import { vacateOffice } from "../offices/offices.actions.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import { inTotoPayloadType } from "./attestations.contract.ts";
import { listAttestations, showStatement } from "./attestations.actions.ts";
import { endDelegation, giveDelegation } from "./delegations.actions.ts";
import { approveKey, confirmKey, revokeKey } from "./keys.actions.ts";
import { signableStatement } from "./statement.ts";

let base: TestDatabase;
let story: SigningStory;
let key: KeyPair;
let fingerprint: string;
beforeAll(async () => {
  base = await testDatabase();
  story = await makeSigningStory(base.database);
  ({ pair: key, fingerprint } = await enrol(base.database, story.head, story.officers));
});
afterAll(() => base.drop());

const Count = Type.Object({ count: Type.Integer() });

/** How much was saved of signatures. */
async function kept(): Promise<number> {
  const row = await base.database.transact("read", (transaction) =>
    transaction.first(
      Count,
      `select ((select count(*) from attestations) + (select count(*) from decision_signatures)
         + (select count(*) from log_leaves where kind = 'attestation.signed'))::int as count`,
    ),
  );
  return row?.count ?? -1;
}

async function now(on?: string) {
  return base.database.transact("read", async (transaction) => {
    const asOf = await lastKnownAt(transaction);
    const { review, organisation } = signedPair;
    return accountabilityOf(transaction, review, organisation, on ?? asOf.slice(0, 10), asOf);
  });
}

async function newest() {
  const page = await testWork(base.database, (work) => listAttestations(work, signedPair, {}));
  return page.attestations[0];
}

function because(person: Person): Promise<string> {
  return testWork(base.database, (work) => showStatement(work, signedPair), {
    actor: person.actor,
  }).then((view) => view.because);
}

const today = (): string => new Date().toISOString().slice(0, 10);
const [first, second] = decisions;
const other = { ...first, reason: "Another one." } as NonNullable<typeof first>;

test("a head signs what is shown; the risks are decided, and another decision makes the signature stale with what changed", async () => {
  const { database } = base;
  await prepare(database, story.staff);
  expect(await now()).toMatchObject({ open_risks: 2, undecided: 2, signature: "none" });
  const { attestation } = await signNow(database, story.head, key);
  expect(attestation).toMatchObject({ state: "current", changes: [], capacity: "holder" });
  expect(await now()).toMatchObject({ undecided: 0, signature: "signed" });
  await prepare(database, story.staff, [other]);
  expect(await now()).toMatchObject({ undecided: 1, prepared: 1, signature: "stale" });
  expect(await newest()).toMatchObject({
    state: "stale",
    changes: [{ what: "decision", id: "R-1" }],
  });
  const again = await signNow(database, story.head, key);
  expect(again.attestation.state).toBe("current");
  expect(await now("2999-12-31")).toMatchObject({ undecided: 0 });
});

test("the same envelope sent twice is kept once, and a statement that no longer stands is refused with what changed", async () => {
  const { database } = base;
  const envelope = await envelopeOf(database, story.head, key);
  await send(database, story.head, envelope);
  const before = await kept();
  expect((await send(database, story.head, envelope)).unchanged).toBe(true);
  const old = await envelopeOf(database, story.head, key);
  await prepare(database, story.staff, [{ ...other, cost: 5 }]);
  await expect(send(database, story.head, old)).rejects.toThrow(/R-1: reason, cost, day or owner/u);
  expect(await kept()).toBe(before);
});

test("an acceptance whose last day is past is no decision any more", async () => {
  const expired = { ...second, expires: "2026-02-01" } as NonNullable<typeof second>;
  await prepare(base.database, story.staff, [expired]);
  await signNow(base.database, story.head, key);
  expect(await now()).toMatchObject({ undecided: 1, expired: 1, signature: "signed" });
  expect(await now("2026-01-31")).toMatchObject({ undecided: 0, expired: 0 });
});

test("a day for the signature makes what is missing late, and what came after it signed late", async () => {
  await testWork(base.database, (work) =>
    setSignaturesDue(work, signedPair.review, { day: "2026-01-31", reason: "as announced" }),
  );
  expect(await now()).toMatchObject({ due: "2026-01-31", signed_late: true, signature: "signed" });
  const health = await base.database.transact("read", async (transaction) => {
    const asOf = await lastKnownAt(transaction);
    return accountabilityOf(transaction, signedPair.review, "ministry-of-health", today(), asOf);
  });
  expect(health.signature).toBe("late");
});

describe("nothing is kept, and one sentence says why, when", () => {
  async function refused(
    person: Person,
    envelope: Parameters<typeof send>[2],
    sentence: RegExp,
    kind = "not-permitted",
  ): Promise<void> {
    const before = await kept();
    await expect(send(base.database, person, envelope)).rejects.toMatchObject({
      kind,
      message: expect.stringMatching(sentence),
    });
    expect(await kept()).toBe(before);
  }

  test("staff sign with a key of their own, or with the envelope of the head", async () => {
    const { pair } = await enrol(base.database, story.staff, story.officers);
    const sentence = /^Only the holder of Head of ministry-of-finance can sign/u;
    await refused(story.staff, await envelopeOf(base.database, story.staff, pair), sentence);
    await refused(story.staff, await envelopeOf(base.database, story.head, key), sentence);
  });

  test("the head of another organisation signs", async () => {
    const { pair } = await enrol(base.database, story.otherHead, story.officers);
    await refused(
      story.otherHead,
      await envelopeOf(base.database, story.otherHead, pair),
      /^Only the holder of/u,
    );
  });

  test("the head signs with a key that nobody enrolled, with somebody else's, or with one that waits", async () => {
    const stranger = await keyPairOf(new Uint8Array(32).fill(3));
    const envelope = await envelopeOf(base.database, story.head, stranger);
    await refused(story.head, envelope, /not yours/u);
    const waiting = await askForKey(base.database, story.deputy);
    const deputys = await envelopeOf(base.database, story.head, waiting.pair);
    await refused(story.head, deputys, /not yours/u);
  });

  test("another text stands in the envelope than was signed, or one that is not in its one form", async () => {
    const envelope = await envelopeOf(base.database, story.head, key);
    const text = Buffer.from(envelope.payload, "base64").toString();
    const changed = (payload: string) => ({
      ...envelope,
      payload: Buffer.from(payload).toString("base64"),
    });
    const cheaper = text.replace('"cost":5', '"cost":4');
    await refused(story.head, changed(cheaper), /does not belong/u, "refused");
    await refused(story.head, changed(` ${text}`), /does not belong/u, "refused");
    const spaced = { ...envelope, payload: `${envelope.payload}\n` };
    await refused(story.head, spaced, /base 64/u, "bad-input");
  });

  test("a sentence of consent is signed that was not shown", async () => {
    const view = await testWork(base.database, (work) => showStatement(work, signedPair), {
      actor: story.head.actor,
    });
    const predicate = { ...view.statement.predicate, consent: "I have read nothing." };
    const envelope = await signEnvelope(inTotoPayloadType, signableStatement(predicate), key);
    await refused(story.head, envelope, /not what stands now/u, "conflict");
  });

  test("a key is suspended: from the first word on it signs nothing", async () => {
    const person = await makePerson(base.database, "Deputy with a key", ["head", null]);
    const { pair, fingerprint: own } = await enrol(base.database, person, story.officers);
    const [officer] = story.officers;
    await testWork(base.database, (work) => revokeKey(work, own, "lost"), {
      actor: officer.actor,
    });
    await testWork(
      base.database,
      (work) =>
        giveDelegation(work, signedPair.organisation, {
          to: person.actor.account,
          review: signedPair.review,
          from: "2026-01-01",
          until: "2026-12-31",
          reason: "while away",
        }),
      { actor: story.head.actor },
    );
    await refused(
      person,
      await envelopeOf(base.database, person, pair),
      /^Your key is suspended and waits for the approval of one more officer and the person's word/u,
    );
  });
});

describe("a delegation", () => {
  const give = (person: Person, until: string, review = signedPair.review, by = story.head) =>
    testWork(
      base.database,
      (work) =>
        giveDelegation(work, signedPair.organisation, {
          to: person.actor.name,
          review,
          from: "2026-01-01",
          until,
          reason: "while away",
        }),
      { actor: by.actor },
    );

  test("lets one person sign in one review on its days, shows in what is signed, and ends when the holder says so", async () => {
    const person = await makePerson(base.database, "Delegate", ["head", "ministry-of-finance"]);
    const { pair } = await enrol(base.database, person, story.officers);
    expect(await because(person)).toMatch(/^Only the holder/u);
    const { delegation } = await give(person, "2026-12-31");
    const { attestation } = await signNow(base.database, person, pair);
    expect(attestation).toMatchObject({ capacity: "delegate", state: "current" });
    expect(attestation.consent).toMatch(/^By delegation of the Head of ministry-of-finance/u);
    await testWork(
      base.database,
      (work) => endDelegation(work, signedPair.organisation, delegation.delegation),
      { actor: story.head.actor },
    );
    expect(await because(person)).toMatch(/^Your delegation for Ministry of Finance was ended on/u);
  });

  test("is given by nobody but the holder, not to oneself, and for a year at most", async () => {
    await expect(give(story.staff, "2026-12-31", undefined, story.deputy)).rejects.toThrow(
      /^Only the holder/u,
    );
    await expect(give(story.head, "2026-12-31")).rejects.toThrow(/from themselves/u);
    await expect(give(story.staff, "2028-12-31")).rejects.toThrow(/a year at most/u);
    await expect(give(story.staff, "2025-12-31")).rejects.toThrow(/never count/u);
    await expect(give(story.staff, "2026-12-31", "no-such-review")).rejects.toThrow();
  });
});

describe("a key", () => {
  test("needs two officers who are not its person, and the person who gives the right fingerprint", async () => {
    const [officer, another] = story.officers;
    const person = await makePerson(base.database, "An officer too", ["reviewing-officer", null]);
    const { fingerprint: own } = await askForKey(base.database, person);
    const approve = (by: Person) =>
      testWork(base.database, (work) => approveKey(work, own, "seen"), { actor: by.actor });
    const confirm = (by: Person, text: string) =>
      testWork(base.database, (work) => confirmKey(work, own, text), { actor: by.actor });
    await expect(approve(person)).rejects.toThrow(/^Nobody approves their own key/u);
    expect((await approve(officer)).key.waits_for).toBe("the approval of one more officer");
    expect((await approve(officer)).unchanged).toBe(true);
    await expect(confirm(person, own)).rejects.toThrow(/two officers have to approve/u);
    expect((await approve(another)).key.state).toBe("approved");
    await expect(confirm(officer, own)).rejects.toThrow(/^Only the person/u);
    await expect(confirm(person, fingerprint)).rejects.toThrow(/do not confirm it/u);
    expect((await confirm(person, own)).key.state).toBe("active");
  });

  test("that replaces another ends it at once, and is revoked by two officers and its person", async () => {
    const person = await makePerson(base.database, "Rotating Head", ["head", null]);
    const old = await enrol(base.database, person, story.officers);
    await expect(askForKey(base.database, person)).rejects.toThrow(/you have a key that signs/u);
    const next = await enrol(base.database, person, story.officers, old.fingerprint);
    const revoke = (by: Person, which = next.fingerprint) =>
      testWork(base.database, (work) => revokeKey(work, which, "lost"), { actor: by.actor });
    await expect(revoke(person, old.fingerprint)).rejects.toThrow(/this key is replaced/u);
    expect((await revoke(person)).key.state).toBe("suspended");
    await expect(revoke(story.staff)).rejects.toThrow(/^Only officers/u);
    expect((await revoke(story.officers[0])).key.state).toBe("suspended");
    expect((await revoke(story.officers[1])).key).toMatchObject({ state: "revoked" });
  });
});

describe("who held the office", () => {
  test("an acting head signs up to the last day; then nobody signs in the empty office, and no former holder", async () => {
    const acting = await makePerson(base.database, "Acting Head", ["head", null]);
    const { pair } = await enrol(base.database, acting, story.officers);
    const { organisation } = signedPair;
    await seat(base.database, organisation, "finance-head", acting, "2026-02-01", {
      acting: true,
      until: "2999-12-31",
    });
    expect(await because(story.head)).toMatch(/^You no longer hold the office/u);
    expect((await newest())?.changes[0]).toMatchObject({ what: "head" });
    const { attestation } = await signNow(base.database, acting, pair);
    expect(attestation.capacity).toBe("acting");
    await seat(base.database, organisation, "finance-head", acting, "2026-02-02", {
      acting: true,
      until: "2026-02-28",
    });
    const ended =
      "Your acting appointment as Head of ministry-of-finance ended on 28 February 2026, so you no longer sign for Ministry of Finance.";
    expect(await because(acting)).toBe(ended);
    const before = await kept();
    await expect(signNow(base.database, acting, pair)).rejects.toThrow(ended);
    expect(await kept()).toBe(before);
    await testWork(base.database, (work) =>
      vacateOffice(work, "finance-head", { from: "2026-03-01" }),
    );
    expect(await because(story.staff)).toMatch(
      /Head of ministry-of-finance is vacant since 1 March 2026/u,
    );
  });
});
