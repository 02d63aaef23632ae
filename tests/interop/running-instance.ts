import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readInstanceFile } from "../../src/platform/terminal/instance-file.ts";

const serverFile = fileURLToPath(new URL("../../src/main/server.ts", import.meta.url));

/** A server as `npm start` starts it, on a data directory of its own. */
export interface RunningInstance {
  readonly url: string;
  /** A token of the operator of the machine, as the command line finds it. */
  readonly token: string;
  /** A directory that is removed with the instance. */
  readonly directory: string;
  stop(): Promise<void>;
}

/** Starts an empty instance as a process of its own and waits until it answers. */
export async function startInstance(): Promise<RunningInstance> {
  const directory = mkdtempSync(join(tmpdir(), "muster-interop-"));
  chmodSync(directory, 0o711);
  const data = join(directory, "data");
  const environment = { ...process.env, MUSTER_DATA: data, MUSTER_PORT: "0" };
  const child = spawn(process.execPath, [serverFile], {
    env: environment,
    stdio: ["ignore", "ignore", "pipe"],
  });
  // Told only when it does not start: a request is a line.
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let instance = readInstanceFile(data);
  while (!instance && child.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    instance = readInstanceFile(data);
  }
  if (!instance)
    throw new Error(`the server ended with ${child.exitCode} before it answered: ${said}`);
  return {
    url: instance.url,
    token: instance.token,
    directory,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
