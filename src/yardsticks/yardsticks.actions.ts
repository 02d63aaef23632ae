import { readFile } from "node:fs/promises";
import { Problem } from "../kit/problem.ts";
import type { Upload } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import { readYardstick } from "./read-yardstick.ts";
import type { Yardstick } from "./yardstick.contract.ts";
import type { YardstickImport } from "./yardsticks.contract.ts";
import { insertYardstick, lockYardsticks, yardstickNamed } from "./yardsticks.store.ts";

/**
 * Imports a yardstick from its YAML. The same file again changes nothing; another file under the
 * same version is refused, because ratings rest on it. Leaf: `yardstick.imported`.
 */
export async function importYardstick(work: Work, file: Upload): Promise<YardstickImport> {
  return importYardstickText(work, await readFile(file.path, "utf8"), file.name);
}

/** The same from the text of the file. */
export async function importYardstickText(
  work: Work,
  content: string,
  fileName: string,
): Promise<YardstickImport> {
  const yardstick = readYardstick(content, fileName);
  const name = `${yardstick.id}@${yardstick.version}`;
  await lockYardsticks(work.transaction);
  const known = await yardstickNamed(work.transaction, name);
  if (known?.digest === yardstick.digest) return { unchanged: true, yardstick };
  if (known) {
    const sentence = `${name} is there with other content; give the changed file another version.`;
    throw new Problem("refused", sentence, { file: fileName });
  }
  const knownAt = await work.knownAt();
  const by = work.actor.account;
  await insertYardstick(work.transaction, yardstick, { content, by, knownAt });
  await work.append({
    kind: "yardstick.imported",
    subject: `yardstick/${name}`,
    data: { digest: yardstick.digest, title: yardstick.title },
  });
  return { unchanged: false, yardstick };
}

/** A yardstick by `id@version` or `id`. Refuses (not-found) what is not there. */
export async function requireYardstick(work: Work, name: string): Promise<Yardstick> {
  const yardstick = await yardstickNamed(work.transaction, name);
  if (yardstick) return yardstick;
  throw new Problem("not-found", `There is no yardstick "${name}"; \`yardstick list\` shows them.`);
}
