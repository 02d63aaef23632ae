import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { cleanEnvironment } from "./clean-environment.ts";
import type { Places } from "./places.ts";
import { processEnded, processStart } from "./running-process.ts";

/** The server's main process, started by us or found running. */
export interface Postmaster {
  readonly pid: number;
  /** Tells it from a later process with the same number. */
  readonly start: string | undefined;
  /** Holds the socket. */
  readonly socket: string;
  /** The started process; undefined for one that was found. */
  readonly child: ChildProcess | undefined;
}

/**
 * The server that postmaster.pid says is running on the cluster: line 1 is its number, line 5 the
 * directory of its socket. Undefined when that process is gone; PostgreSQL itself clears the file.
 */
export function runningPostmaster(cluster: string): Postmaster | undefined {
  const lines = readPidFile(cluster);
  const pid = Number(lines[0]);
  const socket = lines[4];
  const start = processStart(pid);
  if (start === undefined || !isPostgres(pid, cluster)) return undefined;
  return socket ? { pid, start, socket, child: undefined } : undefined;
}

function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

/** Tells the server from any process that got its number later, by the directory it was given. */
function isPostgres(pid: number, cluster: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(cluster);
  } catch {
    return process.platform !== "linux";
  }
}

const longestLog = 8 * 1024 * 1024;

/** Starts the server: no TCP, its own group, a clean environment, messages to the log file. */
export function spawnPostmaster(
  places: Places,
  binaries: Binaries,
  socket: string,
  settings: Readonly<Record<string, string>>,
): Postmaster {
  const { account, cluster, log } = places;
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > longestLog)
    renameSync(log, `${log}.1`);
  const output = openSync(log, "a", 0o600);
  const all = { ...fixedSettings, unix_socket_directories: socket, ...settings };
  const given = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(path.join(binaries.directory, "bin", "postgres"), ["-D", cluster, ...given], {
    cwd: "/",
    env: cleanEnvironment,
    uid: account.uid,
    gid: account.gid,
    detached: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  child.on("error", () => {});
  child.unref();
  const pid = child.pid ?? 0;
  return { pid, start: processStart(pid), socket, child };
}

const fixedSettings = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  timezone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  // One machine, one application: modest memory, and enough connections for several processes.
  max_connections: "60",
  shared_buffers: "64MB",
  max_wal_size: "512MB",
} as const;

/** Stops the server: fast (SIGINT), and immediately (SIGQUIT) when that takes over 10 seconds. */
export async function stopPostmaster({ pid, start }: Postmaster): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (start === undefined || processStart(pid) !== start) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await processEnded(pid, 10_000)) return;
  }
}

/**
 * Whether a server has ended because somebody wanted so: one of ours by a signal, or in order as
 * after a signal that it understands, rather than because it could not start; one that was found has
 * no end that could be asked, and if it is gone, it did run. False while it runs.
 */
export async function wasStopped({ pid, start, child }: Postmaster): Promise<boolean> {
  if (start === undefined || processStart(pid) === start) return false;
  if (!child) return true;
  // How it ended is told a little later; no event is waited for, because it keeps no process alive.
  while (child.exitCode === null && child.signalCode === null) await pause(10);
  return child.exitCode === 0 || child.signalCode !== null;
}
