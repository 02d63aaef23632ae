import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../kit/problem.ts";
import { plainText } from "../kit/shown-text.ts";
import { makeDataDirectory } from "../platform/database/places.ts";

/** What Muster itself puts into a data directory, also in a start that was broken off. */
const ours =
  /^(?:database|database\.location|secret(?:\.new)?|uploads|instance\.json(?:\.\d+)?|last-backup\.json(?:\.part)?|demo-data)$/u;
/** What a file system puts at the top of a disk that is new. */
const ofTheDisk = "lost+found";

/**
 * Makes the data directory, or makes sure that it is an empty one or one that Muster made, before
 * anything is written there: people may add files to it later.
 * Refuses (bad-input): a directory with files of somebody else; a place where none can be.
 */
export function claimDataDirectory(data: string): void {
  const foreign = namesIn(data).find((name) => !ours.test(name) && name !== ofTheDisk);
  if (foreign === undefined || isMade(data)) {
    makeDataDirectory(data);
    return;
  }
  throw new Problem(
    "bad-input",
    `${data} holds files of somebody else, such as ${JSON.stringify(plainText(foreign))}, where an empty or new directory is expected, or one that Muster made; name another, such as ${join(data, "muster")}.`,
    { field: "MUSTER_DATA" },
  );
}

function namesIn(data: string): readonly string[] {
  if (!statSync(data, { throwIfNoEntry: false })?.isDirectory()) return [];
  try {
    return readdirSync(data).toSorted();
  } catch (cause) {
    const sentence = `${data} cannot be read by this account; name a directory of its own.`;
    throw new Problem("bad-input", sentence, { field: "MUSTER_DATA" }, { cause });
  }
}

/** Whether Muster ran here before: on its own database, or on another, which leaves uploads alone. */
function isMade(data: string): boolean {
  const database = [join("database", "cluster", "PG_VERSION"), "database.location", "demo-data"];
  if (database.some((name) => existsSync(join(data, name)))) return true;
  const uploads = namesIn(join(data, "uploads"));
  return uploads.length > 0 && uploads.every((name) => /^\d{1,10}$/u.test(name));
}
