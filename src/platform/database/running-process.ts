import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Tells one process from a later one with the same number: its start in clock ticks since the
 * machine started, proc_pid_stat(5) field 22. Undefined when it does not run, or only waits to be
 * buried. Where there is no /proc the answer for a living process is an empty text.
 */
export function processStart(pid: number): string | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Forbidden means that it runs, under another account.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return undefined;
  }
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name of the program, in parentheses, may hold anything, parentheses too.
    const [state, ...rest] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return state === "Z" || state === "X" ? undefined : (rest[18] ?? "");
  } catch {
    return process.platform === "linux" ? undefined : "";
  }
}

/** Waits until a process has ended; answers false when it still runs after `limit` milliseconds. */
export async function processEnded(pid: number, limit: number): Promise<boolean> {
  const start = processStart(pid);
  const deadline = performance.now() + limit;
  if (start === undefined) return true;
  while (processStart(pid) === start) {
    if (performance.now() > deadline) return false;
    await pause(10);
  }
  return true;
}
