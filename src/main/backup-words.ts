import { counted } from "../kit/counted-words.ts";
import { parseCheckpoint } from "../kit/checkpoint.ts";
import { Problem } from "../kit/problem.ts";
import { readNote } from "../kit/signed-note.ts";
import type { BackupHead } from "../platform/backup/backup-head.ts";
import { unseal } from "../platform/keys/seal.ts";

const megabyte = 1_000_000;

/** A size for people, in thousands or millions of bytes. */
export function inMegabytes(bytes: number): string {
  if (bytes < megabyte) return `${Math.ceil(bytes / 1000)} kB`;
  return `${(bytes / megabyte).toFixed(1)} MB`;
}

/** What the log of a backup ends with, in words. */
export function logInWords({ checkpoint }: BackupHead): string {
  if (checkpoint === null) return "The log has no checkpoint yet.";
  const { origin, size } = parseCheckpoint(readNote(checkpoint).text);
  return `The log ${origin} has ${counted(size, "entry", "entries")}.`;
}

/** Cron and systemd stop by SIGTERM, a closed terminal by SIGHUP: nothing half may stay then either. */
export function endOnSignals(): void {
  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.once(signal, () => process.exit(code));
  }
}

/** Refuses (refused) a secret that does not open the keys: it would be of no use to a restore. */
export function requireOpens(
  { sealed_keys: keys }: BackupHead,
  secret: Uint8Array | undefined,
  path: string,
): void {
  if (secret === undefined) return;
  const opens = keys.every(
    ({ name, sealed }) => unseal(secret, name, Buffer.from(sealed, "base64")) !== null,
  );
  if (opens) return;
  const sentence = "this secret does not open the keys that it should; name the one in use.";
  throw new Problem("refused", sentence, { file: path, field: "MUSTER_SECRET_FILE" });
}
