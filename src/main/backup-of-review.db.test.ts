import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Type } from "typebox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import {
  playWholeReview,
  type WholeReview,
  wholeReview,
} from "../../tests/support/whole-review.ts";
import { exportDigests, type Exports, readExports } from "../../tests/upgrade/read-exports.ts";
import { addSpan } from "../kit/calendar.ts";
import { type Database, openDatabase } from "../platform/database/database.ts";
import { startDatabase } from "../platform/database/start-database.ts";
import { readSettings } from "../platform/settings/settings.ts";
import { startInstance } from "./instance.ts";

const house = fileURLToPath(new URL("../../", import.meta.url));
let place = "";
let served: TestInstance;
let whole: WholeReview;
const file = (): string => join(place, "whole.backup");

function muster(words: readonly string[], env: Record<string, string>) {
  const child = spawn(join(house, "muster"), words, {
    env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", ...env },
  });
  let err = "";
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  return new Promise<{ code: number | null; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, err })),
  );
}

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), "muster-whole-"));
  // Started by root the database runs as another account, which has to pass.
  chmodSync(place, 0o711);
  served = await testInstance();
  whole = await playWholeReview(served.url, served.token);
  const environment = {
    MUSTER_DATA: served.data,
    MUSTER_DATABASE_URL: served.databaseUrl,
    MUSTER_SECRET_FILE: join(served.data, "secret"),
  };
  await keepInPieces(served.database);
  // The log has numbered all that was done, so that no row changes any more.
  await exportsOf(served);
  const backedUp = await muster(["backup", "--with-secret", file()], environment);
  expect(backedUp).toMatchObject({ code: 0 });
}, 120_000);
afterAll(async () => {
  await served.stop();
  rmSync(place, { recursive: true });
});

/** Keeps the bundles as those of a whole government are kept, which have hundreds of megabytes. */
async function keepInPieces(database: Database): Promise<void> {
  await database.transact("write", async (transaction) => {
    await transaction.run(
      `insert into publication_chunks (publication, part, content)
       select id, part, substr(bundle, part * 4194304 + 1, 4194304)
       from publications, generate_series(0, length(bundle) / 4194304) as part`,
      [],
    );
    await transaction.run(`update publications set bundle = ''`, []);
  });
}

interface Asked {
  readonly url: string;
  readonly token: string;
}

/** Ratings, bundles, log and its head; and the files of people, of findings and of scores. */
async function exportsOf({ url, token }: Asked, asOf?: string): Promise<Exports> {
  const { walk, exports, calendar } = whole;
  const on = addSpan(walk.today, { days: -2 });
  const known = asOf === undefined ? {} : { asOf };
  const told = await readExports({ url, token, review: wholeReview, on, ...known });
  const files = new Map(told.files);
  for (const path of [...exports, calendar]) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(new URL(path, url), path === calendar ? {} : { headers });
    expect([path, answer.status]).toEqual([path, 200]);
    files.set(path, new Uint8Array(await answer.arrayBuffer()));
  }
  return { files, asOf: told.asOf };
}

const Named = Type.Object({ name: Type.String() });
const Counted = Type.Object({ rows: Type.Integer(), digest: Type.String() });
const Key = Type.Object({
  name: Type.String(),
  child: Type.String(),
  parent: Type.String(),
  pairs: Type.String(),
  filled: Type.String(),
});
const Orphans = Type.Object({ orphans: Type.Integer() });

/** Of each table how many rows it has, and a digest of them. */
async function tablesOf(database: Database): Promise<Map<string, unknown>> {
  return database.transact("read", async (transaction) => {
    const names = await transaction.rows(
      Named,
      `select tablename::text as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const tables = new Map<string, unknown>();
    for (const { name } of names) {
      const [counted] = await transaction.rows(
        Counted,
        `select count(*)::integer as rows,
                coalesce(md5(string_agg(t::text, E'\\n' order by t::text collate "C")), '') as digest
         from "${name}" t`,
      );
      tables.set(name, counted);
    }
    return tables;
  });
}

/** The foreign keys that some row breaks. */
async function brokenKeys(database: Database): Promise<{ keys: number; broken: string[] }> {
  return database.transact("read", async (transaction) => {
    const keys = await transaction.rows(
      Key,
      `select c.conname::text as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
              string_agg(format('p.%I = c.%I', pa.attname, ca.attname), ' and ') as pairs,
              string_agg(format('c.%I is not null', ca.attname), ' and ') as filled
       from pg_constraint c
       cross join lateral unnest(c.conkey, c.confkey) as k(child, parent)
       join pg_attribute ca on ca.attrelid = c.conrelid and ca.attnum = k.child
       join pg_attribute pa on pa.attrelid = c.confrelid and pa.attnum = k.parent
       where c.contype = 'f' group by c.oid, c.conname, c.conrelid, c.confrelid`,
    );
    const broken: string[] = [];
    for (const { name, child, parent, pairs, filled } of keys) {
      const [found] = await transaction.rows(
        Orphans,
        `select count(*)::integer as orphans from ${child} c
         where ${filled} and not exists (select from ${parent} p where ${pairs})`,
      );
      if (found?.orphans !== 0) broken.push(`${child}.${name}`);
    }
    return { keys: keys.length, broken };
  });
}

/** Tables of the people of a review: a story that leaves one of them empty shows nothing of it. */
const peopleTables = [
  "assessment_extensions",
  "assessment_stages",
  "assessment_states",
  "attestations",
  "confirmations",
  "confirmed_verdicts",
  "decision_signatures",
  "delegation_ends",
  "delegations",
  "determination_ratings",
  "determination_records",
  "editions",
  "office_standings",
  "organisation_head_offices",
  "organisation_parents",
  "person_key_acts",
  "person_keys",
  "posts",
  "profile_answers",
  "profile_versions",
  "publication_chunks",
  "record_acts",
  "review_terms",
  "risk_decisions",
  "score_files",
  "score_remarks",
  "scores",
  "sealed_keys",
  "signatures_due",
  "verdict_drafts",
  "verdict_words",
  "waiting_calendars",
  "withholdings",
];

test("a backup holds all that the people of a review left, and a restore brings back every row and byte", async () => {
  const before = await tablesOf(served.database);
  const empty = peopleTables.filter((name) => Object(before.get(name)).rows === 0);
  expect(empty).toEqual([]);
  const exported = await exportsOf(served);

  const data = join(place, "restored");
  const own = { MUSTER_DATA: data, MUSTER_PORT: "0" };
  expect(await muster(["restore", file()], own)).toMatchObject({ code: 0 });
  const running = await startDatabase({ dataDirectory: data });
  const restored = openDatabase(running.url, { connections: 1 });
  // What lets somebody in for a while is left out of a backup.
  const passing = ["sessions", "one_time_links", "failed_sign_ins"];
  const after = await tablesOf(restored);
  for (const name of passing) {
    before.delete(name);
    after.delete(name);
  }
  expect(after).toEqual(before);
  const { keys, broken } = await brokenKeys(restored);
  expect(broken).toEqual([]);
  expect(keys).toBeGreaterThan(20);
  await restored.close();
  await running.stop();

  const instance = await startInstance(readSettings(own, { home: place, isRoot: false }));
  try {
    const again = await exportsOf(instance, exported.asOf);
    expect(exportDigests(again).split("\n")).toEqual(exportDigests(exported).split("\n"));
  } finally {
    await instance.stop();
  }
}, 120_000);

test("a backup of a whole review that is damaged anywhere is refused whole", async () => {
  const sound = readFileSync(file());
  for (const share of [0.03, 0.4, 0.97]) {
    const bytes = Buffer.from(sound);
    const at = Math.floor(bytes.length * share);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(join(place, "damaged.backup"), bytes);
    const into = { MUSTER_DATA: join(place, "never") };
    const refused = await muster(["restore", join(place, "damaged.backup")], into);
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringContaining("this backup is damaged"),
    });
  }
});
