import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Type } from "typebox";
import { type TestDatabase, testDatabase } from "../../../tests/support/database.ts";
import { migrate } from "./migrate.ts";
import { openDatabase } from "./database.ts";

const steps = [
  { id: "t-0001", sql: "create table t (n int); create table u (n int)" },
  { id: "t-0002", sql: "insert into t values (1)" },
];

describe("bringing the schema up to date", () => {
  let test: TestDatabase;
  beforeAll(async () => (test = await testDatabase()));
  afterAll(() => test.drop());

  it("runs every step once, also when two processes start together", async () => {
    const other = openDatabase(test.url);
    const ran = await Promise.all([migrate(test.database, steps), migrate(other, steps)]);
    await other.close();
    expect(ran.flat().toSorted()).toEqual(["t-0001", "t-0002"]);
    expect(await migrate(test.database, steps)).toEqual([]);
    const rows = await test.database.transact("read", (transaction) =>
      transaction.rows(Type.Object({ n: Type.Integer() }), "select n from t"),
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("leaves no trace of a step that fails, and runs it when it is mended", async () => {
    const broken = [...steps, { id: "t-0003", sql: "create table v (n int); select 1/0" }];
    await expect(migrate(test.database, broken)).rejects.toThrow("division by zero");
    const mended = [...steps, { id: "t-0003", sql: "create table v (n int)" }];
    expect(await migrate(test.database, mended)).toEqual(["t-0003"]);
  });

  it("refuses a step that was changed after it ran, and says so", async () => {
    const changed = [{ id: "t-0001", sql: "create table t (n bigint)" }];
    await expect(migrate(test.database, changed)).rejects.toThrow(
      "The step t-0001 of the schema was changed",
    );
  });

  it("refuses a list in which two steps have one id", async () => {
    await expect(migrate(test.database, [...steps, ...steps])).rejects.toThrow("the same id");
  });
});
