import { counted } from "../../kit/counted-words.ts";
import { open, rename, rm, writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { type Checkpoint, parseCheckpoint } from "../../kit/checkpoint.ts";
import {
  followSuccessions,
  openSuccession,
  readSuccessionNotes,
} from "../../kit/key-succession.ts";
import { Problem } from "../../kit/problem.ts";
import { openNote, readVerifierKey, type Verifier } from "../../kit/signed-note.ts";
import { readTrustFile } from "../../verify/trust-file.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { refuseWhatIsNoFile } from "../terminal/write-file.ts";
import { auditConsistency, auditWhole } from "./audit-log.ts";
import { type LogEntry, LogEntryProof, LogPage } from "./log.contract.ts";

interface ShowOptions {
  readonly subject?: string;
  readonly kind?: string;
  readonly after?: string;
  readonly limit: string;
}
interface VerifyOptions {
  readonly since?: string;
  readonly trust?: string;
  readonly save?: string;
}

const figures = (count: number): string => count.toLocaleString("en-GB");

/** Adds `log show`, `log verify` and `log export` to the command line. */
export function logCommands(program: Command, terminal: Terminal): void {
  const log = program.command("log").description("read and check the log of all changes");
  log
    .command("show [DIGEST]")
    .description("list the newest entries, or show one with its proof")
    .option("--subject <S>", "only entries about this, such as order/eo-13800")
    .option("--kind <K>", "only entries of this kind, such as order.signed")
    .option("--after <DIGEST>", "go on after this entry")
    .option("--limit <N>", "at most so many", "20")
    .action((digest: string | undefined, options: ShowOptions) =>
      digest === undefined ? showList(terminal, options) : showOne(terminal, digest),
    );
  log
    .command("verify")
    .description("check the log from what it serves to everybody")
    .option("--since <FILE>", "a checkpoint kept from earlier: checks only that it was continued")
    .option("--trust <FILE>", "verifier keys that you have from elsewhere, one on a line")
    .option("--save <FILE>", "keep the checkpoint that was checked, for --since")
    .action((options: VerifyOptions) => verifyLog(terminal, options));
  log
    .command("export")
    .description("write all entries with salts and events as JSON lines")
    .requiredOption("--out <FILE>", "file to write")
    .action((options: { readonly out: string }) => exportLog(terminal, options.out));
}

function entryLine(entry: LogEntry): string {
  const index = entry.index === null ? "number follows" : String(entry.index);
  const time = `${entry.at.slice(0, 10)} ${entry.at.slice(11, 19)}`;
  return `${time}  ${entry.digest.slice(0, 12)}  ${index.padStart(8)}  ${entry.kind}  ${entry.subject}  ${entry.actor_name}`;
}

const leftOut = "Acts that tell of scores you may not see yet are left out.";

async function showList(terminal: Terminal, options: ShowOptions): Promise<void> {
  const { subject, kind, after, limit } = options;
  const query = { subject, kind, after, limit };
  const page = await terminal.api.get(LogPage, "/api/log/entries", query);
  if (terminal.wantsJson) return terminal.json(page);
  for (const entry of page.entries) terminal.out(entryLine(entry));
  if (page.entries.length === 0) terminal.out("Nothing in the log fits this.");
  if (page.veiled) terminal.note(leftOut);
  if (page.next !== null) terminal.note(`There is more: --after ${page.next}`);
}

async function showOne(terminal: Terminal, digest: string): Promise<void> {
  const path = `/api/log/entries/${encodeURIComponent(digest)}`;
  const proof = await terminal.api.get(LogEntryProof, path);
  if (terminal.wantsJson) return terminal.json(proof);
  const { entry, inclusion, checkpoint } = proof;
  terminal.out(entryLine(entry));
  terminal.out(`\nDigest  ${entry.digest}\nSalt    ${entry.salt ?? "expired"}`);
  terminal.out(`Event   ${entry.event === null ? "expired" : JSON.stringify(entry.event)}`);
  if (!inclusion || checkpoint === null) return terminal.out("\nIts number follows in a second.");
  terminal.out(
    `\nProof that it is entry ${inclusion.index} of ${inclusion.size}, from the leaf up`,
  );
  for (const hash of inclusion.hashes) terminal.out(`  ${hash}`);
  terminal.out(`\nCheckpoint\n${checkpoint}`);
}

/**
 * Keys from elsewhere, with those that came after them by the signed word of the one before; or the
 * one that the server publishes, with those that came before it, for checkpoints kept from earlier.
 */
async function trustedKeys(
  terminal: Terminal,
  file: string | undefined,
): Promise<readonly Verifier[]> {
  const text = new TextDecoder().decode(await terminal.api.download("/log/succession"));
  const notes = readSuccessionNotes(text);
  if (file !== undefined) {
    const { verifiers } = await readTrustFile(await terminal.readText(file), file);
    return followSuccessions(verifiers, notes);
  }
  const published = await terminal.api.download("/log/vkey");
  const before = await Promise.all(notes.map(async (note) => (await openSuccession(note)).from));
  return [await readVerifierKey(new TextDecoder().decode(published)), ...before];
}

async function openCheckpoint(
  note: string,
  keys: readonly Verifier[],
  file: string,
): Promise<Checkpoint> {
  try {
    const { text, signers } = await openNote(note, keys);
    const checkpoint = parseCheckpoint(text);
    if (signers.some(({ name }) => name === checkpoint.origin)) return checkpoint;
    const sentence = `this speaks of the log ${checkpoint.origin}, which did not sign it.`;
    throw new Problem("refused", sentence);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.kind, error.message, { file }, { cause: error });
  }
}

async function verifyLog(terminal: Terminal, options: VerifyOptions): Promise<void> {
  const fetchTile = (path: string): Promise<Uint8Array> => terminal.api.download(`/log/${path}`);
  const keys = await trustedKeys(terminal, options.trust);
  const note = new TextDecoder().decode(await terminal.api.download("/log/checkpoint"));
  const newest = await openCheckpoint(note, keys, "/log/checkpoint");
  const held = [
    `The checkpoint over ${counted(newest.size, "entry", "entries")} is signed by ${newest.origin}.`,
  ];
  if (options.since === undefined) {
    using progress = terminal.progress("Checking every entry");
    const { tiles } = await auditWhole(fetchTile, newest, (read) =>
      progress.update(`${figures(read)} of ${figures(newest.size)}`),
    );
    held.push(`Every entry and ${counted(tiles, "tile")} give the root that was signed.`);
  } else {
    const older = await openCheckpoint(await terminal.readText(options.since), keys, options.since);
    if (older.origin !== newest.origin) {
      const sentence = `this is of another log, ${older.origin}; take a checkpoint of ${newest.origin}.`;
      throw new Problem("bad-input", sentence, { file: options.since });
    }
    await auditConsistency(fetchTile, older, newest);
    held.push(`The log of ${counted(older.size, "entry", "entries")} is its unchanged beginning.`);
  }
  if (options.save !== undefined) await keepFile(options.save, note);
  const origin = options.trust === undefined ? "not established" : "established";
  if (terminal.wantsJson) {
    return terminal.json({ holds: true, log: newest.origin, size: newest.size, origin, held });
  }
  for (const sentence of held) terminal.out(`✓ ${sentence}`);
  if (options.trust === undefined) {
    terminal.note("The key came from the server itself; --trust FILE checks it against yours.");
  }
}

async function* allEntries(terminal: Terminal): AsyncGenerator<LogEntry[]> {
  let after: string | undefined;
  do {
    const query = { order: "oldest", limit: 500, after };
    const page: LogPage = await terminal.api.get(LogPage, "/api/log/entries", query);
    if (page.veiled && after === undefined) terminal.note(leftOut);
    yield page.entries;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

/** A file that cannot be written is a matter of its path, and said so. */
function unwritable(file: string, cause: unknown): Problem {
  const sentence = "this cannot be written; name a file in a directory that is there and yours.";
  return new Problem("bad-input", sentence, { file }, { cause });
}

async function keepFile(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw unwritable(file, error);
  });
}

/** Writes into a file beside the wanted one, which takes its place when all is written. */
async function exportLog(terminal: Terminal, file: string): Promise<void> {
  await refuseWhatIsNoFile(file);
  const beside = `${file}.part`;
  terminal.whenStopped(`Stopped. Nothing was written to ${file}; run the command again.`);
  const output = await open(beside, "w").catch((error: unknown) => {
    throw unwritable(file, error);
  });
  using progress = terminal.progress("Writing the log");
  let written = 0;
  try {
    for await (const entries of allEntries(terminal)) {
      await output.write(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""));
      written += entries.length;
      progress.update(counted(written, "entry", "entries"));
    }
    await output.close();
    await rename(beside, file);
  } catch (error) {
    await output.close();
    await rm(beside, { force: true });
    throw error;
  }
  if (terminal.wantsJson) return terminal.json({ file, entries: written });
  terminal.out(`${counted(written, "entry is", "entries are")} in ${file}.`);
}
