import {
  laterScores,
  type LaterScores,
  type OrganisationPacked,
  packedScores,
  type Since,
} from "../assessments/packed-scores.store.ts";
import { evidenceDays } from "../evidence/evidence-counted.actions.ts";
import { lastEvidenceFact } from "../evidence/evidence.store.ts";
import { lastOrganisationFact } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { lastListActSql } from "../reviews/reviews.store.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import { askAt, type AskedReview, type ReviewAsked } from "./ask-review.actions.ts";
import { applyChange, changeOf, type FoldChange, type FoldedOrganisation } from "./lean-fold.ts";
import { lastStateFact } from "./last-facts.actions.ts";
import { currentFold, ratedAnew, replayedFold, type ReviewFold } from "./lean-review.actions.ts";

/*
 * Folds that are remembered from one question to the next. Nothing is true because it is remembered:
 * a fold is made of rows that were committed, the rows that were committed since are read at each
 * question, and what else it hangs on is compared. Any number of processes so answer the same.
 */

/** A fold that is remembered, with what tells whether it still holds. */
interface Kept {
  readonly made: ReviewFold;
  /** What it hangs on beside scores, in one text. */
  readonly version: string;
  /** Every score that became known up to here is in it. */
  at: string;
  /** No score that became known later than this is in it. */
  newest: string;
  /** For organisations that changed since it was made, when. */
  readonly changed: Map<string, string>;
  /** Organisations as a transaction wrote them whose end is not known here, with its instant. */
  readonly unsure: Map<string, { readonly at: string; readonly rated: FoldedOrganisation }>;
}

/** The fold of a question as of an instant, with a change that only this transaction knows. */
export interface AnsweredFold {
  readonly made: ReviewFold;
  readonly asked: AskedReview;
  readonly change: FoldChange | undefined;
}

const mostKept = 4;
const keptIn = new WeakMap<object, Map<string, Kept>>();

function foldsOf({ home }: Transaction): Map<string, Kept> {
  const folds = keptIn.get(home) ?? new Map<string, Kept>();
  keptIn.set(home, folds);
  return folds;
}

function keyOf({ review, on, methodology }: ReviewAsked): string {
  return JSON.stringify([review, on ?? "", methodology ?? ""]);
}

/** A question with everything that it means, and how the scores of its review stand. */
interface Standing {
  readonly asked: AskedReview;
  readonly later: LaterScores;
  readonly version: string;
  /** Whether packed scores can answer it: none speaks of a later day. */
  readonly newest: boolean;
}

/** From when on a kept fold has to be told what became known. */
function sinceOf(kept: Kept | undefined, own?: string): Since | null {
  const held = [...(kept?.unsure.keys() ?? []), ...(own === undefined ? [] : [own])];
  return kept ? { at: kept.at, held } : null;
}

/** Asks, after a stamp or in a snapshot, what the question means and what came since an instant. */
async function standing(
  transaction: Transaction,
  asked: ReviewAsked,
  asOf: string,
  since: Since | null,
): Promise<Standing> {
  const listAt = lastListActSql("$1", "$4");
  const told = await laterScores(transaction, asked.review, since, { asOf, listAt });
  const list = told.listAt;
  const facts = { list, organisations: null, assessments: null, at: asOf };
  const today = asked.on ?? asOf.slice(0, 10);
  const before = await askAt(transaction, { ...asked, on: today }, asOf, facts);
  const { yardstick } = before;
  const later = told.read(yardstick.items.length);
  const measured = yardstick.items.some(({ measured_by }) => measured_by !== undefined);
  const organisations = measured ? await lastOrganisationFact(transaction, asOf) : null;
  const evidence = measured ? await lastEvidenceFact(transaction, asOf) : null;
  const states = await lastStateFact(transaction, before, asOf);
  const [day] = measured && !asked.on ? await evidenceDays(transaction, yardstick, asOf) : [];
  const days = [day, later.newestDay].filter((each) => typeof each === "string").toSorted();
  const on = asked.on ?? days.at(-1) ?? today;
  return {
    asked: { ...before, on, organisationsAt: organisations, question: { ...before.question, on } },
    later,
    version: JSON.stringify([on, list, later.rulesAt, organisations, evidence, states]),
    newest: later.newestDay === null || later.newestDay <= on,
  };
}

/** Puts what was committed up to an instant into a kept fold. */
async function takeIn(
  transaction: Transaction,
  kept: Kept,
  { asked, later }: Standing,
  own?: string,
): Promise<void> {
  const { asOf, review, yardstick } = asked;
  const unsure = [...kept.unsure].filter(([organisation]) => organisation !== own);
  // What is not as it was written was not kept, or was changed again: it is read.
  const others = unsure.flatMap(([organisation, { at }]) =>
    later.held.get(organisation) === at ? [] : [organisation],
  );
  const read =
    others.length === 0
      ? new Map<string, OrganisationPacked>()
      : await packedScores(transaction, review.review, others, yardstick.items.length);
  // From here on nothing is waited for, so that no other question sees half of it.
  for (const [organisation, { at, rated }] of unsure) {
    const scores = read.get(organisation);
    const changed = later.held.get(organisation) ?? "";
    if (scores) put(kept, ratedAnew(kept.made, organisation, scores), changed);
    else if (changed === at) put(kept, rated, at);
    // Up to now every transaction has ended.
    if (at <= asOf && kept.unsure.get(organisation)?.at === at) kept.unsure.delete(organisation);
  }
  for (const [organisation, scores] of later.organisations) {
    if (organisation === own || !kept.made.fold.places.has(organisation)) continue;
    put(kept, ratedAnew(kept.made, organisation, scores), scores.at);
  }
  if (asOf > kept.at) kept.at = asOf;
}

/** Puts one organisation as it was at an instant into a kept fold, unless a later one is in it. */
function put(kept: Kept, rated: FoldedOrganisation, at: string): void {
  if (at < (kept.changed.get(rated.organisation) ?? "")) return;
  applyChange(kept.made.fold, changeOf(kept.made.fold, rated));
  kept.changed.set(rated.organisation, at);
  if (at > kept.newest) kept.newest = at;
}

/** Makes and keeps a fold where there is none: before a write, while nobody waits for its end. */
export async function keepFold(transaction: Transaction, asked: ReviewAsked): Promise<void> {
  if (!foldsOf(transaction).has(keyOf(asked))) await foldNow(transaction, asked);
}

/**
 * The fold of a question as of now, in a transaction that wrote no score: from the one that is kept,
 * or made anew and kept.
 */
export async function foldNow(transaction: Transaction, asked: ReviewAsked): Promise<AnsweredFold> {
  const folds = foldsOf(transaction);
  const kept = folds.get(keyOf(asked));
  const asOf = await lastKnownAt(transaction);
  const now = await standing(transaction, asked, asOf, sinceOf(kept));
  if (!now.newest) return anew(transaction, now.asked, false);
  if (kept && kept.version === now.version && kept.newest <= asOf) {
    await takeIn(transaction, kept, now);
    return { made: kept.made, asked: now.asked, change: undefined };
  }
  const made = await currentFold(transaction, now.asked);
  // A fold that is ahead of this snapshot is of use to others.
  if (kept?.version !== now.version) {
    folds.delete(keyOf(asked));
    folds.set(keyOf(asked), {
      made,
      version: now.version,
      at: asOf,
      newest: asOf,
      changed: new Map(),
      unsure: new Map(),
    });
    const [oldest] = folds.size > mostKept ? folds.keys() : [];
    if (oldest !== undefined) folds.delete(oldest);
  }
  return { made, asked: now.asked, change: undefined };
}

/**
 * The fold of a question as of the instant of a write, in the transaction that wrote scores of one
 * organisation: the kept one with that change beside it, which only becomes part of it when it is
 * read back after the commit. `alone` asks for the one organisation only: of the others nothing is
 * read, and what is kept of them stays behind.
 */
export async function foldAfter(
  transaction: Transaction,
  asked: ReviewAsked,
  wrote: {
    readonly organisation: string;
    readonly at: string;
    readonly packed: OrganisationPacked;
  },
  alone: boolean,
): Promise<AnsweredFold> {
  const { organisation, at, packed } = wrote;
  const kept = foldsOf(transaction).get(keyOf(asked));
  const since = alone ? { at, held: [] } : sinceOf(kept, organisation);
  const now = await standing(transaction, asked, at, since);
  if (!kept || kept.version !== now.version || !now.newest) {
    return anew(transaction, now.asked, now.newest);
  }
  const rated = ratedAnew(kept.made, organisation, packed);
  if (!alone) {
    await takeIn(transaction, kept, now, organisation);
    kept.unsure.set(organisation, { at, rated });
  }
  return { made: kept.made, asked: now.asked, change: changeOf(kept.made.fold, rated) };
}

async function anew(
  transaction: Transaction,
  asked: AskedReview,
  newest: boolean,
): Promise<AnsweredFold> {
  const made = await (newest ? currentFold : replayedFold)(transaction, asked);
  return { made, asked, change: undefined };
}
