import { readFile } from "node:fs/promises";
import { sha256 } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import type { Upload } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import { insertMethodology, storedMethodology } from "../reviews/reviews.store.ts";
import { yardstickText } from "../yardsticks/yardsticks.store.ts";
import type { MethodologyImport } from "./determination-views.contract.ts";
import { checkAgainstYardstick } from "./methodology.ts";
import type { MethodologyExplained } from "./methodology-comparison.contract.ts";
import { withItems } from "./methodology-groups.ts";
import { methodologySummary } from "./methodology-summary.ts";
import { methodologyInWords } from "./methodology-words.ts";
import { readMethodology } from "./read-methodology.ts";
import { methodologyOf, yardstickOf } from "./policies.ts";

/**
 * Imports a methodology from its YAML. The same file again changes nothing; another file under the
 * same version is refused, because ratings rest on it. Leaf: `methodology.imported`.
 * Refuses (not-found): a yardstick that is not there; (bad-input): items that it does not have.
 */
export async function importMethodology(work: Work, file: Upload): Promise<MethodologyImport> {
  return importMethodologyText(work, await readFile(file.path, "utf8"), file.name);
}

/** The same from the text of the file. */
export async function importMethodologyText(
  work: Work,
  content: string,
  fileName: string,
): Promise<MethodologyImport> {
  const { id, version, yardstick, title } = await checkedMethodology(work, content, fileName);
  const digest = sha256(content);
  const answer = { id, version, digest, yardstick };
  const known = await storedMethodology(work.transaction, id, version);
  if (known?.digest === digest) return { unchanged: true, ...answer };
  const knownAt = known ? known.known_at : await work.knownAt();
  const fresh =
    !known &&
    (await insertMethodology(work.transaction, { ...answer, content, known_at: knownAt }));
  if (!fresh) {
    const sentence = `${id}@${version} is there with other content; give the changed file another version.`;
    throw new Problem("refused", sentence, { file: fileName });
  }
  await work.append({
    kind: "methodology.imported",
    subject: `methodology/${id}@${version}`,
    data: { digest, title, yardstick },
  });
  return { unchanged: false, ...answer };
}

/** A methodology in words and as its file. Refuses (not-found) one that is not there. */
export async function explainMethodology(
  { transaction }: Work,
  name: string,
): Promise<MethodologyExplained> {
  const [wanted = "", asked = ""] = name.split("@");
  const stored = await storedMethodology(transaction, wanted, asked);
  if (!stored) {
    const sentence = `there is no methodology ${name} here; \`methodology list\` names those that there are.`;
    throw new Problem("not-found", sentence, { field: "methodology" });
  }
  const text = await yardstickText(transaction, stored.yardstick);
  if (text === undefined) throw new Error(`the yardstick of ${name} is gone`);
  const yardstick = yardstickOf(text, stored.yardstick);
  const methodology = withItems(methodologyOf(stored.content, name).methodology, yardstick);
  const { id, version, title, authority } = methodology;
  return {
    id,
    version,
    digest: stored.digest,
    title,
    authority,
    yardstick: stored.yardstick,
    labels: methodologySummary({ methodology, digest: stored.digest }).labels,
    sections: methodologyInWords(methodology, yardstick),
    content: stored.content,
  };
}

async function checkedMethodology(work: Work, content: string, fileName: string) {
  const methodology = readMethodology(content, fileName);
  const text = await yardstickText(work.transaction, methodology.yardstick);
  if (text === undefined) {
    const sentence = `there is no yardstick ${methodology.yardstick} here; import it first.`;
    throw new Problem("not-found", sentence, { file: fileName, field: "yardstick" });
  }
  const yardstick = yardstickOf(text, methodology.yardstick);
  checkAgainstYardstick(methodology, yardstick, fileName);
  return withItems(methodology, yardstick, fileName);
}
