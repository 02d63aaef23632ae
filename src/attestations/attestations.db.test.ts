import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase, testWork } from "../../tests/support/database.ts";
import {
  decisions,
  enrol,
  makeSigningStory,
  prepare,
  signedPair,
  signNow,
  type SigningStory,
} from "../../tests/support/signing-story.ts";
import { accountabilityOf } from "../decisions/decisions.actions.ts";
import type { KeyPair } from "../kit/ed25519.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import { listAttestations, showStatement } from "./attestations.actions.ts";

let test_: TestDatabase;
let story: SigningStory;
let key: KeyPair;
beforeAll(async () => {
  test_ = await testDatabase();
  story = await makeSigningStory(test_.database);
  ({ pair: key } = await enrol(test_.database, story.head, story.officers));
});
afterAll(() => test_.drop());

test("a head signs what is shown; the risks are decided, and another value makes the signature stale with what changed", async () => {
  const { database } = test_;
  await prepare(database, story.staff);
  const before = await testWork(database, async (work) => {
    const asOf = await lastKnownAt(work.transaction);
    return accountabilityOf(
      work.transaction,
      signedPair.review,
      signedPair.organisation,
      asOf.slice(0, 10),
      asOf,
    );
  });
  expect(before).toMatchObject({ open_risks: 2, undecided: 2, prepared: 2, signature: "none" });
  const { attestation } = await signNow(database, story.head, key);
  expect(attestation).toMatchObject({ state: "current", changes: [], capacity: "holder" });
  await prepare(database, story.staff, [{ ...decisions[0]!, reason: "Another one." }]);
  const { attestations } = await testWork(database, (work) =>
    listAttestations(work, signedPair, {}),
  );
  expect(attestations[0]).toMatchObject({
    state: "stale",
    changes: [{ what: "decision", id: "R-1" }],
  });
  const view = await testWork(database, (work) => showStatement(work, signedPair), {
    actor: story.head.actor,
  });
  expect(view.statement.predicate.since?.changes).toHaveLength(1);
});
