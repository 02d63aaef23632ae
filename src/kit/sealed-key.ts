// Runs in Node and in the browser alike, so it uses WebCrypto and no module of Node.
import canonicalize from "canonicalize";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { fingerprintOf, type KeyPair, keyPairOf } from "./ed25519.ts";
import { Problem } from "./problem.ts";

/** How a passphrase becomes a key: by argon2id (RFC 9106) on the command line, by PBKDF2 in browsers. */
export type KeyDerivation =
  | {
      readonly name: "argon2id";
      /** KiB. */
      readonly memory: number;
      readonly passes: number;
      readonly parallelism: number;
      readonly salt: string;
    }
  | { readonly name: "pbkdf2-sha-256"; readonly iterations: number; readonly salt: string };

/** A private key, sealed by a passphrase, as it lies in a file or in a browser. */
export interface SealedKey {
  readonly format: "muster/sealed-key/1";
  readonly public_key: string;
  /** SHA-256 of the public key in hexadecimal digits. */
  readonly fingerprint: string;
  /** The account that it is the key of. */
  readonly account: string;
  readonly kdf: KeyDerivation;
  readonly cipher: { readonly name: "aes-256-gcm"; readonly nonce: string };
  /** The 32 bytes of the seed, encrypted, and the tag of 16 bytes. */
  readonly sealed: string;
}

/** Makes 32 bytes of a normalised passphrase. */
export type Derive = (kdf: KeyDerivation, passphrase: Uint8Array) => Promise<Uint8Array>;

/** The fewest letters of a passphrase. */
export const shortestPassphrase = 12;
// OWASP Password Storage Cheat Sheet (2024): 600,000 rounds of PBKDF2 with SHA-256.
const iterations = 600_000;

/** Random bytes. */
export function randomText(length: number): string {
  return encodeBase64(crypto.getRandomValues(new Uint8Array(length)));
}

/** How browsers derive; each call with a salt of its own. */
export function browserDerivation(): KeyDerivation {
  return { name: "pbkdf2-sha-256", iterations, salt: randomText(16) };
}

/** Derives by WebCrypto. Refuses (bad-input) what only the command line can. */
export const deriveInBrowser: Derive = async (kdf, passphrase) => {
  if (kdf.name !== "pbkdf2-sha-256") {
    throw new Problem(
      "bad-input",
      "this key was made by the command line; sign with `muster sign` on the machine where it lies.",
    );
  }
  const salt = requireBytes(kdf.salt);
  const raw = Uint8Array.from(passphrase);
  const key = await crypto.subtle.importKey("raw", raw, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: kdf.iterations };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
};

function requireBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeBase64(text);
  if (bytes !== null) return Uint8Array.from(bytes);
  throw damaged();
}

function damaged(): Problem {
  return new Problem("bad-input", "this file of a key is damaged; take the copy that you kept.");
}

/** The bytes of a passphrase. RFC 8265: the same letters typed otherwise are the same. */
export function passphraseBytes(passphrase: string): Uint8Array {
  return new TextEncoder().encode(passphrase.normalize("NFC"));
}

/** A new private key: 32 bytes. */
export function newSeed(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}

/**
 * Seals a private key by a passphrase: AES-256-GCM (NIST SP 800-38D), with everything else that the
 * file says bound to it. Refuses (bad-input) a passphrase of fewer than 12 letters.
 */
export async function sealKey(
  seed: Uint8Array,
  account: string,
  passphrase: string,
  { kdf, derive }: { readonly kdf: KeyDerivation; readonly derive: Derive },
): Promise<SealedKey> {
  if (Array.from(passphrase).length < shortestPassphrase) {
    throw new Problem(
      "bad-input",
      `a passphrase of at least ${shortestPassphrase} letters is needed; several words do well.`,
    );
  }
  const { publicKey } = await keyPairOf(seed);
  const head = {
    format: "muster/sealed-key/1",
    public_key: encodeBase64(publicKey),
    fingerprint: await fingerprintOf(publicKey),
    account,
    kdf,
    cipher: { name: "aes-256-gcm", nonce: randomText(12) },
  } as const;
  const key = await cipherKey(await derive(kdf, passphraseBytes(passphrase)), "encrypt");
  const sealed = await crypto.subtle.encrypt(cipherOf(head), key, Uint8Array.from(seed));
  return { ...head, sealed: encodeBase64(new Uint8Array(sealed)) };
}

/**
 * Opens a sealed key. Refuses: refused (another passphrase, or a changed file: the two cannot be
 * told apart), bad-input (not of that form).
 */
export async function openSealedKey(
  file: SealedKey,
  passphrase: string,
  derive: Derive,
): Promise<KeyPair> {
  const { sealed, ...head } = file;
  const key = await cipherKey(await derive(head.kdf, passphraseBytes(passphrase)), "decrypt");
  const content = requireBytes(sealed);
  const seed = await crypto.subtle.decrypt(cipherOf(head), key, content).catch(() => null);
  if (seed === null) {
    throw new Problem("refused", "the passphrase does not open this key; try it again.");
  }
  const pair = await keyPairOf(new Uint8Array(seed));
  if (encodeBase64(pair.publicKey) !== file.public_key) throw damaged();
  return pair;
}

function cipherKey(bytes: Uint8Array, use: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", Uint8Array.from(bytes), "AES-GCM", false, [use]);
}

function cipherOf(head: Omit<SealedKey, "sealed">): AesGcmParams {
  return {
    name: "AES-GCM",
    iv: requireBytes(head.cipher.nonce),
    additionalData: new TextEncoder().encode(canonicalize(head)),
    tagLength: 128,
  };
}
