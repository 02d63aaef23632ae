import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Static, Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkShape } from "../../src/kit/check-shape.ts";
import { features } from "../../src/main/features.ts";
import { type Instance, startInstance } from "../../src/main/instance.ts";
import { readBackup } from "../../src/platform/backup/read-backup.ts";
import { restoreBackup } from "../../src/platform/backup/restore-backup.ts";
import { openDatabase } from "../../src/platform/database/database.ts";
import { startDatabase } from "../../src/platform/database/start-database.ts";
import { readSettings } from "../../src/platform/settings/settings.ts";
import { readTrustFile } from "../../src/verify/trust-file.ts";
import { verifyBundle } from "../../src/verify/verify-bundle.ts";
import { storyStyle } from "../support/bundle-story.ts";
import { type Exports, exportDigests, readExports } from "./read-exports.ts";
import { storyPerson } from "./tell-story.ts";
import { type UpgradeFrom, upgradesFrom } from "./upgrade-from.ts";

const MadeBy = Type.Object({ commit: Type.String(), as_of: Type.String() });
const Steps = Type.Array(Type.Object({ id: Type.String(), sql: Type.String() }));

/** What was kept of a data directory, and of what its own version gave out. */
class Fixture {
  readonly folder: string;
  readonly madeBy: Static<typeof MadeBy>;
  readonly steps: Static<typeof Steps>;

  constructor({ commit }: UpgradeFrom) {
    this.folder = fileURLToPath(new URL(`../fixtures/upgrade/${commit}`, import.meta.url));
    this.madeBy = checkShape(MadeBy, JSON.parse(this.text("made-by.json")), () => ({}));
    this.steps = checkShape(Steps, JSON.parse(this.text("steps.json")), () => ({}));
  }

  text(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }
}

const Ran = Type.Object({ id: Type.String() });
const { signal } = new AbortController();

/** Makes the data directory anew as that commit had it: its schema by its own SQL, its rows, its secret. */
async function makeOldDirectory(fixture: Fixture, data: string): Promise<void> {
  const running = await startDatabase({ dataDirectory: data });
  const database = openDatabase(running.url, { connections: 2 });
  const file = join(fixture.folder, "rows.backup");
  const whole = await readBackup(file, { signal });
  await restoreBackup({ database, file, whole, migrations: fixture.steps, signal });
  await database.close();
  await running.stop();
  copyFileSync(join(fixture.folder, "secret-of-nothing"), join(data, "secret"));
  chmodSync(join(data, "secret"), 0o600);
}

describe.each(upgradesFrom)("a data directory that Muster $commit made", (from) => {
  const fixture = new Fixture(from);
  let directory = "";
  let instance: Instance;
  let exported: Exports;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "muster-upgrade-"));
    chmodSync(directory, 0o711);
    const data = join(directory, "data");
    await makeOldDirectory(fixture, data);
    const environment = { MUSTER_DATA: data, MUSTER_PORT: "0" };
    instance = await startInstance(readSettings(environment, { home: directory, isRoot: false }));
    const { url, token } = instance;
    const { review, on } = from;
    exported = await readExports({ url, token, review, on, asOf: fixture.madeBy.as_of });
  });
  afterAll(async () => {
    await instance.stop();
    rmSync(directory, { recursive: true });
  });

  test("was really made by that commit", () => {
    expect(fixture.madeBy.commit.startsWith(from.commit)).toBe(true);
  });

  test("is brought to the schema of today, and its own steps are untouched", async () => {
    const ran = await instance.database.transact("read", (transaction) =>
      transaction.rows(Ran, `select id from schema_steps order by ran, id`),
    );
    const today = features.flatMap((feature) => feature.migrations);
    expect(ran.map(({ id }) => id).toSorted()).toEqual(today.map(({ id }) => id).toSorted());
    for (const old of fixture.steps) expect(today.find(({ id }) => id === old.id)).toEqual(old);
  });

  test("gives out the same bytes: ratings, bundles, reports, the log and its signed head", () => {
    expect(exportDigests(exported)).toBe(fixture.text("exports.sha256"));
  });

  test("has bundles whose ratings are computed anew, and whose signatures, acts and log hold", async () => {
    const key = Buffer.from(exported.files.get("vkey") ?? []).toString();
    const trust = await readTrustFile(key, "key.txt");
    const bundles = [...exported.files].filter(([name]) => name.startsWith("bundle-"));
    expect(bundles.length).toBeGreaterThan(0);
    for (const [file, bytes] of bundles) {
      const { verdict, checks } = await verifyBundle(bytes, { file, trust, style: storyStyle });
      const failed = checks.filter(({ holds }) => !holds).map(({ words }) => words);
      // Only its own release can write the files of an edition again, and the checker says so.
      const other =
        /^the report is of edition \d+, .* use the release that the bundle was made with$/;
      if (verdict === "verified") expect(failed).toEqual([]);
      else expect(failed).toEqual([expect.stringMatching(other)]);
      const held = checks.filter(({ holds }) => holds).map(({ what }) => what);
      const rated = ["archive", "digests", "signature", "log", "ratings", "acts"];
      expect(held).toEqual(expect.arrayContaining(rated));
    }
  });

  test("lets its people sign in, and goes on with its log where it was", async () => {
    const signedIn = await fetch(`${instance.url}/api/sign-in`, {
      method: "POST",
      body: JSON.stringify(storyPerson),
      headers: { "content-type": "application/json" },
    });
    expect(signedIn.status).toBe(200);
    const size = async (): Promise<number> => {
      const note = await (await fetch(`${instance.url}/log/checkpoint`)).text();
      return Number(note.split("\n")[1]);
    };
    const before = Number(
      Buffer.from(exported.files.get("checkpoint") ?? [])
        .toString()
        .split("\n")[1],
    );
    await expect.poll(size).toBe(before + 1);
  });
});
