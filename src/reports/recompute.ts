import type { Static, TSchema } from "typebox";
import type { OrganisationScores } from "../assessments/organisation-scores.ts";
import { ScoreFacts } from "../assessments/score-facts.ts";
import { scoresOn } from "../assessments/scores-on.ts";
import type { Determination } from "../determination/determination.contract.ts";
import { determineSoon } from "../determination/determine.ts";
import { asksStates, type CountedStates } from "../determination/gate-states.ts";
import { checkAgainstYardstick, type Methodology } from "../determination/methodology.ts";
import { withItems } from "../determination/methodology-groups.ts";
import { readMethodology } from "../determination/read-methodology.ts";
import type { NamedMethodology } from "../determination/rating-inputs.ts";
import { partWordsOf } from "../determination/rating-inputs.ts";
import { countEvidence } from "../evidence/count-evidence.ts";
import type { CountedEvidence } from "../evidence/counted-evidence.ts";
import type { Collection, EvidenceFacts, Observed } from "../evidence/evidence-facts.ts";
import type { Mapping } from "../evidence/mapping.contract.ts";
import { inventoryOwners, observe } from "../evidence/observe.ts";
import { readMapping } from "../evidence/read-mapping.ts";
import { canonicalJson, sha256 } from "../kit/canonical-json.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import { readJson } from "../kit/read-json.ts";
import { AccountabilityFacts } from "./accountability.contract.ts";
import { statesOfFacts } from "./accountability-facts.ts";
import type { BundleInputs } from "./bundle.contract.ts";
import { bundleNames } from "./bundle-names.ts";
import { readYardstick } from "../yardsticks/read-yardstick.ts";

/** Gives the bytes of an entry. Refuses (not-found) with its name when it is not in the bundle. */
export type ReadEntry = (name: string) => Uint8Array;

/** What the raw files of a bundle give, by the published rules alone. */
export interface Recomputed {
  readonly determination: Determination;
  readonly facts: EvidenceFacts;
  readonly counted: CountedEvidence;
  readonly methodology: NamedMethodology;
  /** What people said; null where the determination uses nothing of it. */
  readonly scores: ScoreFacts | null;
}

/**
 * Computes a determination anew: reads policy and raw files, observes every row by its mapping,
 * counts, and applies the methodology. Nothing that the publisher computed is used.
 *
 * Refuses (bad-input, not-found), naming the entry: policy or files that cannot be read, that are
 * not what `inputs.json` says of them, or that are not there.
 */
export async function recompute(inputs: BundleInputs, read: ReadEntry): Promise<Recomputed> {
  const { evidence } = inputs;
  checkYardstick(inputs, read);
  const { entry } = inputs.methodology;
  const text = read(entry);
  const rules = readMethodology(text, entry);
  checkAgainstYardstick(rules, evidence.yardstick, entry);
  const methodology = {
    methodology: withItems(rules, evidence.yardstick, entry),
    digest: sha256(text),
  };
  const mappings = inputs.mappings.map((each) => readMapping(read(each.entry), each.entry));
  const observed = await observeAll(inputs, mappings, read);
  const facts: EvidenceFacts = { ...evidence, mappings, observed };
  const counted = countEvidence(facts, {
    on: inputs.on,
    asOf: inputs.as_of,
    maximumAgeDays: methodology.methodology.maximumAgeDays,
  });
  const scores = readScores(inputs, read);
  const determination = await determineSoon({
    review: inputs.review.id,
    on: inputs.on,
    asOf: inputs.as_of,
    yardstick: evidence.yardstick,
    methodology,
    parts: partWordsOf(counted.organisations, evidence.collections, mappings),
    evidence: counted,
    scores: saidOf(inputs, scores, methodology.methodology),
    states: statesOf(inputs, methodology.methodology, read),
  });
  return { determination, facts, counted, methodology, scores };
}

function readScores({ scores: entry }: BundleInputs, read: ReadEntry): ScoreFacts | null {
  return entry === undefined ? null : readCanonical(ScoreFacts, entry, read);
}

function readCanonical<S extends TSchema>(schema: S, entry: string, read: ReadEntry): Static<S> {
  const text = new TextDecoder().decode(read(entry));
  const facts = checkShape(schema, readJson(text, entry), (path) => ({
    file: entry,
    field: pathInWords(path),
  }));
  if (canonicalJson(facts) === text) return facts;
  throw new Problem("bad-input", "is not canonical JSON (RFC 8785).", { file: entry });
}

/** What was decided and signed; it is carried where a gate looks at it, and only there. */
function statesOf(
  { accountability: entry, evidence, on, as_of: asOf }: BundleInputs,
  methodology: Methodology,
  read: ReadEntry,
): CountedStates[] {
  if ((entry !== undefined) !== asksStates(methodology)) {
    const sentence = `names ${entry ?? "no file of risks and signatures"}, and its methodology asks otherwise.`;
    throw new Problem("bad-input", sentence, { file: bundleNames.inputs });
  }
  if (entry === undefined) return [];
  return statesOfFacts(readCanonical(AccountabilityFacts, entry, read), evidence.scope, {
    on,
    asOf,
  });
}

function saidOf(
  { on, as_of, evidence: { yardstick, scope } }: BundleInputs,
  scores: ScoreFacts | null,
  { maximumAgeDays }: Methodology,
): OrganisationScores[] {
  if (scores === null) return [];
  return scoresOn(scores, yardstick.items, scope, { on, asOf: as_of, maximumAgeDays });
}

function checkYardstick(inputs: BundleInputs, read: ReadEntry): void {
  const { entry } = inputs.yardstick;
  const yardstick = readYardstick(read(entry), entry);
  if (canonicalJson(yardstick) === canonicalJson(inputs.evidence.yardstick)) return;
  throw new Problem("bad-input", "is not the yardstick that inputs.json holds.", { file: entry });
}

/** Reads every delivered file; inventories first, because other files ask them for owners. */
async function observeAll(
  inputs: BundleInputs,
  mappings: readonly Mapping[],
  read: ReadEntry,
): Promise<ReadonlyMap<string, Observed>> {
  const byName = new Map(mappings.map((mapping) => [`${mapping.id}@${mapping.version}`, mapping]));
  const entries = new Map(inputs.sources.map(({ collection, entry }) => [collection, entry]));
  const delivered = inputs.evidence.collections.filter(({ kind }) => kind !== "due");
  const observed = new Map<string, Observed>();
  const inventoriesFirst = delivered.toSorted(
    (left, right) => Number(right.kind === "inventory") - Number(left.kind === "inventory"),
  );
  for (const collection of inventoriesFirst) {
    const entry = entries.get(collection.id);
    const mapping = byName.get(collection.mapping);
    if (entry === undefined || mapping === undefined) {
      const sentence = `names neither a file nor a mapping for the collection ${collection.id}.`;
      throw new Problem("bad-input", sentence, { file: bundleNames.inputs });
    }
    const inventory =
      collection.inventory === null ? undefined : observed.get(collection.inventory);
    observed.set(collection.id, await observeFile(collection, mapping, entry, read, inventory));
  }
  return observed;
}

async function observeFile(
  collection: Collection,
  mapping: Mapping,
  entry: string,
  read: ReadEntry,
  inventory: Observed | undefined,
): Promise<Observed> {
  const content = read(entry);
  const said = { file: entry };
  if (sha256(content) !== collection.file_digest) {
    throw new Problem("bad-input", `is not the file of the collection ${collection.id}.`, said);
  }
  const observed = await observe(asChunks(content), mapping, {
    fileName: collection.file_name,
    day: collection.day,
    ...(inventory === undefined ? {} : { owners: inventoryOwners(inventory) }),
  });
  const same =
    observed.day === collection.day &&
    observed.rows === collection.rows &&
    canonicalJson(observed.absent_columns) === canonicalJson(collection.absent_columns);
  if (same) return observed;
  const sentence = `does not give the day, the rows and the columns that inputs.json says of ${collection.id}.`;
  throw new Problem("bad-input", sentence, said);
}

async function* asChunks(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
