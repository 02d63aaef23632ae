import { Value } from "typebox/value";
import { SealedKeyFile } from "../../src/attestations/keys.contract.ts";
import { decodeBase64 } from "../../src/kit/base64.ts";
import { fingerprintOf } from "../../src/kit/ed25519.ts";
import { Problem } from "../../src/kit/problem.ts";
import type { SealedKey } from "../../src/kit/sealed-key.ts";
import { words } from "./words.ts";

/** The text of a key's file: what `muster sign --key` reads, too. */
export function keyFileText(key: SealedKey): string {
  return `${JSON.stringify(key, null, 2)}\n`;
}

/**
 * Reads the file of a key, without opening it. Refuses (bad-input): what is no such file, a key whose
 * fingerprint is not its own, one of somebody else, and one that only the command line opens.
 */
export async function readKeyFile(text: string, account: string): Promise<SealedKey> {
  const key = parsed(text);
  const bytes = decodeBase64(key.public_key);
  if (bytes === null || (await fingerprintOf(bytes)) !== key.fingerprint) {
    throw new Problem("bad-input", words.fileDamaged);
  }
  if (key.account !== account) throw new Problem("bad-input", words.fileOfOther);
  if (key.kdf.name !== "pbkdf2-sha-256") throw new Problem("bad-input", words.fileOfTerminal);
  return key;
}

function parsed(text: string): SealedKey {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Problem("bad-input", words.fileNoKey, {}, { cause: error });
  }
  if (Value.Check(SealedKeyFile, value)) return value;
  throw new Problem("bad-input", words.fileNoKey);
}
