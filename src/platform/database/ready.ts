import { readFileSync, statSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { Problem } from "../../kit/problem.ts";
import type { Places } from "./places.ts";
import { type Postmaster, runningPostmaster } from "./postmaster.ts";
import { processStart } from "./running-process.ts";

/**
 * Waits until a connection is answered by this server: only that means ready. While the server recovers from a
 * crash it refuses with "starting up", which may take minutes after a big write.
 * Problem: unavailable, with the last lines of the log, when the server ends before it is ready.
 */
export async function untilReady(
  url: string,
  { pid, start }: Postmaster,
  { cluster, log }: Pick<Places, "cluster" | "log">,
  onProgress: (words: string) => void,
): Promise<void> {
  const patience = performance.now() + 5000;
  let told = false;
  // Short at first, because reopening takes some 50 ms; longer for a recovery.
  for (let wait = 4; ; wait = Math.min(wait * 1.3, 100)) {
    const refusal = (await connect(url)) ?? refusalOfAnother(pid, cluster);
    if (refusal === undefined) return;
    if (start === undefined || processStart(pid) !== start || isFinal(refusal)) {
      throw new Problem(
        "unavailable",
        `PostgreSQL did not start (${refusal.message}); the last lines of ${log} say why:\n${tail(log)}`,
        {},
        { cause: refusal },
      );
    }
    if (!told && performance.now() > patience) {
      onProgress("the database is still recovering from a stop without notice");
      told = true;
    }
    await pause(wait);
  }
}

/** One that is on its way out may still answer at the same address. */
function refusalOfAnother(pid: number, cluster: string): Error | undefined {
  const holder = runningPostmaster(cluster)?.pid;
  return holder === pid ? undefined : new Error(`another server answered, process ${holder}`);
}

async function connect(url: string): Promise<Error | undefined> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    await client.end().catch(() => {});
  }
}

/** Answers of the server that waiting does not change: wrong password (28P01), no database (3D000). */
function isFinal(error: Error): boolean {
  return "code" in error && (error.code === "28P01" || error.code === "3D000");
}

/** The last lines of a log; empty when there is none. */
export function tail(log: string, lines = 8): string {
  try {
    const all = readFileSync(log, "utf8").trimEnd().split("\n");
    // Our own knocking while it started says nothing.
    const telling = all.filter(
      (line) =>
        !/the database system is (starting|not|shutting)|Consistent recovery state has not/.test(
          line,
        ),
    );
    return telling.slice(-lines).join("\n");
  } catch {
    return "";
  }
}

/** How long a log is now, in bytes; 0 when there is none. */
export function logLength(log: string): number {
  return statSync(log, { throwIfNoEntry: false })?.size ?? 0;
}

/** What a log holds after its first `length` bytes; all of it when it was begun anew since. */
export function logSince(log: string, length: number): string {
  try {
    const all = readFileSync(log);
    return all.subarray(all.length < length ? 0 : length).toString("utf8");
  } catch {
    return "";
  }
}
