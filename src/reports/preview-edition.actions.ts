import type { ReviewAsked } from "../determination/ask-review.actions.ts";
import { sourcesOf } from "../evidence/plan-question.actions.ts";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { nameOn } from "../organisations/organisation-names.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { yardstickNamed } from "../yardsticks/yardsticks.store.ts";
import { type EditionPreview, PublicRows } from "./edition.contract.ts";
import { mentionsOf, remarksOf } from "./edition-mentions.ts";
import { publishedSoFar } from "./editions.store.ts";
import { type GatheredEdition, gatherEdition } from "./gather-edition.actions.ts";

const nobody = { errors_to: "", corrects: null };

/**
 * What a public edition would hold back and tell, before anything is published. The digest is that of
 * its public rows but for what the office adds to them when it publishes.
 */
export async function previewEdition(
  work: Work,
  asked: Pick<ReviewAsked, "review" | "on" | "as_of">,
): Promise<EditionPreview> {
  const { transaction } = work;
  const gathered = await gatherEdition(transaction, asked, nobody);
  return previewOf(transaction, gathered);
}

async function previewOf(
  transaction: Transaction,
  gathered: GatheredEdition,
): Promise<EditionPreview> {
  const { rows, reach, evidence, determination, withholdings } = gathered;
  const hidden = new Set(reach.hidden.keys());
  const scope = new Set(evidence.scope);
  const names = new Map(
    evidence.organisations.map((each) => [each.id, nameOn(each, rows.on, rows.as_of)]),
  );
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    review: rows.review.id,
    on: rows.on,
    as_of: rows.as_of,
    withholds: withholdings.length > 0,
    digest: previewDigest(rows),
    headline: determination.enterprise.headline,
    organisations: rows.organisations.length,
    hidden: [...reach.hidden].map(([organisation, leaves]) => ({
      organisation,
      name: nameOf(organisation),
      with: leaves === organisation ? "" : leaves,
      in_scope: scope.has(organisation),
    })),
    withheld: rows.withheld.map(({ organisation, item, authority }) => ({
      organisation,
      name: nameOf(organisation),
      item,
      authority,
      along: reach.withheld.get(organisation)?.get(item)?.along ?? "",
    })),
    told_already: await toldAlready(transaction, gathered),
    mentions: mentionsOf(rows, hidden, evidence.organisations),
    remarks: remarksOf(rows, hidden, evidence.organisations),
  };
}

/** Of the rows without what the office adds, which is not known when somebody looks at a preview. */
export function previewDigest(rows: PublicRows): string {
  return sha256(canonicalJson({ ...rows, publishing: nobody }));
}

/** Publications that hold what is withheld now: whole bundles over the same sources, and editions. */
async function toldAlready(
  transaction: Transaction,
  { asked, reach }: GatheredEdition,
): Promise<EditionPreview["told_already"]> {
  if (reach.hidden.size === 0 && reach.withheld.size === 0) return [];
  const told: EditionPreview["told_already"] = [];
  for (const { publication, on, review, yardstick, rows } of await publishedSoFar(transaction)) {
    const own = review === asked.review.review;
    const tells =
      rows === null
        ? own || (await sharesSources(transaction, yardstick, asked.yardstick))
        : own && rowsTell(readRows(rows), reach);
    if (tells) told.push({ publication, on });
  }
  return told;
}

async function sharesSources(
  transaction: Transaction,
  name: string,
  yardstick: Yardstick,
): Promise<boolean> {
  const theirs = await yardstickNamed(transaction, name);
  const sources = new Set(sourcesOf(yardstick));
  return theirs !== undefined && sourcesOf(theirs).some((source) => sources.has(source));
}

function rowsTell(
  { organisations, withheld }: PublicRows,
  reach: GatheredEdition["reach"],
): boolean {
  const then = new Set(withheld.map(({ organisation, item }) => `${organisation} ${item}`));
  return organisations.some(({ organisation, measured, self, independent, accountability }) => {
    const own = reach.withheld.get(organisation);
    const risks = accountability !== undefined && own !== undefined;
    return (
      reach.hidden.has(organisation) ||
      // Counts of risks told of every item that was not withheld then.
      (risks && [...own.keys()].some((item) => !then.has(`${organisation} ${item}`))) ||
      [...measured, ...self, ...independent].some(({ item }) => own?.has(item) ?? false)
    );
  });
}

/** Reads the public rows of an edition that was kept. */
export function readRows(text: string): PublicRows {
  const value: unknown = JSON.parse(text);
  return checkShape(PublicRows, value, (path) => ({ field: pathInWords(path) }));
}
