import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { get as getTls } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestDatabase, testDatabase } from "../../tests/support/database.ts";
import { testInstance } from "../../tests/support/instance.ts";
import { rawRequest } from "../../tests/support/raw-request.ts";

const house = fileURLToPath(new URL("../../", import.meta.url));

/** A process, with what it said so far. */
interface Spoken {
  readonly child: ChildProcess;
  said(): string;
  readonly ended: Promise<number | string>;
}

function start(command: string, words: readonly string[], env: Record<string, string>): Spoken {
  const child = spawn(command, words, {
    env: { PATH: "/usr/bin:/bin", HOME: "/nonexistent", ...env },
  });
  let said = "";
  child.stdout.on("data", (chunk) => (said += String(chunk)));
  child.stderr.on("data", (chunk) => (said += String(chunk)));
  const ended = new Promise<number | string>((resolve) => {
    child.on("exit", (code, signal) => resolve(code ?? signal ?? ""));
  });
  return { child, said: () => said, ended };
}

describe("npm start", () => {
  let own: TestDatabase;
  let data = "";
  beforeAll(async () => {
    own = await testDatabase();
    data = mkdtempSync(join(tmpdir(), "muster-process-"));
    writeFileSync(join(data, "secret"), "s".repeat(32), { mode: 0o600 });
  });
  afterAll(async () => {
    await own.drop();
    rmSync(data, { recursive: true });
  });

  const environment = (): Record<string, string> => ({
    MUSTER_DATA: data,
    MUSTER_PORT: "0",
    MUSTER_DATABASE_URL: own.url,
    MUSTER_SECRET_FILE: join(data, "secret"),
  });

  test("prints its address and the link for the administrator, logs as JSON, and stops on a signal", async () => {
    const server = start(process.execPath, [join(house, "src/main/server.ts")], environment());
    await expect.poll(() => server.said(), { timeout: 30_000 }).toContain("/set-up#link_");
    const url = /ready at (\S+)/.exec(server.said())?.[1] ?? "";
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    await fetch(`${url}/api/session?token=hunter2`, {
      headers: { authorization: "Bearer hunter3" },
    });
    await expect.poll(() => server.said()).toContain('"path":"/api/session"');
    expect(server.said()).not.toMatch(/hunter[23]/);
    // npm hands a signal on that the terminal has sent to everybody already.
    server.child.kill("SIGTERM");
    server.child.kill("SIGINT");
    expect(await server.ended).toBe(0);
    expect(existsSync(join(data, "instance.json"))).toBe(false);
  });

  test("says in one sentence what is wrong with a setting, and ends with exit code 2", async () => {
    const server = start(process.execPath, [join(house, "src/main/server.ts")], {
      ...environment(),
      MUSTER_PORT: "x",
    });
    expect(await server.ended).toBe(2);
    expect(server.said()).toBe('MUSTER_PORT: "x" is no port; give a number from 0 to 65535.\n');
  });

  test("takes no directory with somebody else's files, and ends with exit code 2", async () => {
    const home = mkdtempSync(join(tmpdir(), "muster-home-"));
    writeFileSync(join(home, "letter.txt"), "");
    const server = start(process.execPath, [join(house, "src/main/server.ts")], {
      ...environment(),
      MUSTER_DATA: home,
    });
    expect(await server.ended).toBe(2);
    expect(server.said()).toContain(`MUSTER_DATA: ${home} holds files of somebody else`);
    expect(readdirSync(home)).toEqual(["letter.txt"]);
    rmSync(home, { recursive: true });
  });
});

describe("the command line", () => {
  test("stops on Ctrl-C while it waits, and says how to go on", async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const waiting = start(join(house, "muster"), ["status"], {
      MUSTER_URL: `http://127.0.0.1:${port}`,
    });
    await expect.poll(() => waiting.said(), { timeout: 20_000 }).toContain("Waiting for http");
    waiting.child.kill("SIGINT");
    expect(await waiting.ended).toBe(130);
    expect(waiting.said()).toContain("run the same command again");
    silent.closeAllConnections();
    silent.close();
  });

  test("works through a link to it, and says npm ci where that was not done", async () => {
    const place = mkdtempSync(join(tmpdir(), "muster-shim-"));
    symlinkSync(join(house, "muster"), join(place, "linked"));
    expect(execFileSync(join(place, "linked"), ["--version"]).toString()).toMatch(
      /^\d+\.\d+\.\d+\n$/,
    );
    copyFileSync(join(house, "muster"), join(place, "muster"));
    const bare = start(join(place, "muster"), ["status"], {});
    expect(await bare.ended).toBe(2);
    expect(bare.said()).toMatch(/^[^\n]*run "npm ci"[^\n]*\n$/);
    rmSync(place, { recursive: true });
  });
});

describe("other machines", () => {
  test("reach it over TLS under the names of its certificate, and get a cookie that stays on TLS", async () => {
    // Made for this test only, for a hundred years; it opens nothing.
    const certificateFile = join(house, "tests/fixtures/tls/test-certificate.pem");
    const keyFile = join(house, "tests/fixtures/tls/test-key-not-secret.pem");
    const instance = await testInstance({ settings: { tls: { certificateFile, keyFile } } });
    const ask = (host: string): Promise<number> =>
      new Promise((resolve, reject) => {
        const ca = readFileSync(certificateFile);
        const url = new URL("/api/health", instance.url);
        getTls(url, { ca, servername: "muster.example.org", headers: { host } }, (response) => {
          response.resume();
          expect(response.headers["strict-transport-security"]).toBeDefined();
          resolve(response.statusCode ?? 0);
        }).on("error", reject);
      });
    expect(instance.url).toMatch(/^https:/);
    expect(await ask("muster.example.org")).toBe(200);
    expect(await ask("evil.example")).toBe(400);
    await instance.stop();
  });

  test("come through a trusted proxy under the address that people use; others cannot pretend to be it", async () => {
    const publicUrl = "https://muster.example.org";
    const proxied = await testInstance({ settings: { trustedProxy: "127.0.0.1", publicUrl } });
    const headers = {
      host: "internal:4800",
      "x-forwarded-host": "muster.example.org",
      "x-forwarded-for": "203.0.113.7",
    };
    expect(
      (
        await rawRequest(proxied.instance.url.replace(publicUrl, localUrl(proxied.data)), {
          path: "/api/health",
          headers,
        })
      ).status,
    ).toBe(200);
    expect(proxied.instance.setUpAddress).toMatch(/^https:\/\/muster\.example\.org\/set-up#/);
    await proxied.stop();
    const direct = await testInstance();
    expect((await rawRequest(direct.url, { path: "/api/health", headers })).status).toBe(400);
    await direct.stop();
  });

  function localUrl(data: string): string {
    return String(Object(JSON.parse(readFileSync(join(data, "instance.json"), "utf8"))).url);
  }
});
