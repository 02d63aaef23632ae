import { createReadStream, existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Type } from "typebox";
import { Value } from "typebox/value";
import { organisation, story } from "./evidence-story.ts";
import { shippedMapping } from "./federal-facts.ts";
import type { Collection, EvidenceFacts, Observed } from "../../src/evidence/evidence-facts.ts";
import type { Mapping } from "../../src/evidence/mapping.contract.ts";
import { inventoryOwners, observe } from "../../src/evidence/observe.ts";
import { readMapping } from "../../src/evidence/read-mapping.ts";
import { sha256 } from "../../src/kit/canonical-json.ts";
import { openTable } from "../../src/kit/tables.ts";
import type { Yardstick } from "../../src/yardsticks/yardstick.contract.ts";

const folder = join(import.meta.dirname, "../../../shared/data/federal");

/** Whether the published files that the project may not carry are beside it. */
export const publishedFilesAreHere = existsSync(folder);

/** Published files that tests carry: compressed, with their sources. */
export const carriedFolder = join(import.meta.dirname, "../fixtures/published");

/** The path of a published file, packed or not: carried here where it may be, else beside the project. */
export function published(name: string): string {
  const carried = [
    join(import.meta.dirname, "../../demo/data", name),
    join(carriedFolder, `${name}.gz`),
  ];
  return carried.find((path) => existsSync(path)) ?? join(folder, name);
}

/** The bytes of a published file, unpacked. */
export function publishedBytes(name: string): Buffer {
  const path = published(name);
  const bytes = readFileSync(path);
  return path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

/** A mapping that only tests need: `tests/fixtures/mappings/NAME.yaml`. */
export function fixtureMapping(name: string): Mapping {
  const file = join(import.meta.dirname, "../fixtures/mappings", `${name}.yaml`);
  return readMapping(readFileSync(file), `${name}.yaml`);
}

/** One published file with its mapping, and the registry of domains that tells the owners. */
export interface PublishedFile {
  readonly file: string;
  readonly mapping: Mapping;
  readonly registry?: string;
  /** The day spoken for, where neither name nor rows say it. */
  readonly day?: string;
}

/** Reads a published file through its mapping, owners told by the registry where it asks one. */
export async function readPublished(given: PublishedFile): Promise<Observed> {
  const { file, mapping, registry, day } = given;
  const owners = registry === undefined ? undefined : await readRegistry(registry);
  return observe(createReadStream(published(file)), mapping, {
    fileName: basename(file),
    ...(day === undefined ? {} : { day }),
    ...(owners ? { owners: inventoryOwners(owners) } : {}),
  });
}

function readRegistry(file: string): Promise<Observed> {
  const mapping = shippedMapping("dotgov-2017-1");
  return observe(createReadStream(published(file)), mapping, { fileName: file });
}

/**
 * The facts of published files as an import would make them. Every owner named is an organisation
 * whose identifier is its name, so that a number can be asked for under the name that is published.
 */
export async function publishedFacts(files: readonly PublishedFile[]): Promise<EvidenceFacts> {
  const deliveries: { collection: Collection; observed: Observed }[] = [];
  const mappings = new Map<string, Mapping>();
  const add = (
    file: string,
    mapping: Mapping,
    observed: Observed,
    inventory: string | null,
  ): string => {
    mappings.set(mapping.id, mapping);
    const id = `${mapping.source}-${observed.day}`;
    const collection: Collection = {
      id,
      kind: mapping.kind === "inventory" ? "inventory" : "delivered",
      source: mapping.source,
      day: observed.day,
      known_at: "2019-01-01T00:00:00.000000Z",
      mapping: `${mapping.id}@${mapping.version}`,
      file_digest: sha256(file),
      file_name: file,
      rows: observed.rows,
      absent_columns: observed.absent_columns,
      inventory,
      revises: null,
    };
    deliveries.push({ collection, observed });
    return id;
  };
  for (const each of files) {
    const { registry } = each;
    const inventory =
      registry === undefined
        ? null
        : add(registry, shippedMapping("dotgov-2017-1"), await readRegistry(registry), null);
    add(each.file, each.mapping, await readPublished(each), inventory);
  }
  const owners = deliveries.flatMap(({ observed }) =>
    [...observed.units, ...observed.counts].map((each) => each.owner),
  );
  return story({
    organisations: [...new Set(owners)]
      .filter((name) => name !== "")
      .sort()
      .map((name) => organisation(name)),
    yardstick: yardstickFor(files.map(({ mapping }) => mapping)),
    mappings: [...mappings.values()],
    deliveries,
  });
}

function yardstickFor(mappings: readonly Mapping[]): Yardstick {
  const items = new Map<string, Yardstick["items"][number]>();
  for (const mapping of mappings) {
    if (mapping.kind === "inventory") continue;
    for (const { item } of mapping.items) {
      items.set(item, {
        id: item,
        title: item,
        text: item,
        scale: "share",
        units: mapping.units,
        measured_by: mapping.source,
      });
    }
  }
  return {
    format: "muster/yardstick/1",
    id: "published",
    version: "1",
    title: "What was published",
    sources: [{ title: "Published files" }],
    items: [...items.values()],
    digest: sha256([...items.keys()].join()),
  };
}

/** A published table that is no evidence but an answer to compare with: its rows by column. */
export async function publishedRows(file: string): Promise<Record<string, string>[]> {
  const { header, rows } = await openTable(createReadStream(published(file)), { file });
  const found: Record<string, string>[] = [];
  for await (const { cells } of rows) {
    found.push(Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ""])));
  }
  return found;
}

const AgencyTable = Type.Object({
  data: Type.Array(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
});

/** A published table in JSON, one object an agency, to compare with. */
export function publishedJson(file: string): Record<string, string | number>[] {
  return Value.Parse(AgencyTable, JSON.parse(publishedBytes(file).toString("utf8"))).data;
}
