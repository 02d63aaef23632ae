import { scoreDays } from "../assessments/scores.store.ts";
import { isDay } from "../kit/calendar.ts";
import { digestOf } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { evidenceDays } from "../evidence/evidence-counted.actions.ts";
import { type ReviewQuestion } from "../evidence/plan-question.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import { remember } from "../platform/database/remember.ts";
import { lastKnownAt, settledUntil } from "../platform/log/known-at.ts";
import { listedReview } from "../reviews/reviews.actions.ts";
import type { ReviewSummary } from "../reviews/reviews.contract.ts";
import { storedMethodology } from "../reviews/reviews.store.ts";
import { yardstickText } from "../yardsticks/yardsticks.store.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { engine } from "./determine.ts";
import { readInstant } from "./instant.ts";
import { withItems } from "./methodology-groups.ts";
import { lastFactAsked, type LastFacts, lastFacts } from "./last-facts.actions.ts";
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
  /** When the last fact about organisations became known. */
  readonly organisationsAt: string | null;
  /** When somebody last said something about the review (scores, sample, profiles); null for never. */
  readonly assessedAt: string | null;
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
  const facts = await lastFacts(transaction, asked.review, until);
  const open = asked.as_of === undefined;
  const question = await askAt(transaction, asked, open ? facts.at : until, facts);
  // Which rules ask for what was decided and signed is only known now; of others nothing is read.
  const at = await lastFactAsked(transaction, question, until, facts);
  if (at === facts.at) return question;
  return askAt(transaction, asked, open ? at : until, { ...facts, at });
}

/** The same at an instant that is known, with the instants of the last facts up to it. */
export async function askAt(
  transaction: Transaction,
  asked: ReviewAsked,
  asOf: string,
  facts: LastFacts,
): Promise<AskedReview> {
  const listed = await listedReview(transaction, asked.review, asOf, facts.list);
  const { summary: review, scope } = listed;
  const yardstick = await requireYardstick(transaction, review.yardstick);
  const methodology = await requireMethodology(
    transaction,
    asked.methodology ?? review.methodology,
  );
  if (methodology.methodology.yardstick !== review.yardstick) {
    const sentence = `${asked.methodology ?? ""} rates ${methodology.methodology.yardstick}, and ${review.review} is held against ${review.yardstick}; ask by a methodology of that.`;
    throw new Problem("bad-input", sentence, { field: "methodology" });
  }
  const assessedAt = facts.assessments;
  const said = assessedAt === null ? [] : await scoreDays(transaction, review.review, asOf);
  const on = asked.on ?? (await newestDay(transaction, yardstick, asOf, said));
  if (!isDay(on)) {
    const sentence = `“${on}” is not a day of the calendar; write it as 2020-06-08.`;
    throw new Problem("bad-input", sentence, { field: "on" });
  }
  const { maximumAgeDays } = methodology.methodology;
  const rules = digestOf({
    engine,
    kept: 2, // raised when the shape of kept states changes: earlier ones are then not read
    methodology: methodology.digest,
    yardstick: yardstick.digest,
  });
  const question = { yardstick, scope, on, asOf, maximumAgeDays };
  const { at: factsAt, organisations: organisationsAt } = facts;
  return {
    review,
    on,
    asOf,
    factsAt,
    organisationsAt,
    assessedAt,
    yardstick,
    methodology,
    question,
    rules,
  };
}

async function newestDay(
  transaction: Transaction,
  yardstick: Yardstick,
  asOf: string,
  said: readonly string[],
): Promise<string> {
  const measured = await evidenceDays(transaction, yardstick, asOf);
  const newest = [...measured, ...said].toSorted().at(-1);
  return newest ?? asOf.slice(0, 10);
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

/** Policies by their full names: a version is never changed once it is there. */
const recallYardstick = remember<Yardstick>(64);
const recallMethodology = remember<NamedMethodology>(64);

function requireYardstick(transaction: Transaction, name: string): Promise<Yardstick> {
  return recallYardstick(transaction, name, async () => {
    const text = await yardstickText(transaction, name);
    if (text !== undefined) return yardstickOf(text, name);
    throw new Problem("not-found", `there is no yardstick ${name} here; import it first.`);
  });
}

function requireMethodology(transaction: Transaction, name: string): Promise<NamedMethodology> {
  return recallMethodology(transaction, name, async () => {
    const [id = "", version = ""] = name.split("@");
    const stored = await storedMethodology(transaction, id, version);
    if (stored) {
      const read = methodologyOf(stored.content, name);
      const yardstick = await requireYardstick(transaction, stored.yardstick);
      return { ...read, methodology: withItems(read.methodology, yardstick) };
    }
    const sentence = `there is no methodology ${name} here; \`methodology list\` names those that there are, such as web-transport@1.0.`;
    throw new Problem("not-found", sentence, { field: "methodology" });
  });
}
