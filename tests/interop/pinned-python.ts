import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../src/kit/canonical-json.ts";
import { runTool } from "./run-tool.ts";

const folderOfAll = join(import.meta.dirname, "../../dist/interop");

/**
 * A Python with pinned packages, made once under dist/; null where none can be made.
 * Given: a name for it, the file that pins the packages, and a directory to work in.
 */
export async function pinnedPython(
  name: string,
  requirements: string,
  workspace: string,
): Promise<string | null> {
  const pins = readFileSync(requirements);
  const folder = join(folderOfAll, `${name}-${sha256(pins).slice(0, 12)}`);
  const python = join(folder, "bin/python");
  const ready = join(folder, "ready");
  if (existsSync(ready)) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folderOfAll, { recursive: true });
  const made = await runTool("python3", ["-m", "venv", folder], workspace);
  if (made.code !== 0) return null;
  const quiet = ["--quiet", "--disable-pip-version-check"];
  const words = ["-m", "pip", "install", ...quiet, "-r", requirements];
  if ((await runTool(python, words, workspace)).code !== 0) return null;
  writeFileSync(ready, "");
  return python;
}
