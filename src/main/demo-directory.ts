import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../kit/problem.ts";

const mark = "demo-data";
const meaning = "Data of Muster's demonstration; npm run demo -- --reset deletes this directory.\n";

/**
 * Makes sure that a directory is the demo's own before anything is written or deleted in it.
 * Refuses (refused): a directory with data that the demo did not make.
 */
export function claimDemoDirectory(data: string, reset: boolean): void {
  const isThere = existsSync(data) && readdirSync(data).length > 0;
  if (isThere && !existsSync(join(data, mark))) {
    throw new Problem(
      "refused",
      `${data} holds data that the demo did not make: set MUSTER_DATA to another directory.`,
    );
  }
  if (isThere && reset) rmSync(data, { recursive: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(join(data, mark), meaning, { mode: 0o600 });
}
