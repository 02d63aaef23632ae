import { counted } from "../kit/counted-words.ts";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { Problem } from "../kit/problem.ts";
import type { BackupHead } from "../platform/backup/backup-head.ts";
import { readBackup, type WholeBackup } from "../platform/backup/read-backup.ts";
import { requireEmpty, restoreBackup, stepsOf } from "../platform/backup/restore-backup.ts";
import { migrate } from "../platform/database/migrate.ts";
import type { Settings } from "../platform/settings/settings.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { endOnSignals, inMegabytes, logInWords, requireOpens } from "./backup-words.ts";
import { features } from "./features.ts";
import { hasDatabase, type NewDatabase, openForRestore } from "./operated-database.ts";
import { secretPath } from "./secret-file.ts";

const migrations = features.flatMap((feature) => feature.migrations);

async function readWhole(terminal: Terminal, file: string): Promise<WholeBackup> {
  using progress = terminal.progress("Checking every byte of the backup");
  const whole = await readBackup(file, {
    signal: terminal.signal,
    onProgress: (bytes) => progress.update(inMegabytes(bytes)),
  });
  stepsOf(whole.head, migrations, file);
  return whole;
}

function rowsOf({ contents }: WholeBackup): number {
  return contents.tables.reduce((sum, table) => sum + table.rows, 0);
}

/** Checks a backup without writing anything, and says what it holds. */
export async function checkBackup(terminal: Terminal, file: string): Promise<void> {
  const whole = await readWhole(terminal, file);
  const { made_at, muster, with_secret } = whole.head;
  const rows = rowsOf(whole);
  if (terminal.wantsJson) {
    return terminal.json({ file, whole: true, made_at, muster, rows, with_secret });
  }
  terminal.out(`${file} is whole: ${counted(rows, "row")}, as of ${made_at}, by Muster ${muster}.`);
  terminal.out(logInWords(whole.head));
  terminal.out(with_secret ? "The secret is in it." : "The secret is not in it.");
}

/**
 * The secret that opens the keys of a backup: the file that is there, or the one in the backup.
 * Refuses (not-found): there is neither; (refused): the file that is there is another secret.
 */
function secretOf(
  { head, secret }: WholeBackup,
  path: string,
): { readonly missing: Uint8Array | undefined } {
  if (existsSync(path)) {
    requireOpens(head, readFileSync(path), path);
    return { missing: undefined };
  }
  requireOpens(head, secret, path);
  if (secret !== undefined) return { missing: secret };
  throw new Problem(
    "not-found",
    "the secret that opens the keys of this backup is not in it and not here; copy that file here, or set MUSTER_SECRET_FILE to where it is.",
    { file: path },
  );
}

/** Opens the database early where there is one already, so that one with data is refused at once. */
async function openEarly(terminal: Terminal, settings: Settings): Promise<NewDatabase | undefined> {
  if (settings.databaseUrl === null && !hasDatabase(settings.data)) return undefined;
  const target = await openForRestore(settings, (words) => terminal.note(words));
  try {
    await target.database.transact("read", requireEmpty);
    return target;
  } catch (error) {
    await target.undo();
    throw error;
  }
}

/**
 * Restores a backup into a new data directory, or into an empty external database. Nothing is
 * written before every byte of the backup was checked; what fails later leaves nothing behind.
 */
export async function restore(terminal: Terminal, settings: Settings, file: string): Promise<void> {
  terminal.whenStopped("Stopped. Nothing was restored; run the command again.");
  endOnSignals();
  const early = await openEarly(terminal, settings);
  let target = early;
  try {
    const whole = await readWhole(terminal, file);
    const { missing } = secretOf(whole, secretPath(settings));
    target ??= await openForRestore(settings, (words) => terminal.note(words));
    const ran = await fill(terminal, target, settings, { file, whole, missing });
    await target.close();
    say(terminal, settings, whole, ran);
  } catch (error) {
    await target?.undo();
    throw error;
  }
}

interface Given {
  readonly file: string;
  readonly whole: WholeBackup;
  readonly missing: Uint8Array | undefined;
}

/** Writes secret and rows. Answers the steps of the schema that came after the backup. */
async function fill(
  terminal: Terminal,
  { database }: NewDatabase,
  settings: Settings,
  { file, whole, missing }: Given,
): Promise<string[]> {
  using progress = terminal.progress("Restoring");
  const path = secretPath(settings);
  if (missing) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, missing, { mode: 0o600, flag: "wx" });
  }
  try {
    await restoreBackup({
      database,
      file,
      whole,
      migrations,
      signal: terminal.signal,
      onProgress: (bytes) => progress.update(inMegabytes(bytes)),
    });
  } catch (error) {
    if (missing) rmSync(path, { force: true });
    throw error;
  }
  const ran = await migrate(database, migrations);
  // Without counts of its rows PostgreSQL would plan its first queries badly.
  await database.command("analyze");
  return ran;
}

function say(
  terminal: Terminal,
  settings: Settings,
  whole: WholeBackup,
  ran: readonly string[],
): void {
  const { head } = whole;
  const rows = rowsOf(whole);
  const where =
    settings.databaseUrl === null ? settings.data : "the database of MUSTER_DATABASE_URL";
  if (terminal.wantsJson) {
    return terminal.json({ restored: true, rows, made_at: head.made_at, steps: ran });
  }
  terminal.out(`Restored into ${where}: ${counted(rows, "row")}, as of ${head.made_at}.`);
  terminal.out(logInWords(head));
  if (ran.length > 0) terminal.out(`The schema was brought up to date by ${ran.join(", ")}.`);
  terminal.out(comparisonWords(head));
  terminal.note("Nobody is signed in after a restore; passwords and API tokens are as they were.");
}

function comparisonWords({ made_at: madeAt }: BackupHead): string {
  return `What was done after ${madeAt} is not in it: compare with a checkpoint that you kept, by muster log verify --since FILE.`;
}
