import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../kit/problem.ts";
import type { Settings } from "../platform/settings/settings.ts";

/** Where the secret of an instance is, or would be. */
export function secretPath(settings: Settings): string {
  return settings.secretFile ?? join(settings.data, "secret");
}

/**
 * Reads the secret that seals the keys of the database. Where the database is ours and no file was
 * named, it is made in the data directory, readable by its owner only.
 * Refuses (not-found): the file that was named is not there; (bad-input): it is no secret.
 */
export function readSecret(settings: Settings): Uint8Array {
  const own = join(settings.data, "secret");
  if (settings.secretFile === null && !existsSync(own)) {
    mkdirSync(settings.data, { recursive: true, mode: 0o700 });
    writeFileSync(own, randomBytes(32), { mode: 0o600, flag: "wx" });
  }
  const path = settings.secretFile ?? own;
  const secret = bytesOf(path);
  if (secret.length >= shortest && secret.length <= longest) return secret;
  throw new Problem(
    "bad-input",
    `this holds ${secret.length} bytes and is no secret of Muster; make one of ${shortest} random bytes, such as with: openssl rand -out FILE ${shortest}.`,
    { file: path, field: "MUSTER_SECRET_FILE" },
  );
}

const shortest = 32;
const longest = 1024;

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const sentence = `the secret cannot be read; name the file that was used when the database was new.`;
    throw new Problem(
      "not-found",
      sentence,
      { file: path, field: "MUSTER_SECRET_FILE" },
      { cause: error },
    );
  }
}
