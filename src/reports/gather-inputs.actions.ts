import { reviewScoreFacts } from "../assessments/review-scores.actions.ts";
import { printedVerdicts } from "../confirmations/printed-verdicts.actions.ts";
import { riskMatters } from "../decisions/decisions.actions.ts";
import { askReview, type AskedReview } from "../determination/ask-review.actions.ts";
import { sizeOf } from "../determination/determination.actions.ts";
import { takeTurnToReport } from "../determination/large-turn.actions.ts";
import { requireFitting } from "../determination/largest-determination.ts";
import type { RecordedHead } from "../determination/recorded.actions.ts";
import { asksStates } from "../determination/gate-states.ts";
import type { DeterminationHead } from "../determination/determine.ts";
import { evidenceInputs } from "../evidence/evidence-counted.actions.ts";
import { planQuestion, type ReviewQuestion } from "../evidence/plan-question.actions.ts";
import type { EvidenceInputs } from "../evidence/evidence-facts.ts";
import { mappingTexts } from "../evidence/evidence.store.ts";
import { rawFiles } from "../evidence/raw-files.store.ts";
import { canonicalJson } from "../kit/canonical-json.ts";
import type { ZipEntry } from "../kit/zip.ts";
import type { Transaction } from "../platform/database/database.ts";
import { storedMethodology } from "../reviews/reviews.store.ts";
import { yardstickText } from "../yardsticks/yardsticks.store.ts";
import { accountabilityFacts } from "./accountability-facts.ts";
import type { BundleInputs } from "./bundle.contract.ts";
import { bundleNames, policyEntry, sourceEntry } from "./bundle-names.ts";
import { verdictsFile } from "./verdicts-file.ts";
import { publicCollections } from "./public-collections.ts";
import { publicOrganisations } from "./public-organisations.ts";
import { publicScores } from "./public-scores.ts";

/** What a bundle states as its inputs, with every file that they name. */
export interface Gathered {
  readonly inputs: BundleInputs;
  readonly files: readonly ZipEntry[];
}

/**
 * Gathers what a recorded determination was computed from: the review's words, the evidence as known
 * then, policy and raw files; and nothing else of the instance. Refuses: more values than fit
 * (largest-determination.ts). Fails when a file that was used is not kept.
 */
export async function gatherInputs(
  transaction: Transaction,
  recorded: RecordedHead,
  publishing: BundleInputs["publishing"],
): Promise<Gathered> {
  const { review: id, on, as_of, methodology, outside } = recorded;
  const asked = await askReview(transaction, {
    review: id,
    on,
    as_of,
    methodology: `${methodology.id}@${methodology.version}`,
  });
  requireFitting(id, sizeOf(asked));
  await takeTurnToReport(sizeOf(asked));
  const { title, notice, simulated, order, left } = asked.review;
  const evidence = await publicEvidence(transaction, asked.question, outside);
  const policy = await policyFiles(transaction, recorded);
  const mappings = await mappingFiles(transaction, evidence.collections);
  const sources = await sourceFiles(transaction, evidence.collections);
  const scores = await scoresFile(transaction, asked);
  const decided = await accountabilityFile(transaction, asked);
  const verdicts = await verdictsEntry(transaction, recorded, simulated);
  const inputs: BundleInputs = {
    format: "muster/bundle-inputs/1",
    review: { id, title, notice, simulated, order, left },
    on,
    as_of,
    methodology: namedEntry(policy.methodology),
    yardstick: namedEntry(policy.yardstick),
    mappings: mappings.map(namedEntry),
    sources: sources.map(({ collection, name }) => ({ collection, entry: name })),
    evidence,
    ...(scores === null ? {} : { scores: scores.name }),
    ...(decided === null ? {} : { accountability: decided.name }),
    ...(verdicts === null ? {} : { verdicts: verdicts.name }),
    publishing,
  };
  const raw = sources.map(({ name, content }) => ({ name, content }));
  const said = [scores, decided, verdicts].filter((each) => each !== null);
  return { inputs, files: [policy.methodology, policy.yardstick, ...mappings, ...raw, ...said] };
}

/** What people said, as far as the methodology uses it; null where it uses nothing. */
async function scoresFile(
  transaction: Transaction,
  { review, yardstick, methodology, asOf, assessedAt }: AskedReview,
): Promise<ZipEntry | null> {
  if (assessedAt === null) return null;
  const facts = await reviewScoreFacts(transaction, review.review, yardstick, asOf);
  const scores = publicScores(facts, methodology.methodology);
  return scores && entryOf(bundleNames.scores, canonicalJson(scores), "what people said");
}

/** What was decided and signed; null where no gate of the methodology looks at it. */
async function accountabilityFile(
  transaction: Transaction,
  { review, methodology, on, asOf, question }: AskedReview,
): Promise<ZipEntry | null> {
  if (!asksStates(methodology.methodology)) return null;
  const matters = await riskMatters(transaction, review, question.scope, { on, asOf });
  const text = canonicalJson(accountabilityFacts(matters));
  return entryOf(bundleNames.accountability, text, "what was decided");
}

/** What was replied, answered and signed of these ratings; null where they were sent to nobody. */
async function verdictsEntry(
  transaction: Transaction,
  { review, digest }: RecordedHead,
  simulated: boolean,
): Promise<ZipEntry | null> {
  const { verdicts, confirmations } = await printedVerdicts(transaction, review, simulated, digest);
  if (verdicts.length === 0) return null;
  const text = canonicalJson(verdictsFile(verdicts, [...confirmations], simulated));
  return entryOf(bundleNames.verdicts, text, "what was replied");
}

/** As much of the evidence as the ratings stand on. */
async function publicEvidence(
  transaction: Transaction,
  question: ReviewQuestion,
  outside: DeterminationHead["outside"],
): Promise<EvidenceInputs> {
  const evidence = await evidenceInputs(transaction, question);
  const { mappings } = await planQuestion(transaction, question);
  const collections = publicCollections(evidence.collections, mappings);
  const kept = new Set(collections.map(({ id }) => id));
  return {
    ...evidence,
    organisations: publicOrganisations(
      evidence.organisations,
      question.scope,
      outside.map(({ name }) => name),
    ),
    collections,
    corrections: evidence.corrections.filter(({ collection }) => kept.has(collection)),
  };
}

function namedEntry({ name }: ZipEntry): BundleInputs["mappings"][number] {
  const [, id = "", version = ""] = /\/(.+)@(.+)\.yaml$/.exec(name) ?? [];
  return { id, version, entry: name };
}

function entryOf(name: string, text: string | undefined, what: string): ZipEntry {
  if (text === undefined) throw new Error(`${what} is not kept, and was used`);
  return { name, content: new TextEncoder().encode(text) };
}

async function policyFiles(
  transaction: Transaction,
  { methodology: m, yardstick: y }: DeterminationHead,
): Promise<{ methodology: ZipEntry; yardstick: ZipEntry }> {
  const methodology = await storedMethodology(transaction, m.id, m.version);
  const yardstick = await yardstickText(transaction, `${y.id}@${y.version}`);
  return {
    methodology: entryOf(
      policyEntry("methodology", m.id, m.version),
      methodology?.content,
      `the methodology ${m.id}@${m.version}`,
    ),
    yardstick: entryOf(
      policyEntry("yardstick", y.id, y.version),
      yardstick,
      `the yardstick ${y.id}@${y.version}`,
    ),
  };
}

type Collections = BundleInputs["evidence"]["collections"];

async function mappingFiles(
  transaction: Transaction,
  collections: Collections,
): Promise<ZipEntry[]> {
  const named = new Set(collections.map(({ mapping }) => mapping).filter((name) => name !== ""));
  const names = [...named].sort();
  const texts = await mappingTexts(transaction, names);
  return names.map((name) => {
    const [id = "", version = ""] = name.split("@");
    const entry = policyEntry("mappings", id, version);
    return entryOf(entry, texts.get(name), `the mapping ${name}`);
  });
}

async function sourceFiles(
  transaction: Transaction,
  collections: Collections,
): Promise<(ZipEntry & { collection: string })[]> {
  const delivered = collections.filter(({ kind }) => kind !== "due");
  const contents = await rawFiles(
    transaction,
    delivered.map((each) => each.file_digest),
  );
  return delivered.map(({ id, file_digest, file_name }) => {
    const content = contents.get(file_digest);
    if (!content) throw new Error(`the file of ${id} is not kept, and was used`);
    return { collection: id, name: sourceEntry(file_digest, file_name), content };
  });
}
