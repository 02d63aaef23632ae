// Runs in Node and in the browser alike, so it uses WebCrypto and no module of Node.

const algorithm = { name: "Ed25519" };
// The header of a PKCS #8 private key of Ed25519 (RFC 8410): the 32 bytes of the seed follow.
const pkcs8Header = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
/** The prime of the field, and the order of the group (RFC 8032, section 5.1). */
const prime = 2n ** 255n - 19n;
const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
/** Coordinates y of the points whose order divides 8: under such a "key" one signature fits all. */
const smallOrders: readonly bigint[] = [
  0n,
  1n,
  prime - 1n,
  2_707_385_501_144_840_649_318_225_287_225_658_788_936_804_267_575_313_519_463_743_609_750_303_402_022n,
  55_188_659_117_513_257_062_467_267_217_118_295_137_698_188_065_244_968_500_265_048_394_206_261_417_927n,
];

/** Somebody who signs; the private key stays inside. */
export interface KeyPair {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Ed25519 (RFC 8032) over bytes; 64 bytes. */
  sign(content: Uint8Array): Promise<Uint8Array>;
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

function isSoundPoint(encoded: Uint8Array): boolean {
  if (encoded.length !== 32) return false;
  const y = numberOf(encoded) % 2n ** 255n;
  return y < prime && !smallOrders.includes(y);
}

/** Says whether 32 bytes may be a public key: in the one form of its point, and of large order. */
export function isSoundPublicKey(publicKey: Uint8Array): boolean {
  return isSoundPoint(publicKey);
}

/**
 * Checks a signature strictly: the key and the first half in their one form and of large order, the
 * second half below the order of the group (RFC 8032, section 5.1.7), so that of one signature
 * nobody can make another one that fits too.
 */
export async function isSignedBy(
  publicKey: Uint8Array,
  content: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (signature.length !== 64 || !isSoundPublicKey(publicKey)) return false;
  if (!isSoundPoint(signature.subarray(0, 32))) return false;
  if (numberOf(signature.subarray(32)) >= order) return false;
  try {
    const raw = Uint8Array.from(publicKey);
    const key = await crypto.subtle.importKey("raw", raw, algorithm, false, ["verify"]);
    return await crypto.subtle.verify(
      algorithm,
      key,
      Uint8Array.from(signature),
      Uint8Array.from(content),
    );
  } catch {
    // Bytes that are no point of the curve are no key.
    return false;
  }
}

/** Makes the pair of a private key, given as the 32 bytes of its seed (RFC 8032, section 5.1.5). */
export async function keyPairOf(seed: Uint8Array): Promise<KeyPair> {
  if (seed.length !== 32) throw new TypeError("a private key of Ed25519 has 32 bytes");
  const pkcs8 = Uint8Array.of(...pkcs8Header, ...seed);
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, algorithm, true, ["sign"]);
  const { x = "" } = await crypto.subtle.exportKey("jwk", key);
  const text = atob(`${x.replaceAll("-", "+").replaceAll("_", "/")}=`);
  return {
    publicKey: Uint8Array.from(text, (letter) => letter.codePointAt(0) ?? 0),
    sign: async (content) =>
      new Uint8Array(await crypto.subtle.sign(algorithm, key, Uint8Array.from(content))),
  };
}

/** The fingerprint of a public key: SHA-256 over its 32 bytes, in hexadecimal digits. */
export async function fingerprintOf(publicKey: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", Uint8Array.from(publicKey));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Writes a fingerprint for people to compare: eight groups of eight digits. */
export function fingerprintInWords(fingerprint: string): string {
  return (fingerprint.match(/.{1,8}/gu) ?? []).join(" ");
}
