import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { ask, formOf, review } from "./deeds.ts";
import type { Ledger } from "./ledger.ts";
import type { Victim } from "./victim.ts";

const house = new URL("../../", import.meta.url);
const hosts = "demo/data/pulse-https-hosts-2020-06-08.csv.gz";

const HostRow = Type.Object({ Domain: Type.String(), Agency: Type.String() });

function fileOf(path: string): File {
  const content = readFileSync(fileURLToPath(new URL(path, house)));
  return new File([new Uint8Array(content)], basename(path));
}

/** The mapping by which hosts are imported. */
export function hostsMapping(): File {
  return fileOf("policy/mappings/pulse-hosts-1.yaml");
}

/** What stands on the stage. */
export interface Stage {
  /** Names of the hosts, for corrections. */
  readonly units: readonly string[];
  /** How many organisations each determination rates. */
  readonly organisations: number;
}

/**
 * Puts everything into an empty victim that the crash tests need: the owners of the real hosts as
 * organisations, yardstick, methodology, the real evidence, and a review over all of it.
 */
export async function setStage(victim: Victim, ledger: Ledger): Promise<Stage> {
  const text = gunzipSync(readFileSync(fileURLToPath(new URL(hosts, house)))).toString("utf8");
  const rows = Value.Parse(Type.Array(HostRow), parse(text, { columns: true }));
  const owners = [...new Set(rows.map((row) => row.Agency))];
  const list = ["name", ...owners.map((name) => `"${name.replaceAll('"', '""')}"`), ""].join("\n");

  const upload = async (path: string, files: Record<string, File>, fields = {}): Promise<void> => {
    const body = formOf(files);
    for (const [name, value] of Object.entries<string>(fields)) body.set(name, value);
    await ask(victim, ledger, Type.Unknown(), { path, body });
  };
  const organisations = new File([list], "organisations.csv");
  await upload("/api/organisations/import", { file: organisations }, { create: "all" });
  await upload("/api/yardsticks", { file: fileOf("policy/yardsticks/web-transport-1.yaml") });
  const methodology = fileOf("policy/methodologies/web-transport-1.0.yaml");
  await upload("/api/methodologies", { file: methodology });
  await upload("/api/evidence/imports", { file: fileOf(hosts), mapping: hostsMapping() });
  const body = {
    review,
    title: "What survives a crash",
    yardstick: "web-transport@1",
    methodology: "web-transport@1.0",
    organisations: owners,
  };
  await ask(victim, ledger, Type.Unknown(), { path: "/api/reviews", body });
  return { units: rows.map((row) => row.Domain), organisations: owners.length };
}
