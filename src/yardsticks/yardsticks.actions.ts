import { readFile } from "node:fs/promises";
import { sha256 } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import type { Upload } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import {
  convertYardstick,
  type Given,
  mergedHow,
  plainHow,
  readYardstickHow,
} from "./convert-yardstick.ts";
import { readYardstick } from "./read-yardstick.ts";
import type { Yardstick } from "./yardstick.contract.ts";
import type { YardstickHow } from "./yardstick-import.contract.ts";
import type { YardstickImport } from "./yardsticks.contract.ts";
import {
  insertYardstick,
  insertYardstickFiles,
  type KeptFile,
  lockYardsticks,
  yardstickFiles,
  yardstickNamed,
} from "./yardsticks.store.ts";

/** What is sent with a yardstick: how to read it, and what a profile imports. */
export interface ImportBeside {
  readonly how?: Upload | undefined;
  /** The same as `how`, as JSON, from the flags of a command; what it says wins. */
  readonly flags?: string | undefined;
  readonly imports?: readonly Upload[];
}

/**
 * Imports a yardstick from its YAML or JSON, or makes one of OSCAL, CSV or XLSX. The same content
 * again changes nothing; other content under the same version is refused, because ratings rest on
 * it. The files are kept as they came. Leaf: `yardstick.imported`.
 */
export async function importYardstick(
  work: Work,
  file: Upload,
  beside: ImportBeside = {},
): Promise<YardstickImport> {
  const given = await givenOf(file);
  const how = await howOf(beside);
  const sent = await Promise.all((beside.imports ?? []).map(givenOf));
  const files = onceEach([...sent, ...(await storedFiles(work, how))]);
  const base = how.select && (await yardstickNamed(work.transaction, how.select.of));
  const made = await convertYardstick(given, { how, howFile: beside.how?.name, files, base });
  const kept =
    made.yardstick.origin === undefined
      ? []
      : [keptFile("file", given), ...files.map((each) => keptFile("import", each))];
  if (kept.length > 0 && beside.how) kept.push(keptFile("how", await givenOf(beside.how)));
  return keep(work, { ...made, files: kept }, file.name);
}

/** The same from the text of a file that says everything itself. */
export function importYardstickText(
  work: Work,
  content: string,
  fileName: string,
): Promise<YardstickImport> {
  const yardstick = readYardstick(content, fileName);
  return keep(work, { yardstick, content, notes: [], files: [] }, fileName);
}

/** How to import: what a file says, then what was said by flags. */
export async function howOf(beside: ImportBeside): Promise<YardstickHow> {
  const file = beside.how
    ? readYardstickHow(await readFile(beside.how.path), beside.how.name)
    : plainHow;
  const { flags } = beside;
  return flags === undefined ? file : mergedHow(file, readYardstickHow(flags, "the flags"));
}

interface Made {
  readonly yardstick: Yardstick;
  readonly content: string;
  readonly notes: readonly string[];
  readonly files: readonly KeptFile[];
}

async function keep(work: Work, made: Made, fileName: string): Promise<YardstickImport> {
  const { yardstick, content, notes } = made;
  const name = `${yardstick.id}@${yardstick.version}`;
  await lockYardsticks(work.transaction);
  const known = await yardstickNamed(work.transaction, name);
  const answer = { yardstick: counted(yardstick), notes: [...notes] };
  if (known?.digest === yardstick.digest) return { unchanged: true, ...answer };
  if (known) {
    const by = yardstick.origin === undefined ? "" : `, by \`--as ${yardstick.id}@VERSION\``;
    const sentence = `${name} is there with other content; give the changed file another version${by}.`;
    throw new Problem("refused", sentence, { file: fileName });
  }
  const knownAt = await work.knownAt();
  const by = work.actor.account;
  await insertYardstick(work.transaction, yardstick, { content, by, knownAt });
  await insertYardstickFiles(work.transaction, yardstick, made.files);
  await work.append({
    kind: "yardstick.imported",
    subject: `yardstick/${name}`,
    data: {
      digest: yardstick.digest,
      title: yardstick.title,
      ...(made.files.length > 0 && {
        files: made.files.map((each) => ({ name: each.name, digest: each.digest })),
      }),
    },
  });
  return { unchanged: false, ...answer };
}

async function givenOf(upload: Upload): Promise<Given> {
  return { file: upload.name, bytes: await readFile(upload.path) };
}

function keptFile(role: KeptFile["role"], { file, bytes }: Given): KeptFile {
  return { role, name: file, digest: sha256(bytes), bytes };
}

/** Two yardsticks that are here may stand on the same catalogue: it is taken once. */
function onceEach(files: readonly Given[]): Given[] {
  const byDigest = new Map(files.map((each) => [sha256(each.bytes), each]));
  return [...byDigest.values()];
}

/** The OSCAL files of yardsticks that are here already, for a profile that imports them. */
async function storedFiles(work: Work, how: YardstickHow): Promise<Given[]> {
  const found: Given[] = [];
  for (const name of how.with ?? []) {
    const yardstick = await requireYardstick(work, name);
    const files = await yardstickFiles(work.transaction, yardstick);
    const oscal = files.filter((each) => each.role !== "how");
    if (oscal.length === 0 || !yardstick.origin?.format.startsWith("oscal")) {
      const sentence = `${name} was not imported from OSCAL, so no profile can import it; give the file.`;
      throw new Problem("bad-input", sentence, { field: "with" });
    }
    found.push(...oscal.map((each) => ({ file: each.name, bytes: each.bytes })));
  }
  return found;
}

/** A yardstick as an import answers it: counted, not listed. */
export function counted(yardstick: Yardstick): YardstickImport["yardstick"] {
  const { id, version, digest, title, items, groups = [], capabilities = [] } = yardstick;
  return {
    id,
    version,
    digest,
    title,
    items: items.length,
    withdrawn: items.filter((item) => item.withdrawn !== undefined).length,
    groups: groups.length,
    capabilities: capabilities.length,
  };
}

/** A yardstick by `id@version` or `id`. Refuses (not-found) what is not there. */
export async function requireYardstick(work: Work, name: string): Promise<Yardstick> {
  const yardstick = await yardstickNamed(work.transaction, name);
  if (yardstick) return yardstick;
  throw new Problem("not-found", `There is no yardstick "${name}"; \`yardstick list\` shows them.`);
}
