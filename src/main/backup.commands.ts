import { homedir } from "node:os";
import type { Command } from "commander";
import { readSettings, type Settings } from "../platform/settings/settings.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { backUp } from "./backup-instance.ts";
import { checkBackup, restore } from "./restore-instance.ts";

/** Adds `backup` and `restore`: for whoever runs the server, as the account that runs it. */
export function backupCommands(program: Command, terminal: Terminal): void {
  program
    .command("backup")
    .description("write everything that lasts into one file, while the server runs or not")
    .argument("<file>", "file to write, such as muster-2026-11-23.backup")
    .option("--with-secret", "put the secret that opens the keys into it: keep it like the secret")
    .action((file: string, options: { readonly withSecret?: true }) =>
      backUp(terminal, ownSettings(), file, options.withSecret === true),
    );
  program
    .command("restore")
    .description("bring a backup back into a new data directory or an empty database")
    .argument("<file>", "a file that muster backup has written")
    .option("--check", "only check that the backup is whole; writes nothing")
    .action((file: string, options: { readonly check?: true }) =>
      options.check ? checkBackup(terminal, file) : restore(terminal, ownSettings(), file),
    );
}

/** The settings of the server, from the same environment. */
function ownSettings(): Settings {
  return readSettings(process.env, { home: homedir(), isRoot: process.getuid?.() === 0 });
}
