import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";

/** What the last backup of a data directory left behind, for the metrics of its server. */
export const LastBackup = Type.Object({ made_at: Type.String(), size: Type.Integer() });
export type LastBackup = Static<typeof LastBackup>;

const fileName = "last-backup.json";

/** Notes a backup; a data directory that cannot be written is no reason to fail one. */
export function noteBackup(data: string, last: LastBackup): boolean {
  const path = join(data, fileName);
  try {
    writeFileSync(`${path}.part`, `${JSON.stringify(last)}\n`, { mode: 0o600 });
    renameSync(`${path}.part`, path);
    return true;
  } catch {
    return false;
  }
}

/** Reads the note of the last backup; nothing where there is none, or none that can be read. */
export function lastBackup(data: string): LastBackup | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(data, fileName), "utf8"));
    return Value.Check(LastBackup, value) ? value : undefined;
  } catch {
    return undefined;
  }
}
