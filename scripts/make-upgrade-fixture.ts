/**
 * Makes a folder of `tests/fixtures/upgrade`: a data directory as an earlier commit of Muster left it, and what
 * that commit gave out from it. `node scripts/make-upgrade-fixture.ts [COMMIT]`, one of `upgrade-from.ts`
 *
 * The commit is checked out beside, installed by its own package-lock.json, and its own server is
 * started on an empty data directory. It is told a small story over HTTP, asked for its exports and
 * its steps of the schema, and while it still runs its rows are copied out, as they are, by COPY.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { writeBackup } from "../src/platform/backup/write-backup.ts";
import { openDatabase } from "../src/platform/database/database.ts";
import { databaseAddress } from "../src/platform/database/start-database.ts";
import { exportDigests, readExports } from "../tests/upgrade/read-exports.ts";
import { upgradesFrom } from "../tests/upgrade/upgrade-from.ts";

const house = fileURLToPath(new URL("../", import.meta.url));
const named = process.argv[2] ?? upgradesFrom.at(-1)?.commit;
const from = upgradesFrom.find((each) => each.commit === named);
if (from === undefined) throw new Error(`upgrade-from.ts names no commit ${named}; add it there`);
const { commit, tell, review, on } = from;
const fixture = join(house, "tests/fixtures/upgrade", commit);

const directory = mkdtempSync(join(tmpdir(), "muster-upgrade-"));
// Started by root the database runs as another account, which has to pass.
chmodSync(directory, 0o711);
const old = join(directory, "muster");
const data = join(directory, "data");

function run(command: string, words: readonly string[], cwd: string): string {
  return execFileSync(command, words, { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

/** The steps of the schema of the old commit, as it lists them itself. */
function oldSteps(): string {
  const ask = `import("./src/main/features.ts").then(({ features }) =>
    process.stdout.write(JSON.stringify(features.flatMap((each) => each.migrations), null, 1)))`;
  return run(join(old, "node_modules/.bin/node"), ["--input-type=module", "-e", ask], old);
}

async function startOld(): Promise<{ child: ChildProcess; url: string; token: string }> {
  const child = spawn(join(old, "node_modules/.bin/node"), ["src/main/server.ts"], {
    cwd: old,
    env: { PATH: process.env["PATH"] ?? "", HOME: directory, MUSTER_DATA: data, MUSTER_PORT: "0" },
    stdio: "ignore",
  });
  const file = join(data, "instance.json");
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error("the old server ended");
    await pause(100);
  }
  const { url, token } = Object(JSON.parse(readFileSync(file, "utf8")));
  return { child, url: String(url), token: String(token) };
}

async function make(): Promise<void> {
  run("git", ["clone", "--quiet", "--no-checkout", house, old], directory);
  run("git", ["checkout", "--quiet", commit], old);
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], old);
  rmSync(fixture, { recursive: true, force: true });
  mkdirSync(fixture, { recursive: true });
  writeFileSync(join(fixture, "steps.json"), `${oldSteps()}\n`);
  const { child, url, token } = await startOld();
  try {
    await tell(url, token, old);
    const exported = await readExports({ url, token, review, on });
    writeFileSync(join(fixture, "exports.sha256"), exportDigests(exported));
    const database = openDatabase(databaseAddress(data), { connections: 2 });
    const { signal } = new AbortController();
    await writeBackup({ database, file: join(fixture, "rows.backup"), version: commit, signal });
    await database.close();
    copyFileSync(join(data, "secret"), join(fixture, "secret-of-nothing"));
    const made = { commit: run("git", ["rev-parse", "HEAD"], old).trim(), as_of: exported.asOf };
    writeFileSync(join(fixture, "made-by.json"), `${JSON.stringify(made, null, 2)}\n`);
  } finally {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
}

try {
  await make();
} finally {
  rmSync(directory, { recursive: true, force: true });
}
