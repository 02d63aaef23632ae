import { execFile } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { rawRequest } from "../../tests/support/raw-request.ts";
import { openDatabase } from "../platform/database/database.ts";
import { route } from "../platform/http/route.ts";

const muster = fileURLToPath(new URL("../../muster", import.meta.url));

/** What a run of the command line said and how it ended. */
interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function run(
  data: string,
  words: readonly string[],
  environment: Record<string, string> = {},
): Promise<Run> {
  const env = { PATH: "/usr/bin:/bin", HOME: "/nonexistent", MUSTER_DATA: data, ...environment };
  try {
    const { stdout, stderr } = await promisify(execFile)(muster, words, { env });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = Object(error);
    return { code: Number(code), stdout: String(stdout), stderr: String(stderr) };
  }
}

describe("an instance", () => {
  let instance: TestInstance;
  beforeAll(async () => {
    instance = await testInstance();
  });
  afterAll(() => instance.stop());

  test("says that it is ready", async () => {
    const response = await fetch(`${instance.url}/api/health`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ready: true });
  });

  test("is found by the command line of the same person, and by nobody else", async () => {
    expect(statSync(join(instance.data, "instance.json")).mode & 0o777).toBe(0o600);
    const status = await run(instance.data, ["status", "--json"]);
    expect(status.code).toBe(0);
    expect(JSON.parse(status.stdout)).toMatchObject({
      ready: true,
      url: instance.url,
      name: "Operator of this machine",
    });
    const elsewhere = await run("/nonexistent/data", ["status"]);
    expect(elsewhere).toMatchObject({
      code: 4,
      stdout: "",
      stderr: expect.stringContaining("npm start"),
    });
    const stranger = await run("/nonexistent/data", ["account", "list"], {
      MUSTER_URL: instance.url,
    });
    expect(stranger).toMatchObject({ code: 1, stderr: expect.stringContaining("Sign in") });
    const token = await run("/nonexistent/data", ["status"], {
      MUSTER_URL: instance.url,
      MUSTER_TOKEN: instance.token,
    });
    expect(token.code).toBe(0);
  });

  test("accounts and tokens are kept from the command line, with exit codes that say what went wrong", async () => {
    const made = await run(instance.data, [
      "account",
      "create",
      "Ada Reviewer",
      "auditor",
      "head@interior",
      "--json",
    ]);
    expect(JSON.parse(made.stdout)).toMatchObject({
      address: expect.stringContaining(`${instance.url}/set-up#link_`),
    });
    expect(
      (await run(instance.data, ["account", "grant", "Ada Reviewer", "observer"])).stdout,
    ).toContain("observer");
    expect(
      (await run(instance.data, ["account", "revoke", "Ada Reviewer", "observer"])).stdout,
    ).not.toContain("observer");
    expect((await run(instance.data, ["account", "list"])).stdout).toMatch(
      /Ada Reviewer +auditor, head@interior/,
    );
    expect((await run(instance.data, ["account", "create", "ada reviewer"])).code).toBe(1);
    expect((await run(instance.data, ["account", "grant", "Nobody", "observer"])).code).toBe(3);
    expect((await run(instance.data, ["account", "grant", "Ada Reviewer", "king"])).code).toBe(2);
    expect((await run(instance.data, ["account", "grant"])).code).toBe(2);
    expect((await run(instance.data, ["nonsense"])).code).toBe(2);

    const token = await run(instance.data, ["token", "create", "ci"]);
    expect(token.stdout).toMatch(/^muster_[\w-]{43}\n$/);
    const list = JSON.parse((await run(instance.data, ["token", "list", "--json"])).stdout);
    expect((await run(instance.data, ["token", "revoke", list.tokens[0].token])).code).toBe(0);
    const refused = await run(instance.data, ["token", "revoke", list.tokens[0].token, "--json"]);
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      problem: { kind: "not-found", exit_code: 3 },
    });
    const mistyped = await run(instance.data, ["order", "dates", "--json"]);
    expect(mistyped.code).toBe(2);
    expect(JSON.parse(mistyped.stdout)).toMatchObject({
      problem: { kind: "bad-input", detail: "missing required argument 'file'", exit_code: 2 },
    });
  });

  test("every command explains itself", async () => {
    const whole = await run("/nonexistent", ["--help"]);
    expect(whole.stdout).toMatch(
      /account[\s\S]*token[\s\S]*--json|--json[\s\S]*account[\s\S]*token/,
    );
    for (const words of [["account"], ["account", "create"], ["token", "list"], ["status"]]) {
      const help = await run("/nonexistent", [...words, "--help"]);
      expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining("--json") });
    }
  });

  test("two processes on one database are one Muster", async () => {
    const second = await testInstance({ sharedWith: instance });
    try {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ name: "token of one" });
      const made = await instance.fetch("/api/tokens", { method: "POST", headers, body });
      const { secret } = Object(await made.json());
      const session = await second.fetch("/api/session", {
        headers: { authorization: `Bearer ${secret}` },
      });
      expect(session.status).toBe(200);

      const names = Array.from({ length: 20 }, (_, at) => `Person ${at}`);
      const answers = await Promise.all(
        names.map((name, at) =>
          (at % 2 === 0 ? instance : second).fetch("/api/accounts", {
            method: "POST",
            headers,
            body: JSON.stringify({ name }),
          }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
      const leaves = answers.flatMap((answer) =>
        (answer.headers.get("muster-leaf") ?? "").split(", "),
      );
      await expect
        .poll(async () => unnumbered(second, leaves), { timeout: 10_000, interval: 50 })
        .toBe(0);
    } finally {
      await second.stop();
    }
  });

  test("of the links that two processes printed at the first start, one makes the administrator", async () => {
    const first = await testInstance();
    const second = await testInstance({ sharedWith: first });
    const use = (from: TestInstance, name: string): Promise<Response> => {
      const link = from.instance.setUpAddress?.split("#")[1];
      const body = JSON.stringify({ link, name, password: "correct horse battery" });
      const headers = { "content-type": "application/json", authorization: "none" };
      return from.fetch("/api/set-up", { method: "POST", headers, body });
    };
    const both = await Promise.all([use(first, "Ada"), use(second, "Eve")]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await use(first, "Ada")).status).toBe(404);
    expect((await use(second, "Eve")).status).toBe(404);
    await second.stop();
    await first.stop();
  });

  async function unnumbered(of: TestInstance, leaves: readonly string[]): Promise<number> {
    const row = await of.database.transact("read", (transaction) =>
      transaction.first(
        Type.Object({ waiting: Type.Integer() }),
        `select count(*) as waiting from log_leaves where index is null and encode(digest, 'hex') = any($1)`,
        [leaves],
      ),
    );
    return row?.waiting ?? -1;
  }

  test("a second process with another secret is refused before it serves anything", async () => {
    const other = testInstance({ sharedWith: instance, settings: { secretFile: muster } });
    await expect(other).rejects.toThrow("does not open the keys");
  });

  test("a port that is taken is told in one sentence", async () => {
    const port = Number(new URL(instance.url).port);
    await expect(testInstance({ sharedWith: instance, settings: { port } })).rejects.toThrow(
      "set MUSTER_PORT",
    );
  });
});

test("what is under way is finished when an instance is stopped, and its file is gone", async () => {
  let begin = (): void => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const slow = route({
    method: "GET",
    path: "/api/test/slow",
    summary: "Test",
    permission: "public",
    event: "none",
    blind: "unrelated",
    contract: { answer: Type.Object({ finished: Type.Boolean() }) },
    handle: async ({ transaction }) => {
      begin();
      await transaction.run("select pg_sleep(0.5)");
      return { finished: true };
    },
  });
  const instance = await testInstance({ furtherRoutes: [slow] });
  const file = join(instance.data, "instance.json");
  const { url } = Object(JSON.parse(readFileSync(file, "utf8")));
  const answer = rawRequest(url, { path: "/api/test/slow" });
  await begun;
  const stopped = instance.instance.stop();
  expect(JSON.parse((await answer).text)).toEqual({ finished: true });
  await stopped;
  expect(existsSync(file)).toBe(false);
  await expect(fetch(`${url}/api/health`)).rejects.toThrow();
  await instance.stop();
});

test("it says that it is not ready when its database is gone, and is ready when it is back", async () => {
  const instance = await testInstance();
  const name = new URL(instance.databaseUrl.replace("@/", "@x/")).pathname.slice(1);
  const admin = openDatabase(instance.databaseUrl.replace(`/${name}`, "/postgres"), {
    connections: 1,
  });
  try {
    await admin.command(`alter database ${name} with allow_connections false`);
    await admin.command(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
    await expect
      .poll(async () => (await fetch(`${instance.url}/api/health`)).status, { timeout: 10_000 })
      .toBe(503);
    await admin.command(`alter database ${name} with allow_connections true`);
    await expect
      .poll(async () => (await fetch(`${instance.url}/api/health`)).status, { timeout: 10_000 })
      .toBe(200);
  } finally {
    await admin.command(`alter database ${name} with allow_connections true`);
    await admin.close();
    await instance.stop();
  }
});
