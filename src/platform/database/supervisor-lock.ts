import { randomBytes } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { Problem } from "../../kit/problem.ts";
import { processStart } from "./running-process.ts";

const Holder = Type.Object({
  pid: Type.Integer(),
  /** Tells the process from a later one with the same number. */
  start: Type.String(),
  /** The watcher that ends the server when the holder dies; 0 before there is one. */
  watcher: Type.Integer(),
  watcher_start: Type.String(),
  /** For people. */
  since: Type.String(),
});
/** Whoever looks after a database. */
export type Holder = Static<typeof Holder>;

/** A lock that this process holds. */
export interface SupervisorLock {
  /** Whoever held it before and died without giving it back. */
  readonly previous: Holder | undefined;
  /** Notes the watcher, so that whoever comes after a crash knows whether it is still at work. */
  noteWatcher(pid: number): void;
  release(): void;
}

/**
 * Takes the lock of one database for this process. The lock of a dead holder is taken over.
 * Problem: conflict, naming the holder, when another process, or this one, has it.
 */
export function takeLock(file: string, dataDirectory: string): SupervisorLock {
  let holder: Holder = {
    pid: process.pid,
    start: processStart(process.pid) ?? "",
    watcher: 0,
    watcher_start: "",
    since: new Date().toISOString(),
  };
  const previous = claim(file, JSON.stringify(holder), dataDirectory);
  return {
    previous,
    noteWatcher(pid) {
      holder = { ...holder, watcher: pid, watcher_start: processStart(pid) ?? "" };
      const next = writeBeside(file, JSON.stringify(holder));
      renameSync(next, file);
    },
    release() {
      if (readHolder(file)?.since === holder.since) rmSync(file, { force: true });
    },
  };
}

/** Links a whole file into place: a link either appears complete or not at all. */
function claim(file: string, content: string, dataDirectory: string): Holder | undefined {
  let previous: Holder | undefined;
  const mine = writeBeside(file, content);
  try {
    for (;;) {
      if (linked(mine, file)) return previous;
      const holder = readHolder(file);
      if (holder && processStart(holder.pid) === holder.start) throw held(holder, dataDirectory);
      previous = holder ?? previous;
      setAside(file, holder);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moves a dead holder's lock away, unless a third process took it over since it was read. */
function setAside(file: string, dead: Holder | undefined): void {
  const aside = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // Somebody else did so first.
  }
  if (readHolder(aside)?.since !== dead?.since) linked(aside, file);
  rmSync(aside, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function writeBeside(file: string, content: string): string {
  const name = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(name, content, { mode: 0o600 });
  return name;
}

function readHolder(file: string): Holder | undefined {
  try {
    return Value.Parse(Holder, JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

function held(holder: Holder, dataDirectory: string): Problem {
  const who = holder.pid === process.pid ? "this process" : `process ${holder.pid}`;
  return new Problem(
    "conflict",
    `The database in ${dataDirectory} is already in use by ${who}, since ${holder.since}: stop that one first, or give this one another directory by MUSTER_DATA.`,
  );
}
