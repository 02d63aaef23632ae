import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import { type Path, pathInWords } from "../kit/check-shape.ts";
import { unpacked } from "../kit/gunzip.ts";
import { type Place, Problem } from "../kit/problem.ts";
import { readYaml } from "../kit/read-yaml.ts";
import { scaledItems, type UnscaledItem } from "./apply-how.ts";
import { readControlTable } from "./control-table.ts";
import { isCsfHeader, itemsOfCsf } from "./csf-table.ts";
import { isControlHeader, itemsOfTable } from "./items-of-table.ts";
import { controlsIn } from "./oscal/control-tree.ts";
import type { Metadata } from "./oscal/oscal.contract.ts";
import { oscalOf } from "./oscal/read-oscal.ts";
import { type GivenFile, resolveProfile } from "./oscal/resolve-profile.ts";
import { itemsOfCatalog } from "./oscal/yardstick-of-catalog.ts";
import { jsonFileLimits, readJsonFile } from "./read-json-file.ts";
import { checkYardstickWords, readYardstick, soundYardstick } from "./read-yardstick.ts";
import { selectItems } from "./select-items.ts";
import type { Yardstick, YardstickFile, YardstickOrigin } from "./yardstick.contract.ts";
import { YardstickHow } from "./yardstick-import.contract.ts";

/** A file as it was given. */
export interface Given {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** What stands beside the file that is imported. */
export interface Beside {
  /** Catalogues and profiles that a profile imports. */
  readonly files: readonly Given[];
  readonly how: YardstickHow;
  /** The file that says how to import, where there is one: refusals of what it says name it. */
  readonly howFile?: string | undefined;
  /** The yardstick of which a table chooses items. */
  readonly base?: Yardstick | undefined;
}

/** A yardstick, its text as it is kept, and what was noticed while it was made. */
export interface Converted {
  readonly yardstick: Yardstick;
  readonly content: string;
  readonly notes: readonly string[];
}

/** Nothing said about how to import. */
export const plainHow: YardstickHow = { format: "muster/yardstick-import/1" };

/** Reads how to import from YAML or JSON. Refuses (bad-input) another shape, with line and field. */
export function readYardstickHow(content: string | Uint8Array, file: string): YardstickHow {
  return readYaml(YardstickHow, content, file).value;
}

/** What a file says about an import, with what was said by flags, which win. */
export function mergedHow(file: YardstickHow, flags: YardstickHow): YardstickHow {
  const columns = { ...file.table?.columns, ...flags.table?.columns };
  const table = {
    ...file.table,
    ...flags.table,
    ...(Object.keys(columns).length > 0 && { columns }),
  };
  return { ...file, ...flags, ...(Object.keys(table).length > 0 && { table }) };
}

/**
 * Turns a file into a yardstick: our own YAML or JSON as it stands; OSCAL catalogues and profiles,
 * CSV and XLSX by conversion. Files may be packed with gzip. Nothing is asked of clock or network.
 * Refuses, in one sentence with file and place, what the reader of its format refuses.
 */
export async function convertYardstick(given: Given, beside: Beside): Promise<Converted> {
  const bytes = await plainBytes(given);
  const { file } = given;
  switch (formatOf(bytes, file, beside.how)) {
    case "table":
      return fromTable({ file, bytes }, beside);
    case "json": {
      const value = readJsonFile(bytes, file);
      if (!isOwn(value)) return fromOscal({ file, bytes }, value, beside);
      break;
    }
    default:
  }
  if (Object.keys(beside.how).length > 1 || beside.files.length > 0) {
    const sentence =
      "this is a yardstick of Muster, which says everything itself; change the file, and leave out the flags.";
    throw new Problem("bad-input", sentence, { file });
  }
  const yardstick = readYardstick(bytes, file);
  return { yardstick, content: new TextDecoder().decode(bytes), notes: [] };
}

/** The bytes of a file, unpacked where it is gzip. Refuses (bad-input) a PDF, by what it begins with. */
async function plainBytes(given: Given): Promise<Uint8Array> {
  const bytes = await unpackedBytes(given);
  // ISO 32000-2, 7.5.2: the header of a PDF.
  if (!new TextDecoder().decode(bytes.subarray(0, 8)).startsWith("%PDF")) return bytes;
  const sentence =
    "this is a PDF, and no items are read out of one; give a yardstick of Muster in YAML, OSCAL in JSON, or a table in CSV or XLSX.";
  throw new Problem("bad-input", sentence, { file: given.file });
}

async function unpackedBytes({ file, bytes }: Given): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const chunks: Uint8Array[] = [];
  for await (const chunk of unpacked(oneChunk(bytes), { file, limit: jsonFileLimits.bytes })) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

// oxlint-disable-next-line require-await -- `unpacked` reads asynchronously; these bytes are here.
async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function formatOf(bytes: Uint8Array, file: string, how: YardstickHow): "table" | "json" | "yaml" {
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const named = /\.(csv|tsv|xlsx)(\.gz)?$/iu.test(file);
  if (zip || named || how.table || how.select) return "table";
  const start = bytes[0] === 0xef ? 3 : 0;
  const first = bytes.subarray(start, start + 1000).find((byte) => byte > 0x20);
  return first === 0x7b || /\.json(\.gz)?$/iu.test(file) ? "json" : "yaml";
}

function isOwn(value: unknown): boolean {
  return typeof value === "object" && value !== null && "format" in value;
}

async function fromTable(given: Given, { how, howFile, base }: Beside): Promise<Converted> {
  const { file, bytes } = given;
  const columns = how.table?.columns ?? {};
  const select = how.select;
  const isHeader = (header: readonly string[]): boolean =>
    select
      ? header.includes(select.column)
      : isCsfHeader(header) || isControlHeader(header, columns);
  const table = await readControlTable(bytes, file, how.table ?? {}, isHeader);
  const origin = { format: table.format, file, file_digest: sha256(bytes) } as const;
  if (select) {
    if (!base) throw new Problem("not-found", `there is no yardstick ${select.of} to choose from.`);
    const { groups, items, notes } = selectItems(table, select, base);
    const title = how.title ?? `${base.title}: ${select.column}`;
    const imports = [{ file: `${base.id}@${base.version}`, file_digest: base.digest }];
    const sources = how.sources ?? base.sources;
    return finish(
      { ...how, title, sources },
      { groups, items, notes },
      { ...origin, imports },
      { file, howFile },
    );
  }
  const read = isCsfHeader(table.header) ? itemsOfCsf(table) : itemsOfTable(table, columns);
  return finish(how, read, origin, { file, howFile });
}

async function fromOscal(
  given: Given,
  value: unknown,
  { how, howFile, files }: Beside,
): Promise<Converted> {
  const { file } = given;
  const root: GivenFile = { file, digest: sha256(given.bytes), oscal: oscalOf(value, file) };
  const others = await Promise.all(files.map(async (each) => givenFile(each)));
  const { catalog, imports, notes } = resolved(root, others);
  const metadata =
    root.oscal.kind === "catalog" ? root.oscal.catalog.metadata : root.oscal.profile.metadata;
  const by = how.items ?? "controls";
  const read = itemsOfCatalog(catalog, by, file);
  const origin: YardstickOrigin = {
    format: root.oscal.kind === "catalog" ? "oscal-catalog" : "oscal-profile",
    file,
    file_digest: root.digest,
    version: metadata.version,
    oscal_version: metadata["oscal-version"],
    last_modified: metadata["last-modified"],
    items: by,
    ...(imports.length > 0 && {
      imports: imports.map((each) => ({ file: each.file, file_digest: each.digest })),
    }),
  };
  const said = withMetadata(how, metadata);
  return finish(said, { ...read, notes: [...notes, ...read.notes] }, origin, { file, howFile });
}

/** The catalogue that a file means: its own, or that of its profile once resolved. */
export function resolved(
  root: GivenFile,
  others: readonly GivenFile[],
): ReturnType<typeof resolveProfile> {
  if (root.oscal.kind === "catalog" && others.length > 0) {
    const sentence = "this is a catalogue, which imports nothing; leave out the files beside it.";
    throw new Problem("bad-input", sentence, { file: root.file });
  }
  const answer = resolveProfile(root, others);
  const unused = others.find((each) => !answer.imports.includes(each));
  if (unused) {
    const sentence = `nothing imports this file; leave it out, or name it as ${root.file} does.`;
    throw new Problem("bad-input", sentence, { file: unused.file });
  }
  if ([...controlsIn(answer.catalog)].length === 0) {
    const sentence = "nothing is left of this profile; mend what it includes and excludes.";
    throw new Problem("bad-input", sentence, { file: root.file });
  }
  return answer;
}

/** Reads a file of OSCAL, packed or not, with the digest of its bytes. */
export async function givenFile(given: Given): Promise<GivenFile> {
  const bytes = await plainBytes(given);
  const value = readJsonFile(bytes, given.file);
  return { file: given.file, digest: sha256(bytes), oscal: oscalOf(value, given.file) };
}

/** What the metadata of OSCAL say, where nothing else was said. */
function withMetadata(how: YardstickHow, metadata: Metadata): YardstickHow {
  const version = metadata.version.trim().replaceAll(/[^A-Za-z0-9.+_-]+/gu, "-");
  const plain = version.replaceAll(/^[.+_-]+|[.+_-]+$/gu, "").replaceAll(/([.+_-])[.+_-]+/gu, "$1");
  const title = metadata.title.trim();
  return {
    ...how,
    title: how.title ?? title,
    version: how.version ?? plain.slice(0, 40),
    sources: how.sources ?? [{ title: `${title}, ${metadata.version}`.slice(0, 4000) }],
  };
}

/** Puts a yardstick together, and holds it to what every yardstick is held to. */
function finish(
  how: YardstickHow,
  read: {
    readonly groups: NonNullable<YardstickFile["groups"]>;
    readonly items: readonly UnscaledItem[];
    readonly notes: readonly string[];
  },
  origin: YardstickOrigin,
  { file, howFile }: { readonly file: string; readonly howFile?: string | undefined },
): Converted {
  const id = how.id ?? slugOf(how.title ?? "");
  if (id === "" || how.version === undefined || how.version === "") {
    const missing = id === "" ? "`--as id@version`" : `\`--as ${id}@version\``;
    throw new Problem("bad-input", `this file does not say how it is called; give ${missing}.`, {
      file,
    });
  }
  const title = how.title ?? id;
  const whole: YardstickFile = {
    format: "muster/yardstick/1",
    id,
    version: how.version,
    title,
    sources: how.sources ?? [{ title: file }],
    origin,
    ...(read.groups.length > 0 && { groups: [...read.groups] }),
    ...(how.capabilities && { capabilities: how.capabilities }),
    items: scaledItems(read.items, how, file, howFile),
  };
  // Capabilities come from nowhere else.
  const placeOf = (path: Path): Place => ({
    file: path[0] === "capabilities" ? (howFile ?? file) : file,
    field: pathInWords(path),
  });
  checkYardstickWords(whole, placeOf);
  const content = canonicalJson(whole);
  return { yardstick: soundYardstick(whole, content, placeOf), content, notes: read.notes };
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .slice(0, 100)
    .replaceAll(/^-+|-+$/gu, "");
}
