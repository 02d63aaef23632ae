import { chmod } from "node:fs/promises";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import type { KeyPair } from "../kit/ed25519.ts";
import { Problem } from "../kit/problem.ts";
import { newSeed, openSealedKey, type SealedKey, sealKey } from "../kit/sealed-key.ts";
import { deriveHere, terminalDerivation } from "../platform/terminal/derive-key.ts";
import { askPassphrase, choosePassphrase } from "../platform/terminal/passphrase.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { refuseWhatIsNoFile, writeWhole } from "../platform/terminal/write-file.ts";
import { SealedKeyFile } from "./keys.contract.ts";

/** A key of a person, opened by the passphrase. */
export interface OpenKey {
  readonly file: SealedKey;
  readonly pair: KeyPair;
}

/** Makes a key, seals it by a passphrase and writes its file, which only its owner may read. */
export async function makeKeyFile(
  terminal: Terminal,
  path: string,
  account: string,
  passphraseFile: string | undefined,
): Promise<OpenKey> {
  await refuseWhatIsNoFile(path);
  if (await exists(terminal, path)) {
    const sentence =
      "this file is there already; a key is never written over, choose another name.";
    throw new Problem("conflict", sentence, { file: path });
  }
  const passphrase = await choosePassphrase(terminal, passphraseFile);
  const how = { kdf: terminalDerivation(), derive: deriveHere };
  const file = await sealKey(newSeed(), account, passphrase, how);
  const pair = await openSealedKey(file, passphrase, deriveHere);
  await writeWhole(path, new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`));
  await chmod(path, 0o600);
  return { file, pair };
}

async function exists(terminal: Terminal, path: string): Promise<boolean> {
  return terminal.readFile(path).then(
    () => true,
    (error: unknown) => !(error instanceof Problem && error.kind === "not-found"),
  );
}

/** Reads the file of a key without opening it. Refuses (bad-input) what is none. */
export async function readKeyFile(terminal: Terminal, path: string): Promise<SealedKey> {
  const text = await terminal.readText(path);
  return checkShape(SealedKeyFile, jsonOf(text, path), (place) => ({
    file: path,
    field: pathInWords(place),
  }));
}

/** Reads a text as JSON. Refuses (bad-input) with the name of the file. */
export function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem("bad-input", "this is not JSON.", { file }, { cause: error });
  }
}

/** Opens the file of a key by its passphrase. Refuses: another passphrase (refused). */
export async function openKeyFile(
  terminal: Terminal,
  path: string,
  passphraseFile: string | undefined,
): Promise<OpenKey> {
  const file = await readKeyFile(terminal, path);
  const passphrase = await askPassphrase(terminal, `Passphrase of ${path}: `, passphraseFile);
  return { file, pair: await openSealedKey(file, passphrase, deriveHere) };
}
