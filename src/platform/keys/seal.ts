import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const nonceLength = 12;
const tagLength = 16;

function sealingKey(secret: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(), "muster sealed keys 1", 32));
}

/**
 * Seals a key for storage: AES-256-GCM (NIST SP 800-38D) under a key that HKDF-SHA256 (RFC 5869)
 * derives from the secret; the name is bound to it, so that keys cannot change places.
 * Answers nonce (12 bytes), tag (16 bytes) and ciphertext.
 */
export function seal(secret: Uint8Array, name: string, key: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(secret), nonce);
  cipher.setAAD(Buffer.from(name));
  const text = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** Opens what `seal` made. Answers null for another secret, another name, or changed bytes. */
export function unseal(secret: Uint8Array, name: string, sealed: Uint8Array): Uint8Array | null {
  const nonce = sealed.subarray(0, nonceLength);
  const tag = sealed.subarray(nonceLength, nonceLength + tagLength);
  if (tag.length < tagLength) return null;
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(secret), nonce, {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(name)).setAuthTag(tag);
  try {
    return Buffer.concat([
      decipher.update(sealed.subarray(nonceLength + tagLength)),
      decipher.final(),
    ]);
  } catch {
    return null;
  }
}
