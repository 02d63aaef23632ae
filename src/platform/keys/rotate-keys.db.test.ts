import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDatabase, testDatabase, testOfficer } from "../../../tests/support/database.ts";
import { followSuccessions } from "../../kit/key-succession.ts";
import { openNote, readVerifierKey, verifierKey } from "../../kit/signed-note.ts";
import { readTrustFile } from "../../verify/trust-file.ts";
import { keySuccessions, latestCheckpoint, logVerifierKey } from "../log/log.store.ts";
import { sequenceLeaves } from "../log/sequence-leaves.ts";
import { performWork } from "../perform-work.ts";
import { openKeys } from "./open-keys.ts";
import { opensKeys, rotateLogKey, sealAnew } from "./rotate-keys.ts";

const secret = Buffer.from("a secret of more than thirty-two bytes, for tests");
let made: TestDatabase;
beforeAll(async () => {
  made = await testDatabase();
});
afterAll(() => made.drop());

const notesOf = (): Promise<string[]> => made.database.transact("read", keySuccessions);

test("a new key of the log is accepted by whoever trusts the first one, and stands in the log", async () => {
  const first = (await openKeys(made.database, secret)).log;
  await sequenceLeaves(made.database, first);
  const second = await rotateLogKey(made.database, secret);
  expect(await sequenceLeaves(made.database, second.signer)).toBe(1);
  const third = await rotateLogKey(made.database, secret);
  expect(await sequenceLeaves(made.database, third.signer)).toBe(1);
  expect([second.before, second.now, third.before]).toEqual([
    verifierKey(first),
    verifierKey(second.signer),
    verifierKey(second.signer),
  ]);
  expect(await made.database.transact("read", logVerifierKey)).toBe(third.now);
  expect(verifierKey((await openKeys(made.database, secret)).log)).toBe(third.now);
  const head = await made.database.transact("read", latestCheckpoint);
  const old = [await readVerifierKey(second.before)];
  await expect(openNote(head?.note ?? "", old)).rejects.toThrow("no key that is trusted");
  const notes = await notesOf();
  const { signers } = await openNote(head?.note ?? "", await followSuccessions(old, notes));
  expect(signers.map(verifierKey)).toEqual([third.now]);
  // The same from a file: the first key, and what the log serves under it.
  const file = `# kept since 2026\n${second.before}\n\n${notes.join("\n")}\nSHA256:${"A".repeat(43)}\n`;
  const trust = await readTrustFile(file, "keys");
  expect(trust.verifiers.map(verifierKey)).toEqual([second.before, second.now, third.now]);
  expect(trust.fingerprints).toHaveLength(1);
  await expect(readTrustFile(file.replace("\n0\n", "\n1\n"), "keys")).rejects.toThrow("keys: ");
});

test("a process that still has the old key signs neither checkpoints nor bundles with it", async () => {
  const stale = (await openKeys(made.database, secret)).log;
  await rotateLogKey(made.database, secret);
  const again = "The key of the log was replaced while this process ran: start it again.";
  await expect(sequenceLeaves(made.database, stale)).rejects.toThrow(again);
  const sign = performWork(
    made.database,
    "write",
    testOfficer,
    (work) => work.sign("text\n", "bundle"),
    stale,
  );
  await expect(sign).rejects.toThrow(again);
});

test("another secret opens the same keys, and the old one opens them no more", async () => {
  const next = Buffer.from("another secret of more than thirty-two bytes");
  const before = await openKeys(made.database, secret);
  await expect(sealAnew(made.database, next, secret)).rejects.toThrow("does not open the keys");
  await expect(sealAnew(made.database, secret, Buffer.alloc(31))).rejects.toThrow("at least 32");
  expect(await opensKeys(made.database, next)).toBe(false);
  expect(await sealAnew(made.database, secret, next)).toBe(4);
  expect(await opensKeys(made.database, next)).toBe(true);
  await expect(openKeys(made.database, secret)).rejects.toThrow("does not open the keys");
  const after = await openKeys(made.database, next);
  expect(verifierKey(after.log)).toBe(verifierKey(before.log));
  expect([after.cookie, after.cursor, after.memberMap]).toEqual([
    before.cookie,
    before.cursor,
    before.memberMap,
  ]);
});
