import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { openDatabase } from "../../src/platform/database/database.ts";
import { findPlaces } from "../../src/platform/database/places.ts";
import { startDatabase } from "../../src/platform/database/start-database.ts";

const Started = Type.Object({ url: Type.String(), isNew: Type.Boolean() });

/** A process of its own that looks after a database. */
export interface Supervised {
  readonly process: ChildProcess;
  readonly url: string;
  readonly isNew: boolean;
  /** Ends it by a signal and waits until it is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a process that looks after the database of a directory; an error holds what it said. */
export async function supervise(
  directory: string,
  shared: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Supervised> {
  const script = path.join(import.meta.dirname, "database-process.ts");
  const child = spawn(process.execPath, [script, directory, shared], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const closed = once(child, "close");
  const first = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    closed.then(() => undefined),
  ]);
  if (!first) throw new Error(said.trim());
  const started = Value.Parse(Started, JSON.parse(String(first[0])));
  return {
    ...started,
    process: child,
    async end(signal) {
      child.kill(signal);
      await closed;
    },
  };
}

/** A directory that goes away with the test, and that other accounts may enter. */
export function temporaryDirectory(mode = 0o711): string {
  // On Linux a temporary directory may be reached by a link.
  const directory = realpathSync(mkdtempSync(path.join(tmpdir(), "muster-test-")));
  chmodSync(directory, mode);
  return directory;
}

/** A directory below another whose whole path has the given length. */
export function longDirectory(base: string, length: number): string {
  let directory = base;
  while (directory.length + 41 < length) directory = path.join(directory, "d".repeat(40));
  directory = path.join(directory, "e".repeat(length - directory.length - 1));
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** Removes a directory with all that it holds. */
export function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

/** Numbers of the processes whose command line holds a text. */
export function processesWith(text: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => commandLine(pid).includes(text));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/** The answer of a query that gives one text. */
export async function ask(url: string, query: string): Promise<string> {
  const database = openDatabase(url, { connections: 1 });
  try {
    const row = await database.transact("write", (transaction) =>
      transaction.first(Type.Object({ answer: Type.String() }), query),
    );
    return row?.answer ?? "";
  } finally {
    await database.close();
  }
}

/** A place for one test: its data directory, and a stopped database to copy into it. */
export interface DatabasePlace {
  readonly data: string;
  readonly shared: string;
  /** PostgreSQL's own directory, once there is a database. */
  cluster(): string;
  remove(): void;
}

/** A new place whose data directory holds a copy of the stopped database of `seed`, if one is given. */
export function databasePlace(seed?: string): DatabasePlace {
  const top = temporaryDirectory();
  const [data, shared] = [path.join(top, "data"), path.join(top, "shared")];
  if (seed !== undefined) execFileSync("cp", ["-a", seed, data]);
  return {
    data,
    shared,
    cluster: () => findPlaces(data, { shared }).cluster,
    remove: () => removeDirectory(top),
  };
}

/** Makes a directory with a stopped database, to be copied where making one would only cost time. */
export async function stoppedDatabase(): Promise<string> {
  const directory = temporaryDirectory();
  const database = await startDatabase({ dataDirectory: directory });
  await ask(database.url, "create table kept as select 'here'::text as answer");
  await database.stop();
  return directory;
}

/** Waits until no process works on a cluster any more. */
export async function untilNoneRuns(cluster: string): Promise<void> {
  while (processesWith(cluster).length > 0) await pause(20);
}
