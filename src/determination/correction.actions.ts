import { correctUnit } from "../evidence/collections.actions.ts";
import { organisationEvidence } from "../evidence/evidence-counted.actions.ts";
import type { CorrectionAnswer, CorrectionBody } from "../evidence/evidence.contract.ts";
import { collectionById } from "../evidence/evidence.store.ts";
import { nameResolver } from "../organisations/organisation-names.ts";
import { organisationFacts } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import { type AskedReview, askReview, lastFact, type ReviewAsked } from "./ask-review.actions.ts";
import { determineReview, keepDetermination, rulesFor } from "./determination.actions.ts";
import type { CorrectedRatings } from "./determination-views.contract.ts";
import { keepRatings, keepState, keptStandings, keptState } from "./determination.store.ts";
import { outsideCounts, rate } from "./determine.ts";
import { enterpriseOf } from "./enterprise.ts";
import { justBefore } from "./instant.ts";
import { foldedStanding, ratingSummary, type Standing, standingOf } from "./standing.ts";

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
  const organisation = await ownerOf(transaction, done, before.asOf);
  const at = await work.knownAt();
  const now = { ...before, asOf: at, factsAt: at, question: { ...before.question, asOf: at } };
  // From the stamp on nobody else can make a fact known, so what stands before it stays.
  const meanwhile = await lastFact(transaction, before.review.review, justBefore(at));
  const standings =
    meanwhile === before.factsAt && before.question.scope.includes(organisation)
      ? await chain(transaction, before, now, organisation)
      : undefined;
  if (standings === undefined) return afterCounting(transaction, asked, done, true);
  return { ...answerOf(now, standings.rows, standings.outside), organisation };
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

/** The organisation that the owner of the corrected unit is; empty for none. */
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
  readonly rows: readonly Standing[];
  readonly outside: Parameters<typeof outsideCounts>[0];
}

/** Rates one organisation again on top of a kept state; undefined when that state is not kept. */
async function chain(
  transaction: Transaction,
  before: AskedReview,
  now: AskedReview,
  organisation: string,
): Promise<Chained | undefined> {
  const { scope } = now.question;
  const key = { review: now.review.review, on: now.on, rules: now.rules };
  const outside = await keptState(transaction, { ...key, at: before.factsAt });
  if (outside === undefined) return undefined;
  const kept = await keptStandings(transaction, { ...key, at: before.factsAt }, scope);
  if (kept.length !== scope.length) return undefined;
  const organisations = await organisationEvidence(transaction, now.question, [organisation]);
  const [evidence] = organisations;
  if (evidence === undefined) return undefined;
  const rating = rate(evidence, await rulesFor(transaction, now, { organisations }));
  const standing = standingOf(rating, now.methodology.methodology);
  await keepRatings(transaction, [rating]);
  await keepState(transaction, { ...key, at: now.factsAt }, outside, [standing]);
  const rows = kept.map((each) => (each.summary.organisation === organisation ? standing : each));
  return { rows, outside };
}

function answerOf(
  asked: AskedReview,
  rows: readonly Standing[],
  outside: Chained["outside"],
): Omit<CorrectedRatings, "organisation"> {
  return {
    unchanged: false,
    review: asked.review.review,
    on: asked.on,
    as_of: asked.asOf,
    ratings: rows.map(({ summary }) => summary),
    enterprise: enterpriseOf(
      asked.methodology.methodology,
      asked.yardstick.items,
      rows.map(foldedStanding),
      outsideCounts(outside),
    ),
  };
}
