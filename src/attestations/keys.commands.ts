import type { Command } from "commander";
import { encodeBase64 } from "../kit/base64.ts";
import { payloadOf, preAuthenticationEncoding } from "../kit/dsse.ts";
import { fingerprintInWords } from "../kit/ed25519.ts";
import { Problem } from "../kit/problem.ts";
import { Session } from "../platform/identity/identity.contract.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { makeKeyFile, type OpenKey, readKeyFile } from "./key-files.commands.ts";
import {
  KeyChanged,
  KeyPage,
  keyRequestType,
  type KeyRequestText,
  type PersonKey,
} from "./keys.contract.ts";

interface NewKeyOptions {
  readonly out: string;
  readonly office?: string;
  readonly passphraseFile?: string;
}

/** Adds `key enrol|rotate|confirm|approve|reject|revoke|list` to the command line. */
export function keysCommands(program: Command, terminal: Terminal): void {
  const key = program.command("key").description("the keys that people sign with");
  addNewKey(key, terminal);
  key
    .command("confirm [FINGERPRINT]")
    .description("confirm the fingerprint of your own key, from when on it signs")
    .option("--key <FILE>", "take the fingerprint from the file of your key")
    .action((fingerprint: string | undefined, options: { key?: string }) =>
      confirm(terminal, fingerprint, options.key),
    );
  for (const [verb, words] of officerVerbs) {
    key
      .command(`${verb} <FINGERPRINT>`)
      .description(words)
      .requiredOption("--reason <WORDS>", "why")
      .action((fingerprint: string, { reason }: { reason: string }) =>
        change(terminal, plain(fingerprint), verb, { reason }),
      );
  }
  key
    .command("list")
    .description("list keys, the newest first; whoever is no officer sees their own")
    .option("--account <A>", "of one account")
    .option("--state <S>", "such as requested, approved, active, suspended")
    .action((options: { account?: string; state?: string }) => list(terminal, options));
}

const officerVerbs = [
  ["approve", "approve a person's key as an officer; two have to"],
  ["reject", "reject a key that waits, or give up your own"],
  ["revoke", "ask for the end of a key: it signs nothing from now on"],
] as const;

function addNewKey(key: Command, terminal: Terminal): void {
  const withOptions = (command: Command): Command =>
    command
      .requiredOption("--out <FILE>", "where the private key goes, sealed by a passphrase")
      .option("--office <OFFICE>", "the office that you hold")
      .option("--passphrase-file <FILE>", "take the passphrase from the first line of this file");
  withOptions(key.command("enrol"))
    .description("make a key to sign with, and ask two officers for it")
    .action((options: NewKeyOptions) => enrol(terminal, options));
  withOptions(key.command("rotate"))
    .description("make a key that replaces the one you sign with, and ask two officers for it")
    .action(async (options: NewKeyOptions) => {
      const { keys } = await terminal.api.get(KeyPage, "/api/keys", { state: "active" });
      const { account } = await terminal.api.get(Session, "/api/session");
      const active = keys.find((each) => each.account === account);
      if (active) return enrol(terminal, options, active.fingerprint);
      throw new Problem("refused", "you have no key that signs; ask for one with key enrol.");
    });
}

async function enrol(terminal: Terminal, options: NewKeyOptions, replaces?: string): Promise<void> {
  const { account } = await terminal.api.get(Session, "/api/session");
  // The file first: a key that was asked for and then lost would have to be rejected.
  const key = await makeKeyFile(terminal, options.out, account, options.passphraseFile);
  const body = {
    ...(await requestOf(key)),
    ...(options.office === undefined ? {} : { office: options.office }),
    ...(replaces === undefined ? {} : { replaces }),
  };
  const answer = await terminal.api.send(KeyChanged, "POST", "/api/keys", body);
  if (terminal.wantsJson) return terminal.json(answer);
  terminal.out(`The key lies in ${options.out}. Its fingerprint is`);
  terminal.out(`  ${fingerprintInWords(key.file.fingerprint)}`);
  terminal.out("Tell it to two officers yourself; when they have approved it, say key confirm.");
}

async function requestOf({ file, pair }: OpenKey): Promise<{ public_key: string; proof: string }> {
  const { account, public_key } = file;
  const text: KeyRequestText = { format: "muster/key-request/1", account, public_key };
  const proof = await pair.sign(preAuthenticationEncoding(keyRequestType, payloadOf(text)));
  return { public_key, proof: encodeBase64(proof) };
}

async function confirm(
  terminal: Terminal,
  given: string | undefined,
  file: string | undefined,
): Promise<void> {
  const own = file === undefined ? null : (await readKeyFile(terminal, file)).fingerprint;
  const fingerprint = given === undefined ? own : plain(given);
  if (fingerprint === null) {
    throw new Problem("bad-input", "give the fingerprint that you were shown, or --key FILE.");
  }
  if (own !== null && own !== fingerprint) {
    throw new Problem(
      "refused",
      "this is not the fingerprint of your key: do not confirm it, and tell the officers.",
    );
  }
  await change(terminal, fingerprint, "confirm", { fingerprint });
}

/** People read fingerprints in groups. */
function plain(fingerprint: string): string {
  const text = fingerprint.replaceAll(/\s/gu, "").toLowerCase();
  if (/^[0-9a-f]{64}$/u.test(text)) return text;
  throw new Problem(
    "bad-input",
    "this is not a fingerprint; give all 64 digits as key list --json shows them.",
    { field: "FINGERPRINT" },
  );
}

async function change(
  terminal: Terminal,
  fingerprint: string,
  verb: "approve" | "reject" | "revoke" | "confirm",
  body: object,
): Promise<void> {
  const path = `/api/keys/${fingerprint}/${verb}`;
  const answer = await terminal.api.send(KeyChanged, "POST", path, body);
  if (terminal.wantsJson) return terminal.json(answer);
  const known = answer.unchanged ? " (it was so already)" : "";
  terminal.out(`${keyInWords(answer.key)}${known}`);
}

function keyInWords({
  fingerprint,
  account_name: name,
  state,
  waits_for: waits,
}: PersonKey): string {
  const still = waits === "" ? "" : `, waits for ${waits}`;
  return `${fingerprintInWords(fingerprint)}  ${name}: ${state}${still}`;
}

async function list(
  terminal: Terminal,
  options: { account?: string; state?: string },
): Promise<void> {
  const answer = await terminal.api.get(KeyPage, "/api/keys", { ...options, limit: 500 });
  if (terminal.wantsJson) return terminal.json(answer);
  if (answer.keys.length === 0) terminal.out("There is no such key.");
  for (const key of answer.keys) terminal.out(keyInWords(key));
}
