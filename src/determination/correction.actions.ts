import { correctUnit } from "../evidence/collections.actions.ts";
import { namesOf } from "../evidence/evidence-counted.actions.ts";
import { planQuestion } from "../evidence/plan-question.actions.ts";
import { tallyBySql } from "../evidence/tally-by-sql.actions.ts";
import type { CorrectionAnswer, CorrectionBody } from "../evidence/evidence.contract.ts";
import { collectionById } from "../evidence/evidence.store.ts";
import { foldOrganisations } from "../evidence/fold-evidence.ts";
import { nameResolver } from "../organisations/organisation-names.ts";
import { organisationFacts } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import { askAt, type AskedReview, askReview, type ReviewAsked } from "./ask-review.actions.ts";
import { determineReview, keepDetermination } from "./determination.actions.ts";
import type { CorrectedRatings } from "./determination-views.contract.ts";
import { keepState, type KeptState, keptState } from "./determination.store.ts";
import { rate } from "./determine.ts";
import { enterpriseOf } from "./enterprise.ts";
import { asksStates } from "./gate-states.ts";
import { justBefore } from "./instant.ts";
import { lastFacts } from "./last-facts.actions.ts";
import { partWordsOf } from "./rating-inputs.ts";
import { scoresAsked } from "./scores-asked.actions.ts";
import { foldedStanding, ratingSummary, standingOf } from "./standing.ts";

/**
 * Sets one part of one unit right and answers all ratings after it: one organisation is rated again
 * and one fold is made, because everything else is kept in the state before. Where that state is not
 * kept, or anything else became known meanwhile, everything is counted again and kept.
 * Leaf: `evidence.corrected`.
 */
export async function correctAndRate(
  work: Work,
  asked: ReviewAsked,
  correction: CorrectionBody,
): Promise<CorrectedRatings> {
  const { transaction } = work;
  const done = await correctUnit(work, correction);
  if (done.unchanged) return afterCounting(transaction, asked, done, false);
  const at = await work.knownAt();
  // From the stamp on nobody else can make a fact known, so what stands before it stays.
  const before = await lastFacts(transaction, asked.review, justBefore(at));
  const now = await askAt(transaction, asked, at, { ...before, at });
  const chained = await chain(transaction, now, before.at, done);
  if (chained === undefined) return afterCounting(transaction, asked, done, true);
  return { ...answerOf(now, chained.state), organisation: chained.organisation };
}

/** Everything counted again, and kept so that the next correction need not. */
async function afterCounting(
  transaction: Transaction,
  asked: ReviewAsked,
  done: CorrectionAnswer,
  changed: boolean,
): Promise<CorrectedRatings> {
  const now = await askReview(transaction, asked);
  const { determination } = await determineReview(transaction, now);
  if (changed) await keepDetermination(transaction, now, determination);
  const owner = await ownerOf(transaction, done, now.asOf);
  const { methodology } = now.methodology;
  return {
    unchanged: !changed,
    review: now.review.review,
    on: now.on,
    as_of: now.asOf,
    organisation: now.question.scope.includes(owner) ? owner : "",
    ratings: determination.ratings.map((each) => ratingSummary(each, methodology)),
    enterprise: determination.enterprise,
  };
}

/** The organisation that the owner of the corrected unit is on its day; empty for none. */
async function ownerOf(
  transaction: Transaction,
  { owner, collection }: CorrectionAnswer,
  asOf: string,
): Promise<string> {
  const kept = await collectionById(transaction, collection);
  const facts = await organisationFacts(transaction, asOf);
  return nameResolver(facts, asOf)(owner, kept?.day ?? "") ?? "";
}

interface Chained {
  readonly organisation: string;
  readonly state: KeptState;
}

/**
 * Rates one organisation again on top of the state before; undefined when that state is not kept,
 * or the unit belongs to nobody in the list.
 */
async function chain(
  transaction: Transaction,
  now: AskedReview,
  before: string,
  { owner, collection }: CorrectionAnswer,
): Promise<Chained | undefined> {
  const { question, methodology, yardstick, asOf } = now;
  // Kept states count units: where scores are combined, everything is counted again.
  if (methodology.methodology.scores !== "measured") return undefined;
  // What was decided and signed may have become known since, too.
  if (asksStates(methodology.methodology)) return undefined;
  const key = { review: now.review.review, on: now.on, rules: now.rules };
  const kept = await keptState(transaction, { ...key, at: before }, question.scope);
  if (kept?.standings.length !== question.scope.length) return undefined;
  const planned = await planQuestion(transaction, question);
  const { plans, collections, mappings } = planned;
  const facts = await organisationFacts(transaction, asOf, now.organisationsAt);
  const day = collections.find(({ id }) => id === collection)?.day;
  const organisation = day === undefined ? null : nameResolver(facts, asOf)(owner, day);
  if (organisation === null || !question.scope.includes(organisation)) return undefined;
  const tallies = await tallyBySql(transaction, planned, question, namesOf(facts, [organisation]));
  const counted = { organisations: facts, scope: [organisation] };
  const organisations = foldOrganisations(plans, tallies, counted, question);
  const [evidence] = organisations;
  if (evidence === undefined) return undefined;
  const parts = partWordsOf(organisations, collections, mappings);
  const scores = await scoresAsked(transaction, now, [organisation]);
  const rating = rate(evidence, { yardstick, methodology, parts }, scores.get(organisation));
  const standing = standingOf(rating, { methodology: methodology.methodology, yardstick });
  await keepState(transaction, { ...key, at: now.factsAt }, kept.outside, [standing]);
  const standings = kept.standings.map((each) =>
    each.summary.organisation === organisation ? standing : each,
  );
  return { organisation, state: { outside: kept.outside, standings } };
}

function answerOf(
  asked: AskedReview,
  { standings, outside }: KeptState,
): Omit<CorrectedRatings, "organisation"> {
  return {
    unchanged: false,
    review: asked.review.review,
    on: asked.on,
    as_of: asked.asOf,
    ratings: standings.map(({ summary }) => summary),
    enterprise: enterpriseOf(
      asked.methodology.methodology,
      asked.yardstick.items,
      standings.map(foldedStanding),
      outside,
    ),
  };
}
