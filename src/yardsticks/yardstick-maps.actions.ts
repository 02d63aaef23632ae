import { readFile } from "node:fs/promises";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import { checkShape } from "../kit/check-shape.ts";
import type { Upload } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import { readCrosswalk } from "./read-crosswalk.ts";
import { successionOf } from "./succession.ts";
import { type Strategy, YardstickMap } from "./yardstick-map.contract.ts";
import { hasYardstickMap, insertYardstickMap, yardstickMaps } from "./yardstick-maps.store.ts";
import { howOf, type ImportBeside, requireYardstick } from "./yardsticks.actions.ts";
import type { KeptYardstickMap, YardstickMapAnswer } from "./yardsticks.contract.ts";
import { lockYardsticks } from "./yardsticks.store.ts";

/** Imports a crosswalk between two yardsticks from a table. Leaf: `yardstick.mapped`. */
export async function importCrosswalk(
  work: Work,
  names: { readonly yardstick: string; readonly other: string },
  files: { readonly file: Upload } & ImportBeside,
): Promise<YardstickMapAnswer> {
  const source = await requireYardstick(work, names.yardstick);
  const target = await requireYardstick(work, names.other);
  const how = await howOf(files);
  const given = { file: files.file.name, bytes: await readFile(files.file.path) };
  const map = await readCrosswalk(given, how.table ?? {}, source, target);
  return keepMap(work, map, "yardstick.mapped", {
    file: map.file,
    relations: map.relations.length,
  });
}

/**
 * Decides what becomes of answers on the way from one version of a yardstick to another, and keeps
 * that as an act. Leaf: `yardstick.strategy-chosen`.
 */
export async function chooseStrategy(
  work: Work,
  names: { readonly yardstick: string; readonly other: string },
  strategy: Strategy,
): Promise<YardstickMapAnswer> {
  const before = await requireYardstick(work, names.yardstick);
  const after = await requireYardstick(work, names.other);
  const map = successionOf(before, after, strategy);
  return keepMap(work, map, "yardstick.strategy-chosen", { strategy });
}

async function keepMap(
  work: Work,
  map: YardstickMap,
  kind: "yardstick.mapped" | "yardstick.strategy-chosen",
  data: Readonly<Record<string, string | number>>,
): Promise<YardstickMapAnswer> {
  const content = canonicalJson(map);
  const digest = sha256(content);
  await lockYardsticks(work.transaction);
  if (await hasYardstickMap(work.transaction, digest)) return { unchanged: true, digest, map };
  const knownAt = await work.knownAt();
  await insertYardstickMap(
    work.transaction,
    { kind: map.kind, source: map.source, target: map.target, digest, content },
    { by: work.actor.account, knownAt },
  );
  await work.append({
    kind,
    subject: `yardstick/${map.source}`,
    data: { digest, target: map.target, ...data },
  });
  return { unchanged: false, digest, map };
}

/** The maps from or to a yardstick, as they became known. */
export async function mapsOf(work: Work, name: string): Promise<KeptYardstickMap[]> {
  const { id, version } = await requireYardstick(work, name);
  const rows = await yardstickMaps(work.transaction, `${id}@${version}`);
  return rows.map(({ content, ...row }) => ({
    ...row,
    map: checkShape(YardstickMap, JSON.parse(content), () => ({ file: `map ${row.digest}` })),
  }));
}
