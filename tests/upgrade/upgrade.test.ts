import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Type } from "typebox";
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
import { storyDay, storyPerson, storyReview } from "./tell-story.ts";
import { upgradeFrom } from "./upgrade-from.ts";

const fixture = fileURLToPath(new URL("../fixtures/upgrade", import.meta.url));
const text = (name: string): string => readFileSync(join(fixture, name), "utf8");
const MadeBy = Type.Object({ commit: Type.String(), as_of: Type.String() });
const Steps = Type.Array(Type.Object({ id: Type.String(), sql: Type.String() }));
const madeBy = checkShape(MadeBy, JSON.parse(text("made-by.json")), () => ({}));
const oldSteps = checkShape(Steps, JSON.parse(text("steps.json")), () => ({}));
const Ran = Type.Object({ id: Type.String() });
const { signal } = new AbortController();

/** Makes the data directory anew as that commit had it: its schema by its own SQL, its rows, its secret. */
async function makeOldDirectory(data: string): Promise<void> {
  const running = await startDatabase({ dataDirectory: data });
  const database = openDatabase(running.url, { connections: 2 });
  const file = join(fixture, "rows.backup");
  const whole = await readBackup(file, { signal });
  await restoreBackup({ database, file, whole, migrations: oldSteps, signal });
  await database.close();
  await running.stop();
  copyFileSync(join(fixture, "secret-of-nothing"), join(data, "secret"));
  chmodSync(join(data, "secret"), 0o600);
}

describe(`a data directory that Muster ${upgradeFrom} made`, () => {
  let directory = "";
  let instance: Instance;
  let exported: Exports;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "muster-upgrade-"));
    chmodSync(directory, 0o711);
    const data = join(directory, "data");
    await makeOldDirectory(data);
    const environment = { MUSTER_DATA: data, MUSTER_PORT: "0" };
    instance = await startInstance(readSettings(environment, { home: directory, isRoot: false }));
    const { url, token } = instance;
    const asked = { url, token, review: storyReview, on: storyDay, asOf: madeBy.as_of };
    exported = await readExports(asked);
  });
  afterAll(async () => {
    await instance.stop();
    rmSync(directory, { recursive: true });
  });

  test("was really made by that commit", () => {
    expect(madeBy.commit.startsWith(upgradeFrom)).toBe(true);
  });

  test("is brought to the schema of today, and its own steps are untouched", async () => {
    const ran = await instance.database.transact("read", (transaction) =>
      transaction.rows(Ran, `select id from schema_steps order by ran, id`),
    );
    const today = features.flatMap((feature) => feature.migrations);
    expect(ran.map(({ id }) => id).toSorted()).toEqual(today.map(({ id }) => id).toSorted());
    for (const old of oldSteps) expect(today.find(({ id }) => id === old.id)).toEqual(old);
  });

  test("gives out the same bytes: ratings, bundles, reports, the log and its signed head", () => {
    expect(exportDigests(exported)).toBe(text("exports.sha256"));
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
