import { spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyDatabase } from "../../tests/support/database.ts";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { type Exports, readExports } from "../../tests/upgrade/read-exports.ts";
import { storyDay, storyReview, tellStory } from "../../tests/upgrade/tell-story.ts";
import { readSettings } from "../platform/settings/settings.ts";
import { type Instance, startInstance } from "./instance.ts";

const house = fileURLToPath(new URL("../../", import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(
  words: readonly string[],
  env: Record<string, string>,
): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(join(house, "muster"), words, {
    env: { PATH: process.env["PATH"] ?? "", HOME: "/nonexistent", ...env },
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  return {
    child,
    ended: new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err }))),
  };
}

const muster = (words: readonly string[], env: Record<string, string>): Promise<Ended> =>
  start(words, env).ended;

describe("muster backup and restore", () => {
  let place = "";
  let served: TestInstance;
  let before: Exports;
  let environment: Record<string, string>;
  const path = (name: string): string => join(place, name);
  const exportsOf = (instance: Instance | TestInstance, asOf?: string): Promise<Exports> =>
    readExports({
      url: instance.url,
      token: instance.token,
      review: storyReview,
      on: storyDay,
      ...(asOf === undefined ? {} : { asOf }),
    });

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), "muster-backups-"));
    // Started by root the database runs as another account, which has to pass.
    chmodSync(place, 0o711);
    served = await testInstance();
    await tellStory(served.url, served.token, house);
    before = await exportsOf(served);
    environment = {
      MUSTER_DATA: served.data,
      MUSTER_DATABASE_URL: served.databaseUrl,
      MUSTER_SECRET_FILE: join(served.data, "secret"),
    };
  });
  afterAll(async () => {
    await served.stop();
    rmSync(place, { recursive: true });
  });

  test("carry an external database into another one, with the same bytes and the same head of the log", async () => {
    const file = path("external.backup");
    const { code, out, err } = await muster(["backup", file], environment);
    expect({ code, err: err.includes("cannot be restored without the secret in") }).toEqual({
      code: 0,
      err: true,
    });
    expect(out).toMatch(/SHA-256 [0-9a-f]{64}/);
    expect(await served.fetch("/metrics").then((answer) => answer.text())).toContain(
      "muster_last_backup_bytes ",
    );
    const target = await emptyDatabase();
    const into = { ...environment, MUSTER_DATA: path("other"), MUSTER_DATABASE_URL: target.url };
    const lost = await muster(["restore", file], {
      ...into,
      MUSTER_SECRET_FILE: path("no-secret"),
    });
    expect(lost).toMatchObject({
      code: 3,
      err: expect.stringContaining("is not in it and not here; copy that file here"),
    });
    writeFileSync(path("other-secret"), Buffer.alloc(32, 7));
    const wrong = await muster(["restore", file], {
      ...into,
      MUSTER_SECRET_FILE: path("other-secret"),
    });
    expect(wrong).toMatchObject({
      code: 1,
      err: expect.stringContaining("does not open the keys"),
    });
    const restored = await muster(["restore", file], into);
    expect({ ...restored, out: "" }).toMatchObject({ code: 0 });
    expect(await muster(["restore", file], into)).toMatchObject({
      code: 1,
      err: expect.stringContaining("There are tables in this database already"),
    });
    mkdirSync(path("other"), { recursive: true });
    const second = await testInstance({
      settings: { databaseUrl: target.url, secretFile: join(served.data, "secret") },
    });
    expect((await exportsOf(second, before.asOf)).files).toEqual(before.files);
    await second.stop();
    await target.drop();
  });

  test("carry it into a data directory of its own, secret included, and back up that one while it runs and while it does not", async () => {
    const file = path("with-secret.backup");
    expect(await muster(["backup", "--with-secret", file], environment)).toMatchObject({
      code: 0,
      err: expect.stringContaining("It contains the secret"),
    });
    const own = { MUSTER_DATA: path("own"), MUSTER_PORT: "0" };
    expect(await muster(["restore", file], own)).toMatchObject({ code: 0 });
    expect(readFileSync(path("own/secret"))).toEqual(readFileSync(join(served.data, "secret")));
    expect(await muster(["backup", path("stopped.backup")], own)).toMatchObject({ code: 0 });
    const instance = await startInstance(readSettings(own, { home: place, isRoot: false }));
    expect((await exportsOf(instance, before.asOf)).files).toEqual(before.files);
    expect(await muster(["backup", path("running.backup")], own)).toMatchObject({ code: 0 });
    expect(await muster(["restore", file], own)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/./),
    });
    await instance.stop();
    expect(await muster(["restore", file], own)).toMatchObject({
      code: 1,
      err: expect.stringContaining("There are tables"),
    });
    for (const name of ["stopped.backup", "running.backup"]) {
      expect(await muster(["restore", path(name), "--check", "--json"], own)).toMatchObject({
        code: 0,
        out: expect.stringContaining('"whole": true'),
      });
    }
  });

  test("of a damaged file write nothing at all, not even a directory", async () => {
    await muster(["backup", path("sound.backup")], environment);
    const bytes = readFileSync(path("sound.backup"));
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    writeFileSync(path("damaged.backup"), bytes);
    const into = { MUSTER_DATA: path("never"), MUSTER_SECRET_FILE: join(served.data, "secret") };
    const refused = await muster(["restore", path("damaged.backup")], into);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toMatch(/^\S+damaged\.backup: this backup is damaged \([^\n]*\n$/);
    expect(existsSync(path("never"))).toBe(false);
  });

  test("stop on Ctrl-C and on SIGTERM, and leave no half file and no half database", async () => {
    for (const [signal, code] of [
      ["SIGINT", 130],
      ["SIGTERM", 143],
    ] as const) {
      // Somebody holds a table: the backup waits, and is stopped while it does.
      const held = await served.database.transact("write", async (transaction) => {
        await transaction.run(`lock table organisations in access exclusive mode`);
        const { child, ended } = start(["backup", path("half.backup")], environment);
        const parts = (): string[] => readdirSync(place).filter((name) => name.startsWith("half"));
        await expect.poll(parts, { timeout: 30_000 }).not.toEqual([]);
        child.kill(signal);
        return { ...(await ended), parts: parts() };
      });
      expect(held).toMatchObject({ code, parts: [] });
    }
  });

  test("say in one sentence what is missing", async () => {
    const nothing = await muster(["backup", path("x.backup")], { MUSTER_DATA: path("nothing") });
    expect(nothing).toMatchObject({
      code: 3,
      err: expect.stringContaining("There is no database of Muster in"),
    });
    const foreign = await muster(["restore", join(house, "package.json")], {
      MUSTER_DATA: path("nothing"),
    });
    expect(foreign).toMatchObject({
      code: 2,
      err: expect.stringContaining("this is no backup of Muster"),
    });
    const directory = await muster(["backup", place], environment);
    expect(directory).toMatchObject({
      code: 2,
      err: expect.stringContaining("is no ordinary file"),
    });
  });
});
