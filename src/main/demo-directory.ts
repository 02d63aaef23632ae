import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../kit/problem.ts";
import { makeDataDirectory } from "../platform/database/places.ts";
import { removeDatabase } from "../platform/database/start-database.ts";

const mark = "demo-data";
const meaning = "Data of Muster's demonstration; npm run demo -- --reset deletes this directory.\n";

/**
 * Makes sure that a directory is the demo's own before anything is written or deleted in it.
 * Refuses (refused): a directory with data that the demo did not make; (conflict): one in use.
 */
export async function claimDemoDirectory(data: string, reset: boolean): Promise<void> {
  const isThere = existsSync(data) && readdirSync(data).length > 0;
  if (isThere && !existsSync(join(data, mark))) {
    throw new Problem(
      "refused",
      `${data} holds data that the demo did not make: set MUSTER_DATA to another directory.`,
    );
  }
  if (isThere && reset) {
    await removeDatabase(data);
    rmSync(data, { recursive: true });
  }
  makeDataDirectory(data);
  writeFileSync(join(data, mark), meaning, { mode: 0o600 });
}
