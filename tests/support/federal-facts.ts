import { createReadStream, readFileSync } from "node:fs";
import type { Collection, EvidenceFacts, Observed } from "../../src/evidence/evidence-facts.ts";
import type { Mapping } from "../../src/evidence/mapping.contract.ts";
import { inventoryOwners, observe } from "../../src/evidence/observe.ts";
import { readMapping } from "../../src/evidence/read-mapping.ts";
import { sha256 } from "../../src/kit/canonical-json.ts";
import { slugOf } from "../../src/organisations/slug.ts";
import { readYardstick } from "../../src/yardsticks/read-yardstick.ts";

/** The instant at which the facts below are known. */
export const knownAt = "2026-11-22T10:00:00.000000Z";

/** Reads a mapping that ships: `policy/mappings/NAME.yaml`. */
export function shippedMapping(name: string): Mapping {
  return readMapping(readFileSync(`policy/mappings/${name}.yaml`), `${name}.yaml`);
}

/** The day of web transport in facts, as the demonstration imports it: 2017 and 2020. */
export async function federalFacts(): Promise<EvidenceFacts> {
  const mappings = ["pulse-hosts-1", "pulse-parents-1", "dotgov-2017-1", "dotgov-2020-1"].map(
    shippedMapping,
  );
  const observed = new Map<string, Observed>();
  const collections: Collection[] = [];
  const add = async (
    file: string,
    name: string,
    kind: "delivered" | "inventory",
    inventory: string | null = null,
  ): Promise<void> => {
    const mapping = shippedMapping(name);
    const path = `demo/data/${file}`;
    const owners = inventory === null ? undefined : observed.get(inventory);
    const rows = await observe(createReadStream(path), mapping, {
      fileName: file,
      ...(owners ? { owners: inventoryOwners(owners) } : {}),
    });
    const id = `${mapping.source}-${rows.day}`;
    observed.set(id, rows);
    collections.push({
      id,
      kind,
      source: mapping.source,
      day: rows.day,
      known_at: knownAt,
      mapping: `${mapping.id}@${mapping.version}`,
      file_digest: sha256(readFileSync(path)),
      file_name: file,
      rows: rows.rows,
      absent_columns: rows.absent_columns,
      inventory,
      revises: null,
    });
  };
  await add("dotgov-federal-2017-05-31.csv", "dotgov-2017-1", "inventory");
  await add("https-pshtt-2017-08-09.csv", "pulse-parents-1", "delivered", "dotgov-2017-05-31");
  await add("dotgov-federal-2020-06-03.csv", "dotgov-2020-1", "inventory");
  await add("pulse-https-hosts-2020-06-08.csv.gz", "pulse-hosts-1", "delivered");
  const names = [
    ...new Set(observed.get("pulse-2020-06-08")?.units.map((unit) => unit.owner) ?? []),
  ].sort();
  const organisations = names.map((name) => ({
    id: slugOf(name),
    kind: "organisation" as const,
    known_at: knownAt,
    names: [
      {
        name,
        kind: "name" as const,
        from: null,
        until: null,
        reason: "",
        by: "tests",
        known_at: knownAt,
      },
    ],
  }));
  return {
    organisations,
    scope: organisations.map((each) => each.id),
    yardstick: readYardstick(
      readFileSync("policy/yardsticks/web-transport-1.yaml"),
      "web-transport-1.yaml",
    ),
    collections,
    corrections: [],
    retirements: [],
    mappings,
    observed,
  };
}
