import { Problem } from "../kit/problem.ts";
import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFacts, organisationFactsOf } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { remember } from "../platform/database/remember.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { yardstickNamed } from "../yardsticks/yardsticks.store.ts";
import { resolveList } from "./resolve-list.ts";
import type {
  ListChange,
  ListChanged,
  NewReview,
  Review,
  ReviewSummary,
} from "./reviews.contract.ts";
import {
  insertListActs,
  insertReview,
  listActs,
  lockReview,
  reviewScope,
  storedMethodology,
  storedReview,
  storedReviews,
} from "./reviews.store.ts";

/**
 * Makes a review: its list is stored as it was given, and only logged acts change it later.
 * Refuses: a name that is taken (conflict), unknown organisations, yardstick or methodology.
 */
export async function newReview(work: Work, wanted: NewReview): Promise<Review> {
  const { transaction } = work;
  await lockReview(transaction, wanted.review);
  const known = await lastKnownAt(transaction);
  if (await storedReview(transaction, wanted.review, known)) {
    const sentence = `there is already a review ${wanted.review}; choose another name.`;
    throw new Problem("conflict", sentence, { field: "review" });
  }
  await checkMethodology(transaction, wanted);
  const facts = await organisationFacts(transaction, known);
  const organisations = resolveList(wanted.organisations, facts);
  const knownAt = await work.knownAt();
  const review = {
    review: wanted.review,
    title: wanted.title,
    notice: wanted.notice ?? "",
    simulated: wanted.simulated ?? false,
    order: wanted.order ?? "",
    yardstick: wanted.yardstick,
    methodology: wanted.methodology,
    known_at: knownAt,
  };
  await insertReview(transaction, review);
  await insertListActs(transaction, review.review, organisations, {
    present: true,
    reason: "in the list that the review was made with",
    by: work.actor.account,
    knownAt,
  });
  await work.append({
    kind: "review.made",
    subject: `review/${review.review}`,
    data: { ...review, organisations },
  });
  return showReview(work, review.review);
}

async function checkMethodology(transaction: Transaction, wanted: NewReview): Promise<void> {
  if (!(await yardstickNamed(transaction, wanted.yardstick))) {
    const sentence = `there is no yardstick ${wanted.yardstick} here; import it first.`;
    throw new Problem("not-found", sentence, { field: "yardstick" });
  }
  const [id = "", version = ""] = wanted.methodology.split("@");
  const methodology = await storedMethodology(transaction, id, version);
  if (!methodology) {
    const sentence = `there is no methodology ${wanted.methodology} here; import it first.`;
    throw new Problem("not-found", sentence, { field: "methodology" });
  }
  if (methodology.yardstick !== wanted.yardstick) {
    const sentence = `${wanted.methodology} rates ${methodology.yardstick}, not ${wanted.yardstick}; choose what belongs together.`;
    throw new Problem("bad-input", sentence, { field: "yardstick" });
  }
}

/** All reviews as known now, newest first. */
export async function listReviews(work: Work): Promise<{ reviews: ReviewSummary[] }> {
  const known = await lastKnownAt(work.transaction);
  return { reviews: await storedReviews(work.transaction, known) };
}

/** One review as known at an instant. Refuses (not-found) one that was not there then. */
export async function knownReview(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<ReviewSummary> {
  const found = await storedReview(transaction, review, asOf);
  if (found) return found;
  const later = await storedReview(transaction, review, await lastKnownAt(transaction));
  const sentence = later
    ? `there was no review ${review} yet as known at ${asOf}; it was made at ${later.known_at}.`
    : `there is no review ${review}; \`review list\` names those that there are.`;
  throw new Problem("not-found", sentence);
}

/** A review with the identifiers of its list. */
export interface ListedReview {
  readonly summary: ReviewSummary;
  readonly scope: readonly string[];
}

const recallListed = remember<ListedReview>(32);

/**
 * A review with its list as known at an instant. `listAt` is when the list last changed up to then
 * (lastListAct): until it changes again nothing about the review does, so it is remembered.
 * Refuses (not-found) one that was not there then.
 */
export async function listedReview(
  transaction: Transaction,
  review: string,
  asOf: string,
  listAt: string | null,
): Promise<ListedReview> {
  const read = async (): Promise<ListedReview> => ({
    summary: await knownReview(transaction, review, asOf),
    scope: await reviewScope(transaction, review, asOf),
  });
  return listAt === null ? read() : recallListed(transaction, `${review} ${listAt}`, read);
}

/** A review with its list and what changed it since it was made. */
export async function showReview(work: Work, review: string): Promise<Review> {
  const { transaction } = work;
  const known = await lastKnownAt(transaction);
  const summary = await knownReview(transaction, review, known);
  const scope = await reviewScope(transaction, review, known);
  const facts = await organisationFactsOf(transaction, scope, known);
  const names = new Map(facts.map((each) => [each.id, nameOn(each, known.slice(0, 10), known)]));
  return {
    ...summary,
    list: scope.map((organisation) => ({
      organisation,
      name: names.get(organisation) ?? organisation,
    })),
    acts: await listActs(transaction, review, known),
  };
}

/**
 * Lets organisations join or leave the list of a review: a logged act, shown beside every total.
 * Those that are already as wanted are left as they are. Refuses unknown ones, and an empty list.
 */
export async function changeList(
  work: Work,
  review: string,
  change: ListChange,
): Promise<ListChanged> {
  const { transaction } = work;
  await lockReview(transaction, review);
  const known = await lastKnownAt(transaction);
  await knownReview(transaction, review, known);
  const facts = await organisationFacts(transaction, known);
  const wanted = resolveList(change.organisations, facts);
  const scope = new Set(await reviewScope(transaction, review, known));
  const present = change.act === "join";
  const changed = wanted.filter((organisation) => scope.has(organisation) !== present);
  const organisations = scope.size + (present ? changed.length : -changed.length);
  if (changed.length === 0) return { review, unchanged: true, changed, organisations };
  if (organisations === 0) {
    const sentence = "a review needs at least one organisation; let one stay.";
    throw new Problem("refused", sentence, { field: "organisations" });
  }
  const { reason } = change;
  const knownAt = await work.knownAt();
  await insertListActs(transaction, review, changed, {
    present,
    reason,
    by: work.actor.account,
    knownAt,
  });
  await work.append({
    kind: "review.list-changed",
    subject: `review/${review}`,
    data: { act: change.act, organisations: changed, reason, known_at: knownAt },
  });
  return { review, unchanged: false, changed, organisations };
}
