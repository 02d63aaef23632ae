import { readdirSync } from "node:fs";
import path from "node:path";
import { Type } from "typebox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../../tests/support/database.ts";
import { removeDirectory, temporaryDirectory } from "../../tests/support/supervised.ts";
import { readSettings } from "../platform/settings/settings.ts";
import { openInstanceDatabase } from "./open-instance-database.ts";

let test: TestDatabase;
let data = "";
beforeAll(async () => {
  test = await testDatabase();
  data = temporaryDirectory();
});
afterAll(async () => {
  await test.drop();
  removeDirectory(data);
});

function settingsWith(databaseUrl: string): ReturnType<typeof readSettings> {
  const environment = {
    MUSTER_DATA: data,
    MUSTER_DATABASE_URL: databaseUrl,
    MUSTER_SECRET_FILE: path.join(data, "secret"),
  };
  return readSettings(environment, { home: data, isRoot: false });
}

it("duty 1: with MUSTER_DATABASE_URL no database of our own is made, started or stopped", async () => {
  const said: string[] = [];
  const opened = await openInstanceDatabase(settingsWith(test.url), (words) => said.push(words));
  expect(opened.isNew).toBe(false);
  await opened.close();
  expect(readdirSync(data)).toEqual([]);
  expect(said).toEqual([]);
  const row = await test.database.transact("read", (transaction) =>
    transaction.first(Type.Object({ t: Type.String() }), "select 'still there' as t"),
  );
  expect(row).toEqual({ t: "still there" });
});

it("says in one sentence that a given database cannot be reached, without its password", async () => {
  const opening = openInstanceDatabase(
    settingsWith("postgres://muster:secret@127.0.0.1:1/muster"),
    () => {},
  );
  await expect(opening).rejects.toThrow(/^The database cannot be reached at this moment/);
});
