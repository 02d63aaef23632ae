import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { startDatabase } from "../src/platform/database/start-database.ts";
import { type Api, openApi } from "../src/platform/terminal/api.ts";
import { readInstanceFile } from "../src/platform/terminal/instance-file.ts";

export const house = (path: string): string =>
  fileURLToPath(new URL(`../${path}`, import.meta.url));

/** A directory that is removed when the bench ends. */
export function workshop(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "muster-bench-"));
  // Started by root the database runs as another account, which has to pass.
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A server in a process of its own, as `npm start` runs it. */
export interface Served {
  readonly api: Api;
  readonly url: string;
  readonly token: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 200;
  } catch {
    return false;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const Scripts = Type.Object({ scripts: Type.Record(Type.String(), Type.String()) });

/** The arguments for Node with which `npm run` starts one of our programs. */
export function argumentsOf(script: "start" | "demo"): string[] {
  const { scripts } = Value.Parse(Scripts, JSON.parse(readFileSync(house("package.json"), "utf8")));
  const words = (scripts[script] ?? "").split(" ").slice(1);
  return words.map((word) => (word.startsWith("-") ? word : house(word)));
}

/** Starts a server on a data directory and waits for its first page. */
export async function serve(
  data: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const child = spawn(process.execPath, argumentsOf("start"), {
    env: { ...process.env, MUSTER_DATA: data, MUSTER_PORT: "0", ...environment },
    stdio: ["ignore", "ignore", "ignore"],
  });
  const gone = new Promise<never>((_, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
  gone.catch(() => {});
  const ready = async (): Promise<{ url: string; token: string }> => {
    for (;;) {
      const file = readInstanceFile(data);
      if (file?.process === child.pid && file && (await answers(`${file.url}/sign-in`)))
        return file;
      await pause(5);
    }
  };
  const { url, token } = await Promise.race([ready(), gone]);
  return {
    url,
    token,
    api: openApi(() => ({ url, token })),
    process: child,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

/** A durable database of our own under the bench, with a server on it, for measuring both sides. */
export async function serveOnKnownDatabase(
  data: string,
): Promise<Served & { databaseUrl: string }> {
  const database = await startDatabase({ dataDirectory: join(data, "database") });
  const secret = join(data, "secret");
  if (!existsSync(secret)) writeFileSync(secret, randomBytes(32), { mode: 0o600 });
  const served = await serve(data, {
    MUSTER_DATABASE_URL: database.url,
    MUSTER_SECRET_FILE: secret,
  });
  const stop = async (): Promise<void> => {
    await served.stop();
    await database.stop();
  };
  return { ...served, databaseUrl: database.url, stop };
}

/** Resident memory of a process in megabytes, as Linux counts it. */
export function residentMegabytes(pid: number): number {
  const [, kilobytes = "0"] =
    /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Seconds that something takes. */
export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

/** A percentile of times, by the nearest rank. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Connections are kept, as a browser keeps them. */
const agent = new Agent({ keepAlive: true });

/**
 * A request until its last byte came back; throws on anything but success. Bytes are counted and let
 * go: a client that keeps them spends every tenth of a second on its own memory, beside the server.
 */
export function timed(
  served: Served,
  path: string,
  body?: unknown,
): Promise<{ took: number; bytes: number }> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(
      `${served.url}${path}`,
      {
        agent,
        method: body === undefined ? "GET" : "POST",
        headers: { authorization: `Bearer ${served.token}`, "content-type": "application/json" },
      },
      (response) => {
        let bytes = 0;
        response.on("data", (chunk: Buffer) => (bytes += chunk.length));
        response.on("error", reject);
        response.on("end", () => {
          if (response.statusCode === 200) resolve({ took: performance.now() - begun, bytes });
          else reject(new Error(`${path} answered ${response.statusCode}`));
        });
      },
    );
    sent.on("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}
