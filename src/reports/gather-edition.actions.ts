import { noScoreFacts, type ScoreFacts } from "../assessments/score-facts.ts";
import { reviewScoreFacts } from "../assessments/review-scores.actions.ts";
import { riskMatters } from "../decisions/decisions.actions.ts";
import type { RiskMatter } from "../decisions/risk-states.ts";
import {
  type AskedReview,
  askReview,
  type ReviewAsked,
} from "../determination/ask-review.actions.ts";
import type { Determination } from "../determination/determination.contract.ts";
import { asksStates } from "../determination/gate-states.ts";
import { takeTurnToReport } from "../determination/large-turn.actions.ts";
import { requireFitting } from "../determination/largest-determination.ts";
import { evidenceInputs } from "../evidence/evidence-counted.actions.ts";
import type { EvidenceFacts, Observed } from "../evidence/evidence-facts.ts";
import type { Mapping } from "../evidence/mapping.contract.ts";
import { inventoryOwners, observe } from "../evidence/observe.ts";
import { planQuestion } from "../evidence/plan-question.actions.ts";
import { rawFiles } from "../evidence/raw-files.store.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { organisationParents } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { settledUntil } from "../platform/log/known-at.ts";
import { storedMethodology } from "../reviews/reviews.store.ts";
import type { Publishing } from "./bundle.contract.ts";
import { policyEntry } from "./bundle-names.ts";
import type { PublicRows } from "./edition.contract.ts";
import { determineEditionSoon } from "./edition-determination.ts";
import {
  type LeftOut,
  leftOutRows,
  type Reach,
  reachOf,
  type Withholding,
} from "./edition-reach.ts";
import { publicCollections } from "./public-collections.ts";
import { publicRowsOf } from "./public-rows.ts";
import { withholdingsFor } from "./withholdings.actions.ts";

/** An edition as it would be published now. */
export interface GatheredEdition {
  readonly asked: AskedReview;
  readonly withholdings: readonly Withholding[];
  readonly reach: Reach;
  readonly rows: PublicRows;
  readonly determination: Determination;
  readonly methodologyText: string;
  /** Everything that the office knows, for warning it: no part of the edition. */
  readonly evidence: EvidenceFacts;
}

/**
 * Gathers an edition: what is withheld now is held back whatever was withheld at the instant asked
 * about, and evidence is counted from the raw files as if rows that are left out had never been read.
 * Left out, the instant is the one up to which everything is settled, and not that of the last fact:
 * two editions would else tell that something withheld became known between them.
 * Refuses: what `askReview` refuses, more values than fit (largest-determination.ts), and files in which a row of somebody withheld was combined with
 * that of another.
 */
export async function gatherEdition(
  transaction: Transaction,
  wanted: ReviewAsked,
  publishing: Publishing,
): Promise<GatheredEdition> {
  const as_of = wanted.as_of ?? (await settledUntil(transaction));
  const asked = await askReview(transaction, { ...wanted, as_of });
  const { yardstick, methodology, on, asOf } = asked;
  const size = { organisations: asked.question.scope.length, items: yardstick.items.length };
  requireFitting(asked.review.review, size);
  await takeTurnToReport(size);
  const withholdings = await withholdingsFor(transaction, asked.review.review, yardstick);
  const parents = await organisationParents(transaction, on, asOf);
  const reach = reachOf(withholdings, yardstick.items, parents);
  const evidence = await readEvidence(transaction, asked, reach);
  const { id, version, maximumAgeDays } = methodology.methodology;
  const { review, title, notice, simulated, order } = asked.review;
  const rows = publicRowsOf(
    {
      review: { id: review, title, notice, simulated, order },
      on,
      as_of: asOf,
      methodology: { id, version, entry: policyEntry("methodology", id, version) },
      yardstick: {
        id: yardstick.id,
        version: yardstick.version,
        entry: policyEntry("yardstick", yardstick.id, yardstick.version),
      },
      publishing,
      evidence,
      scores: await scoresUsed(transaction, asked),
      matters: await mattersUsed(transaction, asked),
      maximumAgeDays,
    },
    reach,
  );
  return {
    asked,
    withholdings,
    reach,
    rows,
    determination: await determineEditionSoon(rows, methodology, yardstick),
    methodologyText: (await storedMethodology(transaction, id, version))?.content ?? "",
    evidence,
  };
}

/** Scores as far as the methodology uses them: one that only measures uses which items do not apply. */
async function scoresUsed(transaction: Transaction, asked: AskedReview): Promise<ScoreFacts> {
  const { review, yardstick, methodology, asOf } = asked;
  const facts = await reviewScoreFacts(transaction, review.review, yardstick, asOf);
  return methodology.methodology.scores === "measured"
    ? { ...noScoreFacts, profiles: facts.profiles }
    : facts;
}

/** What was decided and signed, where a gate looks at it; what is withheld is taken out later. */
function mattersUsed(
  transaction: Transaction,
  { review, methodology, on, asOf, question }: AskedReview,
): Promise<RiskMatter[]> {
  if (!asksStates(methodology.methodology)) return Promise.resolve([]);
  return riskMatters(transaction, review, question.scope, { on, asOf });
}

/** The evidence with every row that may be read. */
async function readEvidence(
  transaction: Transaction,
  { question, yardstick }: AskedReview,
  reach: Reach,
): Promise<EvidenceFacts> {
  const inputs = await evidenceInputs(transaction, question);
  const { mappings } = await planQuestion(transaction, question);
  const collections = publicCollections(inputs.collections, mappings);
  const leftOut = leftOutRows(reach, yardstick.items, inputs.organisations, question.asOf);
  const evidence = { ...inputs, collections, mappings };
  return { ...evidence, observed: await observeTold(transaction, evidence, leftOut) };
}

async function observeTold(
  transaction: Transaction,
  { collections, mappings }: Pick<EvidenceFacts, "collections" | "mappings">,
  leftOut: LeftOut,
): Promise<Map<string, Observed>> {
  const byName = new Map(mappings.map((mapping) => [`${mapping.id}@${mapping.version}`, mapping]));
  const delivered = collections
    .filter(({ kind }) => kind !== "due")
    .toSorted((one, two) => Number(two.kind === "inventory") - Number(one.kind === "inventory"));
  const contents = await rawFiles(
    transaction,
    delivered.map((each) => each.file_digest),
  );
  const observed = new Map<string, Observed>();
  // Whose a unit is stands in the whole inventory: also the units of those who are left out.
  const inventories = new Map<string, Observed>();
  for (const collection of delivered) {
    const content = contents.get(collection.file_digest);
    const mapping = byName.get(collection.mapping);
    if (!content || !mapping) throw new Error(`${collection.id} is not kept, and was used`);
    const inventory =
      collection.inventory === null ? undefined : inventories.get(collection.inventory);
    const read = (without?: (owner: string) => boolean): Promise<Observed> =>
      observe(chunksOf(content), mapping, {
        fileName: collection.file_name,
        day: collection.day,
        ...(inventory === undefined ? {} : { owners: inventoryOwners(inventory) }),
        ...(without === undefined ? {} : { without }),
      });
    const told = await read((owner) => leftOut(collection, owner));
    if (combines(mapping)) refuseCombined(collection.id, await read(), told);
    observed.set(collection.id, told);
    if (collection.kind === "inventory") inventories.set(collection.id, await read());
  }
  return observed;
}

async function* chunksOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}

function combines(mapping: Mapping): boolean {
  return mapping.kind === "units" && mapping.duplicates === "combine";
}

/**
 * One unit may stand in rows of two owners, and then counts as one: left out or not, it would tell of
 * one organisation what is withheld of the other.
 */
function refuseCombined(collection: string, all: Observed, told: Observed): void {
  const own = new Map(all.units.map((unit) => [unit.unit, unit]));
  const shared = told.units.find(
    (unit) => canonicalJson(unit) !== canonicalJson(own.get(unit.unit) ?? null),
  );
  if (shared === undefined) return;
  const sentence = `in ${collection} rows of ${shared.owner} are combined with rows of an organisation of which this is withheld; withhold the same items of ${shared.owner}.`;
  throw new Problem("refused", sentence);
}
