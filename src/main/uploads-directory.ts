import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return error instanceof Error && Reflect.get(error, "code") === "EPERM";
  }
}

/**
 * Makes the directory where this process keeps uploads while a request runs, and removes what
 * processes that are gone have left. Answers its path; only its owner may look into it.
 */
export function uploadsDirectory(data: string, ownProcess = process.pid): string {
  const all = join(data, "uploads");
  mkdirSync(all, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(all)) {
    const left = /^\d{1,10}$/.test(name) && !isRunning(Number(name));
    if (left) rmSync(join(all, name), { recursive: true, force: true });
  }
  const own = join(all, `${ownProcess}`);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return own;
}
