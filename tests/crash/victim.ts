import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findPlaces } from "../../src/platform/database/places.ts";
import { runningPostmaster } from "../../src/platform/database/postmaster.ts";
import { readInstanceFile } from "../../src/platform/terminal/instance-file.ts";

const serverFile = fileURLToPath(new URL("../../src/main/server.ts", import.meta.url));
const patienceMilliseconds = 120_000;

/** Who is killed: Muster's server process, or PostgreSQL under it with all of its processes. */
export type Target = "server" | "postgres";

/** A Muster as `npm start` starts it, that is killed and comes back. */
export class Victim {
  readonly data: string;
  url = "";
  token = "";
  private child: ChildProcess | undefined;
  private said = "";

  constructor(data: string) {
    this.data = data;
  }

  /** Starts the server on its data directory and waits until it says that it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [serverFile], {
      env: { ...process.env, MUSTER_DATA: this.data, MUSTER_PORT: "0" },
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.child = child;
    child.stderr.on("data", (chunk: Buffer) => {
      this.said = (this.said + chunk.toString()).slice(-4000);
    });
    await this.until("the server starts", async () => {
      if (child.exitCode !== null) throw new Error(`the server did not start: ${this.said}`);
      const file = readInstanceFile(this.data);
      if (!file || file.process !== child.pid) return false;
      [this.url, this.token] = [file.url, file.token];
      return this.isReady();
    });
  }

  /** Kills with SIGKILL; what was asked at that moment gets no answer. */
  async kill(target: Target): Promise<void> {
    if (target === "server") return this.killServer();
    for (const pid of this.postgresProcesses()) killHard(pid);
  }

  /** Brings it back: a server that was killed is started, PostgreSQL comes back by its supervisor. */
  async revive(target: Target): Promise<void> {
    if (target === "server") return this.start();
    await this.until("the database comes back", () => this.isReady());
  }

  /** Stops it in peace. */
  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    await ended;
  }

  /** What the server wrote last, for a failure. */
  lastWords(): string {
    return this.said;
  }

  private async killServer(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGKILL");
    await ended;
  }

  private postgresProcesses(): number[] {
    const main = runningPostmaster(findPlaces(this.data).cluster)?.pid;
    if (main === undefined) return [];
    return [main, ...childrenOf(main)];
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(new URL("/api/health", this.url))).status === 200;
    } catch {
      return false;
    }
  }

  private async until(what: string, reached: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + patienceMilliseconds;
    while (!(await reached())) {
      if (performance.now() > deadline)
        throw new Error(`waited in vain until ${what}: ${this.said}`);
      await pause(25);
    }
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}

function killHard(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It went by itself, with its server.
  }
}
