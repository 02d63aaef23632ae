import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Static, Type } from "typebox";
import { Value } from "typebox/value";
import { Problem } from "../../kit/problem.ts";
import type { ClientSettings } from "../settings/settings.ts";
import type { Address } from "./api.ts";

/** What a running instance leaves in its data directory for the command line of the same person. */
export const InstanceFile = Type.Object(
  { url: Type.String(), token: Type.String(), process: Type.Integer() },
  { additionalProperties: false },
);
export type InstanceFile = Static<typeof InstanceFile>;

const fileName = "instance.json";

/** Writes the file, readable by its owner only (mode 0600), in one step. */
export function writeInstanceFile(data: string, instance: InstanceFile): void {
  const path = join(data, fileName);
  const beside = `${path}.${instance.process}`;
  rmSync(beside, { force: true });
  writeFileSync(beside, `${JSON.stringify(instance)}\n`, { mode: 0o600, flag: "wx" });
  renameSync(beside, path);
}

/** Removes the file, unless another process has put its own there since. */
export function removeInstanceFile(data: string, instance: InstanceFile): void {
  if (readInstanceFile(data)?.token === instance.token)
    rmSync(join(data, fileName), { force: true });
}

/** Reads the file of a running instance; nothing when there is none or it is not readable. */
export function readInstanceFile(data: string): InstanceFile | undefined {
  const path = join(data, fileName);
  if (!existsSync(path)) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    return Value.Check(InstanceFile, value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds the server that the command line is to ask: MUSTER_URL with MUSTER_TOKEN, or the running
 * instance of the data directory. Refuses (unreachable) when there is neither.
 */
export function findServer(settings: ClientSettings): Address {
  const instance = readInstanceFile(settings.data);
  if (settings.url !== null) {
    const own = instance?.url === settings.url ? instance.token : null;
    return { url: settings.url, token: settings.token ?? own };
  }
  if (instance) return { url: instance.url, token: settings.token ?? instance.token };
  throw new Problem(
    "unreachable",
    `No Muster runs on ${settings.data}; start it with npm start, or set MUSTER_URL and MUSTER_TOKEN.`,
  );
}
