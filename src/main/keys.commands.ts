import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import type { Command } from "commander";
import { Problem } from "../kit/problem.ts";
import { syncDirectory } from "../platform/backup/durable.ts";
import { migrate } from "../platform/database/migrate.ts";
import { opensKeys, rotateLogKey, sealAnew } from "../platform/keys/rotate-keys.ts";
import { sequenceLeaves } from "../platform/log/sequence-leaves.ts";
import { readSettings, type Settings } from "../platform/settings/settings.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { features } from "./features.ts";
import { openOperated, openStopped, type OperatedDatabase } from "./operated-database.ts";
import { readSecret, secretPath } from "./secret-file.ts";

/** Adds `log rotate-key` and `secret rotate`: for whoever runs the server, as its account. */
export function keysCommands(program: Command, terminal: Terminal): void {
  const log = program.commands.find((each) => each.name() === "log") ?? program.command("log");
  log
    .command("rotate-key")
    .description("give the log a new key, signed by the old one; every server has to be stopped")
    .action(() => rotateKey(terminal, ownSettings()));
  program
    .command("secret")
    .description("the file that opens the keys of the database")
    .command("rotate")
    .description("make a new secret and seal the keys under it; the server may run")
    .action(() => rotateSecret(terminal, ownSettings()));
}

function ownSettings(): Settings {
  return readSettings(process.env, { home: homedir(), isRoot: process.getuid?.() === 0 });
}

async function within<T>(
  operated: OperatedDatabase,
  work: (operated: OperatedDatabase) => Promise<T>,
): Promise<T> {
  try {
    return await work(operated);
  } finally {
    await operated.close();
  }
}

async function rotateKey(terminal: Terminal, settings: Settings): Promise<void> {
  const stopped = await openStopped(settings, (words) => terminal.note(words));
  const { before, now, succession } = await within(stopped, async ({ database }) => {
    await migrate(
      database,
      features.flatMap((feature) => feature.migrations),
    );
    const rotated = await rotateLogKey(database, readSecret(settings));
    // The first checkpoint of the new key, over the leaf that tells of it.
    while ((await sequenceLeaves(database, rotated.signer)) > 0);
    return rotated;
  });
  if (terminal.wantsJson) return terminal.json({ before, now, succession });
  terminal.out(`The log has a new key:\n${now}`);
  terminal.out(`Its old key has signed that, and is gone:\n\n${succession}`);
  terminal.note(
    "Start the server again, and publish the new key where the old one was published. Whoever trusts the old key accepts the new one by what is served under /log/succession.",
  );
}

async function rotateSecret(terminal: Terminal, settings: Settings): Promise<void> {
  const path = secretPath(settings);
  const next = `${path}.new`;
  const operated = await openOperated(settings, (words) => terminal.note(words));
  const sealed = await within(operated, async ({ database }) => {
    // Left behind where an earlier run was broken off: it may be the one in use already.
    if (!existsSync(next)) await writeSecret(next);
    const to = readFileSync(next);
    if (!(await opensKeys(database, to))) await sealAnew(database, readSecret(settings), to);
    renameSync(next, path);
    await syncDirectory(path);
    return path;
  });
  if (terminal.wantsJson) return terminal.json({ secret: sealed });
  terminal.out(`The keys are sealed under a new secret, which is in ${sealed}.`);
  terminal.note(
    "Keep a copy of it where the copy of the old one was, and give it to every process on this database. Backups from before still need the old one.",
  );
}

/** On the disk for good before anything is sealed under it. */
async function writeSecret(path: string): Promise<void> {
  try {
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: "wx", flush: true });
    await syncDirectory(path);
  } catch (error) {
    const sentence = "a new secret cannot be written here; run this as the account of the server.";
    throw new Problem("bad-input", sentence, { file: path }, { cause: error });
  }
}
