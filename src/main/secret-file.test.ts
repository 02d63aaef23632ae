import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readSettings } from "../platform/settings/settings.ts";
import { readSecret } from "./secret-file.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "muster-secret-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

const person = { home: "/home/somebody", isRoot: false };
const settings = (secretFile?: string) =>
  readSettings(
    { MUSTER_DATA: directory, ...(secretFile && { MUSTER_SECRET_FILE: secretFile }) },
    person,
  );

describe("the secret that seals the keys", () => {
  test("is made once in the data directory, readable by its owner only, and read again", () => {
    const made = readSecret(settings());
    expect(made).toHaveLength(32);
    expect(statSync(join(directory, "secret")).mode & 0o777).toBe(0o600);
    expect(readSecret(settings())).toEqual(made);
  });

  test("is refused in one sentence when the named file is no secret, or not there", () => {
    const short = join(directory, "short");
    writeFileSync(short, "hunter2");
    expect(() => readSecret(settings(short))).toThrow("this holds 7 bytes and is no secret");
    const long = join(directory, "long");
    writeFileSync(long, "x".repeat(5000));
    expect(() => readSecret(settings(long))).toThrow("this holds 5000 bytes and is no secret");
    expect(() => readSecret(settings(join(directory, "none")))).toThrow("cannot be read");
  });
});
