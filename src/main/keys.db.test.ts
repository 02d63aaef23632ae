import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { type TestInstance, testInstance } from "../../tests/support/instance.ts";
import { storyReview, tellStory } from "../../tests/upgrade/tell-story.ts";

const house = fileURLToPath(new URL("../../", import.meta.url));
const run = promisify(execFile);

async function muster(words: readonly string[], env: Record<string, string>): Promise<string> {
  const path = process.env["PATH"] ?? "";
  const options = { env: { PATH: path, HOME: "/nonexistent", ...env } };
  const { stdout, stderr } = await run(join(house, "muster"), [...words], options);
  return stdout + stderr;
}

test("after a change of the log's key and of the secret, old checkpoints and bundles hold with the old key", async () => {
  const place = mkdtempSync(join(tmpdir(), "muster-keys-"));
  const path = (name: string): string => join(place, name);
  const served = await testInstance();
  const secretFile = join(served.data, "secret");
  const operator = {
    MUSTER_DATA: served.data,
    MUSTER_DATABASE_URL: served.databaseUrl,
    MUSTER_SECRET_FILE: secretFile,
  };
  const client = (instance: TestInstance): Record<string, string> => ({
    MUSTER_DATA: instance.data,
  });
  const text = async (instance: TestInstance, from: string): Promise<string> =>
    (await instance.fetch(from)).text();
  await tellStory(served.url, served.token, house);
  writeFileSync(path("keys"), await text(served, "/log/vkey"));
  await muster(["publish", "--review", storyReview, "--out", path("old.zip")], client(served));
  await muster(["log", "verify", "--save", path("old-checkpoint")], client(served));

  expect(await muster(["log", "rotate-key"], operator)).toContain("The log has a new key:");
  const before = readFileSync(secretFile);
  expect(await muster(["secret", "rotate"], operator)).toContain("sealed under a new secret");
  expect(readFileSync(secretFile)).not.toEqual(before);
  expect(existsSync(`${secretFile}.new`)).toBe(false);

  // Another process, started after it, on the same database with the new secret.
  const next = await testInstance({ sharedWith: served });
  expect(await text(next, "/log/vkey")).not.toBe(readFileSync(path("keys"), "utf8"));
  const since = ["log", "verify", "--since", path("old-checkpoint"), "--trust", path("keys")];
  expect(await muster(since, client(next))).toContain("is its unchanged beginning");
  const whole = ["log", "verify", "--trust", path("keys")];
  expect(await muster(whole, client(next))).toContain("Every entry and");
  const blind = ["log", "verify", "--since", path("old-checkpoint")];
  expect(await muster(blind, client(next))).toContain("is its unchanged beginning");

  const verify = (name: string, keys: string): Promise<string> =>
    muster(["verify", path(name), "--trust", path(keys)], {});
  expect(await verify("old.zip", "keys")).toContain("established");
  await muster(
    ["determine", "--review", storyReview, "--on", "2020-06-01", "--record"],
    client(next),
  );
  const on = ["--review", storyReview, "--on", "2020-06-01", "--out", path("new.zip")];
  await muster(["publish", ...on], client(next));
  await expect(verify("new.zip", "keys")).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringContaining("no key that is trusted"),
  });
  const followed = readFileSync(path("keys"), "utf8") + (await text(next, "/log/succession"));
  writeFileSync(path("followed"), followed);
  expect(await verify("new.zip", "followed")).toContain("established");
  expect(await verify("old.zip", "followed")).toContain("established");

  await next.stop();
  await served.stop();
  rmSync(place, { recursive: true });
});
