import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import fc from "fast-check";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../../../tests/support/database.ts";
import { type Database, openDatabase } from "./database.ts";

const Text = Type.Object({ t: Type.String() });
const Count = Type.Object({ n: Type.Integer() });
const One = Type.Object({ one: Type.Unknown() });

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await testDatabase();
  database = test.database;
  await database.transact("write", (transaction) =>
    transaction.run("create table kept (n bigint primary key, t text)"),
  );
});
afterAll(() => test.drop());

async function one(expression: string, values: unknown[] = []): Promise<unknown> {
  const row = await database.transact("read", (transaction) =>
    transaction.first(One, `select ${expression} as one`, values),
  );
  return row?.one;
}

function count(where = "true"): Promise<number> {
  return database.transact("read", async (transaction) => {
    const row = await transaction.first(Count, `select count(*) as n from kept where ${where}`);
    return row?.n ?? -1;
  });
}

describe("values", () => {
  it("gives days as they are written, whatever the time zone of the machine", async () => {
    expect(await one("date '2020-06-08'")).toBe("2020-06-08");
    expect(await one("$1::date", ["2016-02-29"])).toBe("2016-02-29");
  });

  it("gives instants in UTC with six digits after the second", async () => {
    expect(await one("timestamptz '2026-11-22 11:00:00+01'")).toBe("2026-11-22T10:00:00.000000Z");
    expect(await one("$1::timestamptz", ["2026-11-22T10:00:00.000001Z"])).toBe(
      "2026-11-22T10:00:00.000001Z",
    );
  });

  it("gives whole numbers as numbers, and refuses one that a number cannot hold", async () => {
    expect(await one("9007199254740991::bigint")).toBe(Number.MAX_SAFE_INTEGER);
    await expect(one("9007199254740993::bigint")).rejects.toThrow("safe integer");
    expect(await one("1234.50::numeric")).toBe("1234.50");
  });

  it("gives bytes as bytes, and any text as it was", async () => {
    expect(await one("decode('00ff', 'hex')")).toEqual(Buffer.from([0, 255]));
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        const clean = text.replaceAll("\0", "");
        expect(await one("$1::text", [clean])).toBe(clean);
      }),
      { numRuns: 50 },
    );
  });

  it("refuses a row that is not what the code says it is", async () => {
    const asked = database.transact("read", (transaction) =>
      transaction.rows(Count, "select 'seven' as n"),
    );
    await expect(asked).rejects.toThrow("a database row is not of its type: /n must be integer");
  });
});

describe("a transaction", () => {
  it("keeps nothing when its work fails", async () => {
    const work = database.transact("write", async (transaction) => {
      await transaction.run("insert into kept values (1, 'half')");
      throw new Error("changed its mind");
    });
    await expect(work).rejects.toThrow("changed its mind");
    expect(await count("t = 'half'")).toBe(0);
  });

  it("keeps nothing when a statement failed and the work went on as if it had not", async () => {
    const work = database.transact("write", async (transaction) => {
      await transaction.run("insert into kept values (2, 'ignored')");
      await transaction.run("select 1/0").catch(() => 0);
    });
    await expect(work).rejects.toThrow("rolled back");
    expect(await count("t = 'ignored'")).toBe(0);
  });

  it("runs statements asked for together in their order, and keeps none when one fails", async () => {
    const work = database.transact("write", (transaction) =>
      Promise.all([
        transaction.run("insert into kept values (3, 'together')"),
        transaction.run("insert into kept values (3, 'together')"),
        transaction.run("insert into kept values (4, 'together')"),
      ]),
    );
    await expect(work).rejects.toThrow("duplicate key");
    expect(await count("t = 'together'")).toBe(0);
  });

  it("cannot be used after its end, so that nothing is written outside of it", async () => {
    const kept = await database.transact("write", (transaction) =>
      Promise.resolve({ transaction }),
    );
    await expect(kept.transaction.run("insert into kept values (5, 'late')")).rejects.toThrow(
      "the transaction has ended",
    );
  });

  it("that reads sees one state throughout, and cannot write", async () => {
    const [before, after] = await database.transact("read", async (transaction) => {
      const query = "select count(*) as n from kept";
      const first = await transaction.first(Count, query);
      await database.transact("write", (other) => other.run("insert into kept values (6, 'new')"));
      return [first, await transaction.first(Count, query)];
    });
    expect(after).toEqual(before);
    const write = database.transact("read", (transaction) => transaction.run("delete from kept"));
    await expect(write).rejects.toThrow("read-only");
  });

  it("tells people when two stood in each other's way", async () => {
    await database.transact("write", (transaction) =>
      transaction.run("insert into kept values (10, 'a'), (11, 'b')"),
    );
    const touch = (first: number, second: number): Promise<unknown> =>
      database.transact("write", async (transaction) => {
        await transaction.run("update kept set t = 'x' where n = $1", [first]);
        await new Promise((resolve) => setTimeout(resolve, 100));
        await transaction.run("update kept set t = 'x' where n = $1", [second]);
      });
    const ends = await Promise.allSettled([touch(10, 11), touch(11, 10)]);
    const lost = ends.filter((end) => end.status === "rejected");
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toMatchObject({ kind: "conflict" });
  });
});

describe("a bulk of rows", () => {
  it("is copied in one statement, inside the transaction of everything else", async () => {
    const before = database.statements();
    await database.transact("write", async (transaction) => {
      const rows = Array.from({ length: 5000 }, (_, at) => `${at + 1000}\tbulk\n`);
      await pipeline(Readable.from(rows), transaction.copyInto("copy kept (n, t) from stdin"));
      const row = await transaction.first(Count, "select count(*) as n from kept where t = 'bulk'");
      expect(row).toEqual({ n: 5000 });
    });
    expect(database.statements() - before).toBe(2);
  });

  it("leaves nothing behind when a row in the middle is wrong, and the connection serves on", async () => {
    const work = database.transact("write", async (transaction) => {
      const rows = ["20000\tbroken\n", "not a number\tbroken\n", "20001\tbroken\n"];
      await pipeline(Readable.from(rows), transaction.copyInto("copy kept (n, t) from stdin"));
    });
    await expect(work).rejects.toThrow("invalid input syntax");
    expect(await count("t = 'broken'")).toBe(0);
  });

  it("leaves nothing behind when its source fails half-way", async () => {
    const source = Readable.from(
      (function* rows() {
        yield "30000\tcut\n";
        throw new Error("the file was cut off");
      })(),
    );
    const work = database.transact("write", (transaction) =>
      pipeline(source, transaction.copyInto("copy kept (n, t) from stdin")),
    );
    await expect(work).rejects.toThrow("the file was cut off");
    expect(await count("t = 'cut'")).toBe(0);
  });
});

describe("a connection that breaks", () => {
  it("is told in a sentence, does not end the process, and is replaced", async () => {
    const own = openDatabase(test.url, { connections: 1 });
    const work = own.transact("write", async (transaction) => {
      const row = await transaction.first(Count, "select pg_backend_pid() as n");
      await database.transact("write", (other) =>
        other.run("select pg_terminate_backend($1, 5000)", [row?.n]),
      );
      await transaction.run("insert into kept values (40000, 'broken off')");
    });
    await expect(work).rejects.toThrow(
      "The connection to the database broke: nothing of this was kept, so try again.",
    );
    const after = await own.transact("read", (transaction) =>
      transaction.first(Text, "select 'alive' as t"),
    );
    expect(after).toEqual({ t: "alive" });
    await own.close();
  });

  it("that cannot be made is told in a sentence without the password", async () => {
    const own = openDatabase("postgres://muster:secret@/muster?host=/nowhere", { connections: 1 });
    const asked = own.transact("read", (transaction) => transaction.first(Text, "select '' as t"));
    await expect(asked).rejects.toThrow("The database cannot be reached at this moment");
    await own.close();
  });
});
