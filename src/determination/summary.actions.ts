import { countedEvidence, evidenceCollections } from "../evidence/evidence-counted.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import { remember } from "../platform/database/remember.ts";
import type { Work } from "../platform/work.ts";
import { type AskedReview, askReview, type ReviewAsked } from "./ask-review.actions.ts";
import { foldOfQuestion, namedOrganisations } from "./asked-fold.actions.ts";
import { caveatsFrom, caveatsOf } from "./caveats.ts";
import { daysOf, determineReview, rulesFor } from "./determination.actions.ts";
import type { DeterminationSummary } from "./determination-views.contract.ts";
import { recordOfInputs } from "./determination.store.ts";
import { inputsDigest, ratingInputsDigest } from "./determine.ts";
import { sortedOutside } from "./outside-counts.ts";
import { mostAtOnce } from "./largest-determination.ts";
import { enterpriseOfFold } from "./lean-answer.ts";
import { staleCounts } from "./lean-fold.ts";
import type { ReviewFold } from "./lean-review.actions.ts";
import { methodologySummary } from "./methodology-summary.ts";
import { scoresAsked } from "./scores-asked.actions.ts";
import { statesAsked } from "./states-asked.actions.ts";
import { foldedSummary, ratingSummary } from "./standing.ts";

/** What an overview says that hangs on ratings. */
type Found = Pick<DeterminationSummary, "inputs" | "ratings" | "enterprise" | "caveats">;

/** What the overview shows: everything but reasons and items of each organisation. */
export async function showSummary(work: Work, asked: ReviewAsked): Promise<DeterminationSummary> {
  const { transaction } = work;
  const question = await askReview(transaction, asked);
  const { review, on, asOf, yardstick, methodology } = question;
  const { inputs, ...found } =
    methodology.methodology.scores === "measured"
      ? await foundInFull(transaction, question)
      : await foundInFold(transaction, asked, question);
  const collections = await evidenceCollections(transaction, question.question);
  const wanted = { review: review.review, on, inputs, asOf };
  const record = inputs === "" ? undefined : await recordOfInputs(transaction, wanted);
  return {
    review: review.review,
    title: review.title,
    notice: review.notice,
    simulated: review.simulated,
    order: review.order,
    on,
    as_of: asOf,
    days: await daysOf(transaction, question),
    methodology: methodologySummary(methodology),
    yardstick: {
      id: yardstick.id,
      version: yardstick.version,
      digest: yardstick.digest,
      title: yardstick.title,
    },
    inputs,
    ...found,
    evidence: collections.map(({ id, title, ...each }) => ({
      collection: id,
      source: each.source,
      title,
      day: each.day,
      rows: each.rows,
      file_digest: each.file_digest,
      file_name: each.file_name,
      mapping: each.mapping,
      kind: each.kind,
    })),
    recorded: record ? { leaf: record.leaf, at: record.known_at, digest: record.digest } : null,
  };
}

/** What was known at an instant never changes, and an overview is asked for again and again. */
const recallFound = remember<Found>(8);

/** Where only what was measured counts: from a determination with everything in it. */
function foundInFull(transaction: Transaction, question: AskedReview): Promise<Found> {
  const { review, on, asOf, factsAt, rules } = question;
  const key = JSON.stringify([review.review, on, asOf, factsAt, rules]);
  return recallFound(transaction, key, () => findInFull(transaction, question));
}

async function findInFull(transaction: Transaction, question: AskedReview): Promise<Found> {
  const { determination, evidence } = await determineReview(transaction, question);
  const { methodology } = question.methodology;
  const { inputs, ratings, enterprise } = determination;
  return {
    inputs,
    ratings: ratings.map((each) => ratingSummary(each, methodology)),
    enterprise,
    caveats: caveatsOf(determination, evidence.differs, methodology, question.review.left),
  };
}

/** Where scores are combined: from packed scores, without an object for an item of an organisation. */
async function foundInFold(
  transaction: Transaction,
  asked: ReviewAsked,
  question: AskedReview,
): Promise<Found> {
  const named = await namedOrganisations(transaction, question);
  const inputs = await inputsOf(transaction, question);
  const made = await foldOfQuestion(transaction, asked, question);
  // From here on nothing is waited for: the fold goes on with what others commit.
  const { on, review } = question;
  const { methodology } = question.methodology;
  const names = new Map(named.map(({ organisation, name }) => [organisation, name]));
  const rows = made.fold.organisations.map((each) =>
    foldedSummary(each, names.get(each.organisation) ?? each.organisation),
  );
  return {
    inputs,
    ratings: rows.toSorted((left, right) =>
      left.organisation < right.organisation ? -1 : left.organisation > right.organisation ? 1 : 0,
    ),
    ...enterpriseAndCaveats(made, { on, methodology, left: review.left }),
  };
}

function enterpriseAndCaveats(
  { fold, around }: ReviewFold,
  about: { on: string; methodology: AskedReview["methodology"]["methodology"]; left: number },
): Pick<Found, "enterprise" | "caveats"> {
  const enterprise = enterpriseOfFold(fold);
  const stale = staleCounts(fold);
  const { organisations, outside, differs } = around.evidence;
  const caveats = caveatsFrom(
    {
      on: about.on,
      organisations: fold.organisations.length,
      anyEvidence: fold.organisations.some(({ anyScored }) => anyScored),
      closest: null,
      enterprise,
      measured: [...organisations, ...outside].flatMap(({ items }) => items),
      staleScores: new Map(fold.items.map(({ id }, place) => [id, stale[place] ?? 0])),
      outside: sortedOutside(outside),
      differs,
    },
    about.methodology,
    about.left,
  );
  return { enterprise, caveats };
}

/**
 * The digest of everything that the ratings hang on, under which a record is found; empty for a large
 * review, where counting it would keep the page waiting for seconds.
 */
async function inputsOf(transaction: Transaction, question: AskedReview): Promise<string> {
  const { scope } = question.question;
  if (scope.length * question.yardstick.items.length > mostAtOnce) return "";
  const evidence = await countedEvidence(transaction, question.question);
  const rules = await rulesFor(transaction, question, evidence);
  const scores = await scoresAsked(transaction, question);
  const states = await statesAsked(transaction, question);
  const ratings = evidence.organisations.map((each) => ({
    organisation: each.organisation,
    inputs: ratingInputsDigest(
      each,
      rules,
      scores.get(each.organisation),
      states.get(each.organisation),
    ),
  }));
  const sorted = ratings.toSorted((left, right) =>
    left.organisation < right.organisation ? -1 : left.organisation > right.organisation ? 1 : 0,
  );
  return inputsDigest(sorted, sortedOutside(evidence.outside));
}
