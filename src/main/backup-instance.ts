import { counted } from "../kit/counted-words.ts";
import { existsSync, readFileSync } from "node:fs";
import { Problem } from "../kit/problem.ts";
import { writeBackup } from "../platform/backup/write-backup.ts";
import type { Settings } from "../platform/settings/settings.ts";
import type { Terminal } from "../platform/terminal/terminal.ts";
import { refuseWhatIsNoFile } from "../platform/terminal/write-file.ts";
import { endOnSignals, inMegabytes, logInWords, requireOpens } from "./backup-words.ts";
import { noteBackup } from "./last-backup.ts";
import { openOperated } from "./operated-database.ts";
import { secretPath } from "./secret-file.ts";
import { version } from "./version.ts";

function secretFor(settings: Settings, wanted: boolean): Uint8Array | undefined {
  if (!wanted) return undefined;
  const path = secretPath(settings);
  if (existsSync(path)) return readFileSync(path);
  throw new Problem("not-found", "there is no secret here; set MUSTER_SECRET_FILE.", {
    file: path,
  });
}

/**
 * Writes a backup of the instance that the settings name, and says what is in it. It only reads, so
 * it asks the database and not the server: it works while the server runs and while it does not.
 */
export async function backUp(
  terminal: Terminal,
  settings: Settings,
  file: string,
  withSecret: boolean,
): Promise<void> {
  await refuseWhatIsNoFile(file);
  const secret = secretFor(settings, withSecret);
  terminal.whenStopped(`Stopped. Nothing was written to ${file}; run the command again.`);
  endOnSignals();
  const operated = await openOperated(settings, (words) => terminal.note(words));
  try {
    using progress = terminal.progress("Writing the backup");
    const { head, contents, size, digest } = await writeBackup({
      database: operated.database,
      file,
      version,
      secret,
      signal: terminal.signal,
      check: (begun) => requireOpens(begun, secret, secretPath(settings)),
      onProgress: ({ table, bytes }) => progress.update(`${inMegabytes(bytes)}, ${table}`),
    });
    progress.done();
    noteBackup(settings.data, { made_at: head.made_at, size });
    const rows = contents.tables.reduce((sum, table) => sum + table.rows, 0);
    const { made_at, with_secret } = head;
    if (terminal.wantsJson) {
      return terminal.json({ file, size, digest, made_at, rows, with_secret });
    }
    terminal.out(`${file}: ${counted(rows, "row")}, ${inMegabytes(size)}, as of ${made_at}.`);
    terminal.out(`${logInWords(head)}\nSHA-256 ${digest}`);
    terminal.note(
      with_secret
        ? "It contains the secret: whoever has this file can sign as this log. Keep it as you keep the secret."
        : `It cannot be restored without the secret in ${secretPath(settings)}, which is not in it: keep a copy of that file in another place.`,
    );
  } finally {
    await operated.close();
  }
}
