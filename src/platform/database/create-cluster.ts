import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { Problem } from "../../kit/problem.ts";
import type { Binaries } from "./binaries.ts";
import { cleanEnvironment } from "./clean-environment.ts";
import type { Places } from "./places.ts";

const run = promisify(execFile);

/**
 * Makes the cluster of a new database: in a directory beside, complete with the role and database
 * `muster`, then renamed, so that a crash leaves either nothing or all of it. The superuser's
 * password is thrown away with its file: Muster works as an ordinary role, and repairs are done in
 * single-user mode. Answers false when the cluster was there already.
 */
export async function createCluster(places: Places, binaries: Binaries): Promise<boolean> {
  removeHalfMade(places);
  if (existsSync(places.cluster)) return false;
  const half = mkdtempSync(`${places.cluster}.new-`);
  try {
    const { uid, gid } = places.account;
    chownSync(half, uid, gid);
    const password = path.join(half, "password");
    writeFileSync(password, secret(), { mode: 0o600 });
    chownSync(password, uid, gid);
    await initialise(path.join(half, "data"), password, places, binaries);
    rmSync(password);
    const muster = secret();
    await addMuster(path.join(half, "data"), muster, places, binaries);
    writeFileSync(places.password, muster, { mode: 0o600 });
    // After a power cut there must be no cluster without its password.
    for (const file of [places.password, places.home]) flush(file);
    renameSync(path.join(half, "data"), places.cluster);
    flush(places.home);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  return true;
}

/** What a start that was killed half-way left; the lock says that nobody else is at work. */
function removeHalfMade(places: Places): void {
  const prefix = `${path.basename(places.cluster)}.new-`;
  for (const name of readdirSync(places.home)) {
    if (!name.startsWith(prefix)) continue;
    rmSync(path.join(places.home, name), { recursive: true, force: true });
  }
}

function flush(file: string): void {
  const handle = openSync(file, "r");
  fsyncSync(handle);
  closeSync(handle);
}

function secret(): string {
  return randomBytes(24).toString("base64url");
}

async function initialise(
  data: string,
  passwordFile: string,
  { account }: Places,
  binaries: Binaries,
): Promise<void> {
  const fixed = ["-E", "UTF8", "--locale=C", "--locale-provider=builtin"];
  const given = ["--builtin-locale=C.UTF-8", "-A", "scram-sha-256", "-U", "postgres"];
  const files = [`--pwfile=${passwordFile}`, "-D", data];
  const program = path.join(binaries.directory, "bin", "initdb");
  try {
    const options = { cwd: "/", env: cleanEnvironment, uid: account.uid, gid: account.gid };
    await run(program, [...fixed, ...given, ...files], options);
  } catch (error) {
    throw new Problem(
      "unavailable",
      `The database could not be made in ${path.dirname(data)}: ${lastLines(error)}`,
      {},
      { cause: error },
    );
  }
}

function lastLines(error: unknown): string {
  const text = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  return text.trim().split("\n").slice(-5).join("\n");
}

/** Adds the role and the database in single-user mode, so that no superuser ever signs in. */
async function addMuster(
  data: string,
  password: string,
  { account }: Places,
  binaries: Binaries,
): Promise<void> {
  const program = path.join(binaries.directory, "bin", "postgres");
  const child = spawn(program, ["--single", "-j", "-D", data, "postgres"], {
    cwd: "/",
    env: cleanEnvironment,
    uid: account.uid,
    gid: account.gid,
    stdio: ["pipe", "ignore", "pipe"],
  });
  let trouble = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (trouble += text));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  // With -j a command ends with a semicolon and an empty line.
  child.stdin.end(
    `create role muster login createdb password '${password}';\n\ncreate database muster owner muster;\n\n`,
  );
  if ((await ended) === 0 && !/ERROR|FATAL|PANIC/.test(trouble)) return;
  throw new Problem("unavailable", `The database could not be prepared: ${trouble.trim()}`);
}
