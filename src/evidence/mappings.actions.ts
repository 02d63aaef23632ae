import { readFile } from "node:fs/promises";
import { Problem } from "../kit/problem.ts";
import type { Upload } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import type { MappingImport } from "./evidence.contract.ts";
import { insertMapping, lockSource, mappingNamed } from "./evidence.store.ts";
import type { Mapping } from "./mapping.contract.ts";
import { readMapping } from "./read-mapping.ts";

/** A mapping with the text of its file, as sent or as known; `known` when it is kept already. */
export interface GivenMapping {
  readonly mapping: Mapping;
  readonly content: string;
  readonly known: boolean;
}

/**
 * Reads a mapping that was sent, and looks whether it is kept.
 * Refuses: another content under a version that is kept, because numbers rest on it.
 */
export async function givenMapping(
  work: Work,
  content: string,
  fileName: string,
): Promise<GivenMapping> {
  const mapping = readMapping(content, fileName);
  const name = `${mapping.id}@${mapping.version}`;
  const kept = await mappingNamed(work.transaction, name);
  if (kept && kept.digest !== mapping.digest) {
    const sentence = `${name} is there with other content; give the changed file another version.`;
    throw new Problem("refused", sentence, { file: fileName });
  }
  return { mapping, content, known: kept !== undefined };
}

/** Keeps a mapping that is not kept yet. Leaf: `mapping.imported`. */
export async function keepMapping(work: Work, given: GivenMapping): Promise<void> {
  if (given.known) return;
  const { mapping, content } = given;
  const knownAt = await work.knownAt();
  await insertMapping(work.transaction, mapping, { content, by: work.actor.account, knownAt });
  await work.append({
    kind: "mapping.imported",
    subject: `mapping/${mapping.id}@${mapping.version}`,
    data: { digest: mapping.digest, source: mapping.source, title: mapping.title },
  });
}

/** Imports a mapping by itself. The same file again changes nothing. Leaf: `mapping.imported`. */
export async function importMapping(work: Work, file: Upload): Promise<MappingImport> {
  const content = await readFile(file.path, "utf8");
  await lockSource(work.transaction, readMapping(content, file.name).source);
  const given = await givenMapping(work, content, file.name);
  await keepMapping(work, given);
  const { id, version, digest } = given.mapping;
  return { unchanged: given.known, id, version, digest };
}

/** A kept mapping by `id@version` or `id`. Refuses (not-found) what is not there. */
export async function requireMapping(work: Work, name: string): Promise<Mapping> {
  const mapping = await mappingNamed(work.transaction, name);
  if (mapping) return mapping;
  throw new Problem(
    "not-found",
    `There is no mapping "${name}"; \`mapping list\` shows those that are known, or name a file.`,
  );
}
