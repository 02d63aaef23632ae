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

const Created = Type.Object({ created: Type.Array(Type.Object({ id: Type.String() })) });

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
  /** The organisations that each determination rates. */
  readonly owners: readonly string[];
}

/**
 * Puts everything into an empty victim that the crash tests need: the owners of the real hosts as
 * organisations, yardstick, methodology, the real evidence, and a review over all of it.
 */
export async function setStage(victim: Victim, ledger: Ledger): Promise<Stage> {
  const text = gunzipSync(readFileSync(fileURLToPath(new URL(hosts, house)))).toString("utf8");
  const rows = Value.Parse(Type.Array(HostRow), parse(text, { columns: true }));
  const names = [...new Set(rows.map((row) => row.Agency))];
  const lines = ["name", ...names.map((name) => `"${name.replaceAll('"', '""')}"`), ""].join("\n");

  const upload = async (path: string, files: Record<string, File>, fields = {}): Promise<void> => {
    const body = formOf(files);
    for (const [name, value] of Object.entries<string>(fields)) body.set(name, value);
    await ask(victim, ledger, Type.Unknown(), { path, body });
  };
  const organisations = new File([lines], "organisations.csv");
  const list = formOf({ file: organisations });
  list.set("create", "all");
  const importing = { path: "/api/organisations/import", body: list };
  const { created } = await ask(victim, ledger, Created, importing);
  const owners = created.map(({ id }) => id);
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
  return { units: rows.map((row) => row.Domain), owners };
}
