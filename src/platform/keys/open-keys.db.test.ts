import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifierKey } from "../../kit/signed-note.ts";
import { type TestDatabase, testDatabase } from "../../../tests/support/database.ts";
import { logVerifierKey } from "../log/log.store.ts";
import { openKeys } from "./open-keys.ts";

const secret = Buffer.from("a secret of more than thirty-two bytes, for tests");

describe("the keys of a database", () => {
  let made: TestDatabase;
  beforeAll(async () => {
    made = await testDatabase();
  });
  afterAll(() => made.drop());

  test("are made once, by whichever process comes first, and are the same for all", async () => {
    const opened = await Promise.all([1, 2, 3, 4].map(() => openKeys(made.database, secret)));
    const [first] = opened;
    for (const keys of opened) {
      expect(verifierKey(keys.log)).toBe(first && verifierKey(first.log));
      expect(keys.cookie).toEqual(first?.cookie);
      expect(keys.cursor).toEqual(first?.cursor);
      expect(keys.memberMap).toEqual(first?.memberMap);
    }
    const all = first ? [first.cookie, first.cursor, first.memberMap] : [];
    expect(new Set(all.map((key) => Buffer.from(key).toString("hex"))).size).toBe(3);
    expect(first?.log.name).toMatch(/^muster\.local\/log\/[0-9a-f]{8}$/);
  });

  test("keep the name of the log, whatever is asked for later", async () => {
    const keys = await openKeys(made.database, secret, { origin: "another.example/log" });
    expect(keys.log.name).toMatch(/^muster\.local\/log\//);
    const published = await made.database.transact("read", logVerifierKey);
    expect(published).toBe(verifierKey(keys.log));
  });

  test("do not open with another secret, nor with one that is too short", async () => {
    const other = Buffer.from("another secret of more than thirty-two bytes");
    await expect(openKeys(made.database, other)).rejects.toThrow(
      "MUSTER_SECRET_FILE: the secret does not open the keys of this database; give the file that was used when the database was new.",
    );
    await expect(openKeys(made.database, Buffer.from("short"))).rejects.toThrow(
      "MUSTER_SECRET_FILE: the secret has 5 bytes and 32 are needed",
    );
  });
});

test("a log takes the name that it was given when it was new", async () => {
  const made = await testDatabase();
  const keys = await openKeys(made.database, secret, { origin: "review.example/log" });
  expect(keys.log.name).toBe("review.example/log");
  await made.drop();
});
