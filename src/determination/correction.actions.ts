import { correctUnit } from "../evidence/collections.actions.ts";
import { namesOf, planQuestion, tallyBySql } from "../evidence/evidence-counted.actions.ts";
import type { CorrectionAnswer, CorrectionBody } from "../evidence/evidence.contract.ts";
import { collectionById } from "../evidence/evidence.store.ts";
import { foldOrganisations } from "../evidence/fold-evidence.ts";
import type { OrganisationFact } from "../organisations/organisation-facts.ts";
import { nameResolver } from "../organisations/organisation-names.ts";
import { organisationFacts } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import { type AskedReview, askReview, lastFact, type ReviewAsked } from "./ask-review.actions.ts";
import { determineReview, keepDetermination } from "./determination.actions.ts";
import type { CorrectedRatings } from "./determination-views.contract.ts";
import { keepRatings, keepState, type KeptState, keptState } from "./determination.store.ts";
import { outsideCounts, rate } from "./determine.ts";
import { enterpriseOf } from "./enterprise.ts";
import { justBefore } from "./instant.ts";
import { partWordsOf } from "./rating-inputs.ts";
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
  const before = await askReview(transaction, asked);
  const done = await correctUnit(work, correction);
  if (done.unchanged) return afterCounting(transaction, asked, done, false);
  const facts = await organisationFacts(transaction, before.asOf);
  const organisation = await ownerOf(transaction, done, facts, before.asOf);
  const at = await work.knownAt();
  const now = { ...before, asOf: at, factsAt: at, question: { ...before.question, asOf: at } };
  // From the stamp on nobody else can make a fact known, so what stands before it stays.
  const meanwhile = await lastFact(transaction, before.review.review, justBefore(at));
  const state =
    meanwhile === before.factsAt && before.question.scope.includes(organisation)
      ? await chain(transaction, { before, now }, organisation, facts)
      : undefined;
  if (state === undefined) return afterCounting(transaction, asked, done, true);
  return { ...answerOf(now, state), organisation };
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
  const facts = await organisationFacts(transaction, now.asOf);
  const owner = await ownerOf(transaction, done, facts, now.asOf);
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

/** The organisation that the owner of the corrected unit is; empty for none. */
async function ownerOf(
  transaction: Transaction,
  { owner, collection }: CorrectionAnswer,
  facts: readonly OrganisationFact[],
  asOf: string,
): Promise<string> {
  const kept = await collectionById(transaction, collection);
  return nameResolver(facts, asOf)(owner, kept?.day ?? "") ?? "";
}

/** Rates one organisation again on top of a kept state; undefined when that state is not kept. */
async function chain(
  transaction: Transaction,
  { before, now }: { readonly before: AskedReview; readonly now: AskedReview },
  organisation: string,
  facts: readonly OrganisationFact[],
): Promise<KeptState | undefined> {
  const { question, methodology, yardstick } = now;
  const key = { review: now.review.review, on: now.on, rules: now.rules };
  const kept = await keptState(transaction, { ...key, at: before.factsAt }, question.scope);
  if (kept?.standings.length !== question.scope.length) return undefined;
  const { plans, collections, mappings } = await planQuestion(transaction, question);
  const owners = namesOf(facts, [organisation]);
  const tallies = await tallyBySql(transaction, plans, question, owners);
  const counted = { organisations: facts, scope: [organisation] };
  const organisations = foldOrganisations(plans, tallies, counted, question);
  const [evidence] = organisations;
  if (evidence === undefined) return undefined;
  const parts = partWordsOf(organisations, collections, mappings);
  const rating = rate(evidence, { yardstick, methodology, parts });
  const standing = standingOf(rating, methodology.methodology);
  await keepRatings(transaction, [rating]);
  await keepState(transaction, { ...key, at: now.factsAt }, kept.outside, [standing]);
  const standings = kept.standings.map((each) =>
    each.summary.organisation === organisation ? standing : each,
  );
  return { outside: kept.outside, standings };
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
      outsideCounts(outside),
    ),
  };
}
