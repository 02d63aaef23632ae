import { createHash } from "node:crypto";
import { writeCanonical } from "./canonical-writer.ts";

/** Anything that JSON can say. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A SHA-256 in 64 lower-case hexadecimal digits. */
export type Digest = string & { readonly digest: unique symbol };

/**
 * Writes a value as canonical JSON (RFC 8785): one value has exactly one text.
 * Refuses: what JSON cannot say (functions, undefined at the top, numbers that are not finite).
 */
export function canonicalJson(value: unknown): string {
  const pieces: string[] = [];
  writeCanonical(value, (piece) => pieces.push(piece));
  return pieces.join("");
}

/** SHA-256 (FIPS 180-4) of bytes, or of text in UTF-8, as lower-case hexadecimal digits. */
export function sha256(content: Uint8Array | string): Digest {
  return createHash("sha256").update(content).digest("hex") as Digest;
}

/** The digest of a value: SHA-256 over its canonical JSON. */
export function digestOf(value: unknown): Digest {
  const hash = createHash("sha256");
  writeCanonical(value, (piece) => hash.update(piece));
  return hash.digest("hex") as Digest;
}

/** Says whether a text is a digest in the one accepted form. */
export function isDigest(text: string): text is Digest {
  return /^[0-9a-f]{64}$/.test(text);
}
