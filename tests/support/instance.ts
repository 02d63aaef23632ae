import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Instance, type InstanceOptions, startInstance } from "../../src/main/instance.ts";
import type { Database } from "../../src/platform/database/database.ts";
import type { Settings } from "../../src/platform/settings/settings.ts";
import { testDatabase } from "./database.ts";

/** How a test wants its instance. */
export interface TestInstanceOptions extends InstanceOptions {
  /** Another process's database, to run two on one; a fresh one when left out. */
  readonly sharedWith?: TestInstance;
  readonly settings?: Partial<Settings>;
}

/** A real server on a free port, on a database of its own. */
export interface TestInstance {
  readonly url: string;
  /** Token of the operator: administrator and reviewing officer. */
  readonly token: string;
  readonly database: Database;
  readonly databaseUrl: string;
  /** Its data directory, with the file by which the command line finds it. */
  readonly data: string;
  readonly instance: Instance;
  /** Fetches with the operator's token, unless the request has an Authorization or Cookie of its own. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

/** Starts an instance for a test. Stop it in `afterAll`. */
export async function testInstance(options: TestInstanceOptions = {}): Promise<TestInstance> {
  const own = options.sharedWith ? undefined : await testDatabase();
  const databaseUrl = own?.url ?? options.sharedWith?.databaseUrl ?? "";
  const data = mkdtempSync(join(tmpdir(), "muster-instance-"));
  const secretFile = join(options.sharedWith?.data ?? data, "secret");
  const settings: Settings = {
    host: "127.0.0.1",
    port: 0,
    data,
    secretFile,
    databaseUrl,
    tls: null,
    trustedProxy: null,
    publicUrl: null,
    ...options.settings,
  };
  if (!options.sharedWith) writeFileSync(secretFile, randomBytes(32), { mode: 0o600 });
  const clear = async (): Promise<void> => {
    await own?.drop();
    rmSync(data, { recursive: true, force: true });
  };
  const instance = await startInstance(settings, options).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  return {
    url: instance.url,
    token: instance.token,
    database: instance.database,
    databaseUrl,
    data,
    instance,
    fetch(path, init = {}) {
      const headers = new Headers(init.headers);
      if (!headers.has("authorization") && !headers.has("cookie")) {
        headers.set("authorization", `Bearer ${instance.token}`);
      }
      return fetch(new URL(path, instance.url), { ...init, headers });
    },
    async stop() {
      await instance.stop();
      await clear();
    },
  };
}
