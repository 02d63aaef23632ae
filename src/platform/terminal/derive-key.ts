import { argon2 } from "node:crypto";
import { promisify } from "node:util";
import { decodeBase64 } from "../../kit/base64.ts";
import {
  type Derive,
  deriveInBrowser,
  type KeyDerivation,
  randomText,
} from "../../kit/sealed-key.ts";

const argon2id = promisify(argon2);

/** How the command line derives; each call with a salt of its own. RFC 9106, section 4, second choice. */
export function terminalDerivation(): KeyDerivation {
  return { name: "argon2id", memory: 64 * 1024, passes: 3, parallelism: 4, salt: randomText(16) };
}

/** Derives by argon2id, or as browsers do, so that a key that was made in one can be used here. */
export const deriveHere: Derive = async (kdf, passphrase) => {
  if (kdf.name !== "argon2id") return deriveInBrowser(kdf, passphrase);
  const { memory, passes, parallelism } = kdf;
  const nonce = decodeBase64(kdf.salt) ?? new Uint8Array(16);
  const cost = { memory, passes, parallelism, tagLength: 32 };
  return new Uint8Array(await argon2id("argon2id", { ...cost, message: passphrase, nonce }));
};
