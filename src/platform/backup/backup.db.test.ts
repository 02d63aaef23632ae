// Long, because one backup is changed in every way that can be told from outside; each is a few lines.
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import fc from "fast-check";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase, type TestDatabase, testDatabase } from "../../../tests/support/database.ts";
import { canonicalJson, sha256 } from "../../kit/canonical-json.ts";
import type { Database } from "../database/database.ts";
import { migrate } from "../database/migrate.ts";
import { identityMigrations } from "../identity/identity.migrations.ts";
import { keysMigrations } from "../keys/keys.migrations.ts";
import { openKeys } from "../keys/open-keys.ts";
import { appendLeaf } from "../log/append-leaf.ts";
import { logMigrations } from "../log/log.migrations.ts";
import { sequenceLeaves } from "../log/sequence-leaves.ts";
import { BackupHead, contentsName, headName, pieceLength, pieceName } from "./backup-head.ts";
import { readArchive } from "./read-archive.ts";
import { readBackup } from "./read-backup.ts";
import { restoreBackup, stepsOf } from "./restore-backup.ts";
import { quoted, tablesInOrder } from "./tables.store.ts";
import { writeArchive } from "./write-archive.ts";
import { writeBackup } from "./write-backup.ts";
import { checkShape } from "../../kit/check-shape.ts";

const house = [
  {
    id: "house-0001",
    sql: `create table rooms (no bigint generated always as identity primary key, name text unique, above bigint references rooms, bytes bytea, area numeric generated always as (no * 2) stored)`,
  },
  {
    id: "house-0002",
    sql: `create table a_first (room bigint not null references rooms, words text[], at timestamptz default now(), note jsonb); create sequence never_used; create table z_last (n int)`,
  },
];
const migrations = [...keysMigrations, ...identityMigrations, ...logMigrations, ...house];
const secret = Buffer.from("a secret of more than thirty-two bytes, for tests");
const Text = Type.Object({ text: Type.String() });
const never = new AbortController().signal;

let place = "";
let made: TestDatabase;
let whole: Uint8Array;
const path = (name: string): string => join(place, name);

async function fill(database: Database): Promise<void> {
  await migrate(database, migrations);
  const { log } = await openKeys(database, secret);
  await database.transact("write", async (transaction) => {
    await transaction.run(
      `insert into rooms (name, above, bytes) values ('hall', null, null), ($1, 1, $2), ('\\N', 2, ''), ('', 3, null)`,
      ["tab\there\nline\\.end ü \u202e", randomBytes(2_200_000)],
    );
    await transaction.run(
      `insert into a_first (room, words, note) values (2, $1, '{"a": [1.50]}'), (1, '{}', null)`,
      [["a,b", '"', "\\", ""]],
    );
    for (const number of [1, 2, 3]) {
      const event = {
        kind: "test.done",
        actor: "a",
        subject: "s",
        at: "2026-11-22T10:00:00.000000Z",
        data: { number },
      };
      await appendLeaf(transaction, event);
    }
    await transaction.run(
      `insert into sessions values ('\\x01', 'operator', now(), now() + interval '1 day')`,
    );
  });
  await sequenceLeaves(database, log);
}

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "muster-backup-"));
  made = await emptyDatabase();
  await fill(made.database);
  await writeBackup({
    database: made.database,
    file: path("whole"),
    version: "9.9.9",
    signal: never,
  });
  whole = readFileSync(path("whole"));
});
afterAll(async () => {
  await made.drop();
  rmSync(place, { recursive: true });
});

const check = (file: string): Promise<unknown> => readBackup(file, { signal: never });

async function rowsOf(
  database: Database,
  leaveOut: readonly string[] = [],
): Promise<Map<string, string[]>> {
  return database.transact("read", async (transaction) => {
    const all = new Map<string, string[]>();
    for (const { name } of await tablesInOrder(transaction)) {
      if (leaveOut.includes(name)) continue;
      const rows = await transaction.rows(
        Text,
        `select t::text as text from ${quoted(name)} t order by 1`,
      );
      all.set(
        name,
        rows.map(({ text }) => text),
      );
    }
    return all;
  });
}

/** Takes a backup apart, lets somebody change it, and puts it together with true digests again. */
async function forge(
  change: (entries: Map<string, Uint8Array>) => Map<string, Uint8Array> | void,
): Promise<string> {
  const source = await open(path("whole"), "r");
  const entries = new Map<string, Uint8Array>();
  let seconds = 0;
  for await (const entry of readArchive(source, "whole")) {
    entries.set(entry.name, entry.content);
    ({ seconds } = entry);
  }
  await source.close();
  const target = await open(path("forged"), "w");
  const archive = writeArchive(target, seconds);
  for (const [name, content] of change(entries) ?? entries) await archive.add(name, content);
  await archive.end();
  await target.close();
  return path("forged");
}

const headOf = (entries: Map<string, Uint8Array>): BackupHead =>
  checkShape(
    BackupHead,
    JSON.parse(Buffer.from(entries.get(headName) ?? []).toString()),
    () => ({}),
  );
const put = (entries: Map<string, Uint8Array>, head: unknown): void =>
  void entries.set(headName, Buffer.from(`${canonicalJson(Object(head))}\n`));

describe("a backup", () => {
  test("restores every row of every table, its counters and its log, into an empty database", async () => {
    const target = await emptyDatabase();
    const read = await readBackup(path("whole"), { signal: never });
    await restoreBackup({
      database: target.database,
      file: path("whole"),
      whole: read,
      migrations,
      signal: never,
    });
    expect(await migrate(target.database, migrations)).toEqual([]);
    expect(await rowsOf(target.database, ["sessions"])).toEqual(
      await rowsOf(made.database, ["sessions"]),
    );
    expect((await rowsOf(target.database)).get("sessions")).toEqual([]);
    // A counter goes on where it was.
    await target.database.transact("write", (transaction) =>
      transaction.run(`insert into rooms (name) values ('fifth')`),
    );
    expect(
      (await rowsOf(target.database)).get("rooms")?.some((row) => row.startsWith("(5,fifth")),
    ).toBe(true);
    const keys = await openKeys(target.database, secret);
    expect(await sequenceLeaves(target.database, keys.log)).toBe(0);
    await target.drop();
  });

  test("is one snapshot while others write, and asks them for nothing", async () => {
    let told = 0;
    let between: Promise<number> | undefined;
    await writeBackup({
      database: made.database,
      file: path("busy"),
      version: "1",
      signal: never,
      onProgress: ({ table }) => {
        told += 1;
        if (table !== "accounts") return;
        // Written while the backup is under way: it is in none of its tables.
        between ??= made.database.transact("write", (transaction) =>
          transaction.run(`insert into z_last values (1)`),
        );
      },
    });
    expect(told).toBeGreaterThan(3);
    expect(statSync(path("busy")).mode & 0o777).toBe(0o600);
    expect(await between).toBe(1);
    const { contents } = await readBackup(path("busy"), { signal: never });
    expect(contents.tables.find(({ name }) => name === "z_last")?.rows).toBe(0);
  });

  test("leaves nothing behind when it is stopped, and the database free for the next", async () => {
    const stop = new AbortController();
    const written = writeBackup({
      database: made.database,
      file: path("stopped"),
      version: "1",
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(written).rejects.toThrow();
    expect(readdirSync(place).filter((name) => name.startsWith("stopped"))).toEqual([]);
    await writeBackup({
      database: made.database,
      file: path("after"),
      version: "1",
      signal: never,
    });
    await check(path("after"));
  });

  test("says in one sentence that a file cannot be written", async () => {
    const nowhere = writeBackup({
      database: made.database,
      file: path("no/such/place"),
      version: "1",
      signal: never,
    });
    await expect(nowhere).rejects.toThrow(
      /^\S+no\/such\/place: this cannot be written; name a file/,
    );
  });
});

describe("a backup that is not what it was", () => {
  test("is refused whole, whichever of its bits was changed and wherever it was cut", async () => {
    const file = path("hostile");
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), fc.boolean(), async (bit, cut) => {
        const at = bit >> 3;
        const changed = Buffer.from(whole);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << (bit & 7)), at);
        writeFileSync(file, cut ? whole.subarray(0, at) : changed);
        await expect(check(file)).rejects.toMatchObject({ kind: "bad-input" });
      }),
      { numRuns: 60 },
    );
  });

  test("is refused when pieces changed places, are missing or twice, although their digests are true", async () => {
    const names = [pieceName("accounts", 1), pieceName("grants", 1)] as const;
    const swapped = await forge((entries) => {
      const [one, other] = names.map((name) => entries.get(name) ?? Buffer.alloc(0));
      entries.set(names[0], other ?? Buffer.alloc(0)).set(names[1], one ?? Buffer.alloc(0));
    });
    await expect(check(swapped)).rejects.toThrow("it does not hold the rows that it counts");
    const missing = await forge((entries) => void entries.delete(names[0]));
    await expect(check(missing)).rejects.toThrow("it does not hold the rows that it counts");
    const gap = await forge((entries) => void entries.delete(pieceName("rooms", 1)));
    await expect(check(gap)).rejects.toThrow(`${pieceName("rooms", 2)} is not where it belongs`);
    const order = await forge((entries) => new Map([...entries].toReversed()));
    await expect(check(order)).rejects.toThrow("this is no backup of Muster");
    const behind = await forge(
      (entries) => void entries.set("tables/x/00000001.zst", Buffer.alloc(1)),
    );
    await expect(check(behind)).rejects.toThrow("something stands behind its contents");
    const without = await forge((entries) => void entries.delete(contentsName));
    await expect(check(without)).rejects.toThrow(`${contentsName} is missing`);
  });

  test("does not fill the memory with a piece that grows a thousandfold", async () => {
    const bomb = await forge((entries) => {
      entries.set(pieceName("accounts", 1), zstdCompressSync(Buffer.alloc(40 * pieceLength)));
    });
    await expect(check(bomb)).rejects.toThrow("grows beyond what a backup holds");
  });

  test("says of a foreign file, of a directory and of nothing what they are", async () => {
    writeFileSync(path("foreign"), "PK\u0003\u0004 something else");
    await expect(check(path("foreign"))).rejects.toThrow("this is no backup of Muster");
    writeFileSync(path("empty"), "");
    await expect(check(path("empty"))).rejects.toThrow("this is no backup of Muster");
    await expect(check(place)).rejects.toThrow("this is no backup of Muster");
    await expect(check(path("none"))).rejects.toThrow("there is no such file");
  });

  test("says of one that a newer Muster wrote which version restores it", async () => {
    const newer = await forge((entries) =>
      put(entries, { ...headOf(entries), format: "muster/backup/2" }),
    );
    await expect(check(newer)).rejects.toThrow(
      "Muster 9.9.9 wrote this as muster/backup/2 and this one reads muster/backup/1; restore it with that version.",
    );
    const { head } = await readBackup(path("whole"), { signal: never });
    expect(() => stepsOf(head, migrations.slice(0, -1), "b")).toThrow(
      "b: Muster 9.9.9 wrote this with a schema (house-0002) that this Muster does not know; restore it with that version or a later one.",
    );
    const changed = [...migrations.slice(0, -1), { id: "house-0002", sql: "select 1" }];
    expect(() => stepsOf(head, changed, "b")).toThrow(
      "the step house-0002 of its schema is not the one",
    );
  });

  test("leaves an empty database empty when it fails half-way, and a database with data untouched", async () => {
    const target = await emptyDatabase();
    const restore = async (file: string): Promise<void> =>
      restoreBackup({
        database: target.database,
        file,
        whole: await readBackup(file, { signal: never }),
        migrations,
        signal: never,
      });
    // Whole by all its digests and counts, but with a row that PostgreSQL refuses.
    const broken = await forge((entries) => {
      const rows = zstdDecompressSync(entries.get(pieceName("grants", 1)) ?? Buffer.alloc(0));
      const text = rows.toString().replaceAll("operator", "nobodyis");
      entries.set(pieceName("grants", 1), zstdCompressSync(Buffer.from(text)));
      recount(entries, "grants", Buffer.from(text));
    });
    await expect(restore(broken)).rejects.toThrow("foreign key");
    expect((await rowsOf(target.database)).size).toBe(0);
    const otherLog = await forge((entries) =>
      put(entries, { ...headOf(entries), checkpoint: null }),
    );
    await expect(restore(otherLog)).rejects.toThrow(
      "its log does not give the root that it signed last",
    );
    expect((await rowsOf(target.database)).size).toBe(0);
    const otherTables = await forge((entries) => {
      const head = headOf(entries);
      put(entries, {
        ...head,
        tables: head.tables.map((table) => ({
          ...table,
          columns: table.columns.map((name) => (name === "only_row" ? "x" : name)),
        })),
      });
    });
    await expect(restore(otherTables)).rejects.toThrow(
      "its tables are not those that its steps make",
    );
    await restore(path("whole"));
    const before = await rowsOf(target.database);
    await expect(restore(path("whole"))).rejects.toThrow(
      "There are tables in this database already",
    );
    expect(await rowsOf(target.database)).toEqual(before);
    await target.drop();
  });

  test("stops a restore that is broken off, and keeps nothing", async () => {
    const target = await emptyDatabase();
    const stop = new AbortController();
    const given = {
      database: target.database,
      file: path("whole"),
      migrations,
      signal: stop.signal,
    };
    const read = await readBackup(path("whole"), { signal: never });
    const broken = restoreBackup({ ...given, whole: read, onProgress: () => stop.abort() });
    await expect(broken).rejects.toThrow();
    expect((await rowsOf(target.database)).size).toBe(0);
    await target.drop();
  });
});

function recount(entries: Map<string, Uint8Array>, table: string, rows: Uint8Array): void {
  const contents = JSON.parse(Buffer.from(entries.get(contentsName) ?? []).toString());
  const counted = Object(contents).tables.find((each: unknown) => Object(each).name === table);
  Object.assign(counted, { bytes: rows.length, digest: sha256(rows) });
  entries.set(contentsName, Buffer.from(`${canonicalJson(contents)}\n`));
}

test("the tables of Muster point to each other in no circle", async () => {
  const template = await testDatabase();
  const tables = await template.database.transact("read", tablesInOrder);
  expect(tables.length).toBeGreaterThan(20);
  const places = new Map(tables.map(({ name }, at) => [name, at]));
  expect(places.get("accounts")).toBeLessThan(places.get("grants") ?? 0);
  await template.drop();
});
