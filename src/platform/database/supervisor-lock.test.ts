import { spawn, spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeDirectory, temporaryDirectory } from "../../../tests/support/supervised.ts";
import { processStart } from "./running-process.ts";
import { takeLock } from "./supervisor-lock.ts";

let top = "";
let file = "";
beforeEach(() => {
  top = temporaryDirectory();
  file = path.join(top, "lock");
});
afterEach(() => removeDirectory(top));

function heldBy(pid: number, start: string): void {
  const holder = { pid, start, watcher: 0, watcher_start: "", since: "2026-01-02T03:04:05.000Z" };
  writeFileSync(file, JSON.stringify(holder));
}

it("is taken once, given back, and leaves nothing behind", () => {
  const lock = takeLock(file, top);
  expect(lock.previous).toBeUndefined();
  expect(() => takeLock(file, top)).toThrow("already in use by this process");
  lock.noteWatcher(process.pid);
  lock.release();
  expect(readdirSync(top)).toEqual([]);
});

it("names the process that holds it and since when", () => {
  const child = spawn("sleep", ["60"]);
  const pid = child.pid ?? 0;
  heldBy(pid, processStart(pid) ?? "");
  expect(() => takeLock(file, "/data")).toThrow(
    `The database in /data is already in use by process ${pid}, since 2026-01-02`,
  );
  child.kill();
});

it("is taken over from a process that died, even when its number is in use again", () => {
  heldBy(spawnSync("true").pid, "1");
  const lock = takeLock(file, top);
  expect(lock.previous?.since).toBe("2026-01-02T03:04:05.000Z");
  lock.release();
  heldBy(process.ppid, "1");
  takeLock(file, top).release();
});

it("is taken over when its file was cut short by a full disk", () => {
  writeFileSync(file, '{"pid":');
  takeLock(file, top).release();
  expect(readdirSync(top)).toEqual([]);
});
