import { createHash, randomBytes } from "node:crypto";

/** A secret that is handed out once, such as a session, a token or a link: 32 random bytes. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString("base64url")}`;
}

/**
 * The digest under which a secret is stored. SHA-256 without salt is enough for 32 random bytes:
 * there is nothing to guess.
 */
export function secretDigest(secret: string): Uint8Array {
  return createHash("sha256").update(secret).digest();
}
