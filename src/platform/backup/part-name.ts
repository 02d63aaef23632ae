import { existsSync, readdirSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { processStart } from "../database/running-process.ts";

/**
 * The name beside a file under which this process writes it until it is whole. Removes what processes
 * that were killed have left there.
 */
export function makePartName(file: string, ownProcess = process.pid): string {
  const directory = dirname(file);
  const beginning = `${basename(file)}.part-`;
  for (const name of existsSync(directory) ? readdirSync(directory) : []) {
    const id = name.startsWith(beginning) ? name.slice(beginning.length) : "";
    const isOwn = Number(id) === ownProcess;
    const isLeft = /^\d{1,10}$/.test(id) && (isOwn || processStart(Number(id)) === undefined);
    if (isLeft) rmSync(join(directory, name), { force: true });
  }
  return join(directory, `${beginning}${ownProcess}`);
}
