import { isDay } from "../kit/calendar.ts";
import { digestOf } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { evidenceDays, type ReviewQuestion } from "../evidence/evidence-counted.actions.ts";
import { lastEvidenceFact } from "../evidence/evidence.store.ts";
import { lastOrganisationFact } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { lastKnownAt, settledUntil } from "../platform/log/known-at.ts";
import { knownReview } from "../reviews/reviews.actions.ts";
import type { ReviewSummary } from "../reviews/reviews.contract.ts";
import { lastListAct, reviewScope, storedMethodology } from "../reviews/reviews.store.ts";
import { yardstickText } from "../yardsticks/yardsticks.store.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { engine } from "./determine.ts";
import { readInstant } from "./instant.ts";
import { methodologyOf, yardstickOf } from "./policies.ts";
import type { NamedMethodology } from "./rating-inputs.ts";

/** What somebody asks of a review; what is left out is the newest. */
export interface ReviewAsked {
  readonly review: string;
  readonly on?: string;
  readonly as_of?: string;
  /** `id@version`; the review's own when left out. */
  readonly methodology?: string;
}

/** A question about a review with everything that it means. */
export interface AskedReview {
  readonly review: ReviewSummary;
  readonly on: string;
  readonly asOf: string;
  /** When the last fact became known on which an answer can rest. */
  readonly factsAt: string;
  readonly yardstick: Yardstick;
  readonly methodology: NamedMethodology;
  readonly question: ReviewQuestion;
  /** Digest of the rules, under which states are kept. */
  readonly rules: string;
}

/**
 * Finds out what a question about a review means, in a fixed number of queries. Left out, the day
 * is the newest with evidence, and the instant that at which the last fact about the review became
 * known: so that the same question gives the same bytes until something becomes known.
 * Refuses: a review or methodology that is not there, a day that is none, an instant to come.
 */
export async function askReview(
  transaction: Transaction,
  asked: ReviewAsked,
): Promise<AskedReview> {
  const until = await instantAsked(transaction, asked.as_of);
  const factsAt = await lastFact(transaction, asked.review, until);
  return askAt(transaction, asked, asked.as_of === undefined ? factsAt : until, factsAt);
}

/** The same at an instant that is known, with the instant of the last fact up to it. */
export async function askAt(
  transaction: Transaction,
  asked: ReviewAsked,
  asOf: string,
  factsAt: string,
): Promise<AskedReview> {
  const review = await knownReview(transaction, asked.review, asOf);
  const yardstick = await requireYardstick(transaction, review.yardstick);
  const methodology = await requireMethodology(
    transaction,
    asked.methodology ?? review.methodology,
  );
  const on = asked.on ?? (await newestDay(transaction, yardstick, asOf));
  if (!isDay(on)) {
    const sentence = `“${on}” is not a day of the calendar; write it as 2020-06-08.`;
    throw new Problem("bad-input", sentence, { field: "on" });
  }
  const { maximumAgeDays } = methodology.methodology;
  const scope = await reviewScope(transaction, review.review, asOf);
  const rules = digestOf({
    engine,
    kept: 2, // raised when the shape of kept states changes: earlier ones are then not read
    methodology: methodology.digest,
    yardstick: yardstick.digest,
  });
  const question = { yardstick, scope, on, asOf, maximumAgeDays };
  return { review, on, asOf, factsAt, yardstick, methodology, question, rules };
}

async function newestDay(
  transaction: Transaction,
  yardstick: Yardstick,
  asOf: string,
): Promise<string> {
  const [newest] = await evidenceDays(transaction, yardstick, asOf);
  return newest ?? asOf.slice(0, 10);
}

/** When the last fact about a review became known, up to an instant: what its answers rest on. */
export async function lastFact(
  transaction: Transaction,
  review: string,
  until: string,
): Promise<string> {
  const instants = [
    await lastListAct(transaction, review, until),
    await lastOrganisationFact(transaction, until),
    await lastEvidenceFact(transaction, until),
  ].filter((each) => each !== null);
  return instants.toSorted().at(-1) ?? until;
}

async function instantAsked(transaction: Transaction, asOf: string | undefined): Promise<string> {
  if (asOf === undefined) return lastKnownAt(transaction);
  const instant = readInstant(asOf);
  if (instant === undefined) {
    const sentence = `“${asOf}” is not an instant; write it as 2026-11-22T10:00:00Z.`;
    throw new Problem("bad-input", sentence, { field: "as_of" });
  }
  const settled = await settledUntil(transaction);
  if (instant <= settled) return instant;
  const sentence = `what is known as of ${instant} is not settled yet; give an instant up to ${settled}, or leave it out.`;
  throw new Problem("refused", sentence, { field: "as_of" });
}

/** Policies by their full names, in each database: a version is never changed once it is there. */
const yardsticks = new WeakMap<object, Map<string, Yardstick>>();
const methodologies = new WeakMap<object, Map<string, NamedMethodology>>();

function rememberedIn<V>(all: WeakMap<object, Map<string, V>>, home: object): Map<string, V> {
  const found = all.get(home) ?? new Map<string, V>();
  all.set(home, found);
  return found;
}

async function requireYardstick(transaction: Transaction, name: string): Promise<Yardstick> {
  const remembered = rememberedIn(yardsticks, transaction.home);
  const known = remembered.get(name);
  if (known) return known;
  const text = await yardstickText(transaction, name);
  if (text !== undefined) {
    const yardstick = yardstickOf(text, name);
    remembered.set(name, yardstick);
    return yardstick;
  }
  throw new Problem("not-found", `there is no yardstick ${name} here; import it first.`);
}

async function requireMethodology(
  transaction: Transaction,
  name: string,
): Promise<NamedMethodology> {
  const remembered = rememberedIn(methodologies, transaction.home);
  const known = remembered.get(name);
  if (known) return known;
  const [id = "", version = ""] = name.split("@");
  const stored = await storedMethodology(transaction, id, version);
  if (stored) {
    const methodology = methodologyOf(stored.content, name);
    remembered.set(name, methodology);
    return methodology;
  }
  const sentence = `there is no methodology ${name} here; \`methodology list\` names those that there are, such as web-transport@1.0.`;
  throw new Problem("not-found", sentence, { field: "methodology" });
}
