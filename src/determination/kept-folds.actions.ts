import { laterScores, type LaterScores, type Since } from "../assessments/packed-scores.store.ts";
import { evidenceDays } from "../evidence/evidence-counted.actions.ts";
import { lastEvidenceFact } from "../evidence/evidence.store.ts";
import { lastOrganisationFact } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import { lastListAct } from "../reviews/reviews.store.ts";
import { askAt, type AskedReview, type ReviewAsked } from "./ask-review.actions.ts";
import { applyChange, changeOf, type FoldChange } from "./lean-fold.ts";
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
  /**
   * Organisations written by a transaction whose end is not known here, with its instant: they are
   * read again until that instant is past.
   */
  readonly unsure: Map<string, string>;
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
function sinceOf(kept: Kept | undefined): Since | null {
  return kept ? { at: kept.at, again: [...kept.unsure.keys()] } : null;
}

/** Asks, after a stamp or in a snapshot, what the question means and what came since an instant. */
async function standing(
  transaction: Transaction,
  asked: ReviewAsked,
  asOf: string,
  since: Since | null,
): Promise<Standing> {
  const list = await lastListAct(transaction, asked.review, asOf);
  const facts = { list, organisations: null, assessments: null, at: asOf };
  const today = asked.on ?? asOf.slice(0, 10);
  const before = await askAt(transaction, { ...asked, on: today }, asOf, facts);
  const { yardstick } = before;
  const later = await laterScores(transaction, asked.review, since, yardstick.items.length);
  const measured = yardstick.items.some(({ measured_by }) => measured_by !== undefined);
  const organisations = measured ? await lastOrganisationFact(transaction, asOf) : null;
  const evidence = measured ? await lastEvidenceFact(transaction, asOf) : null;
  const [day] = measured && !asked.on ? await evidenceDays(transaction, yardstick, asOf) : [];
  const days = [day, later.newestDay].filter((each) => typeof each === "string").toSorted();
  const on = asked.on ?? days.at(-1) ?? today;
  return {
    asked: { ...before, on, organisationsAt: organisations, question: { ...before.question, on } },
    later,
    version: JSON.stringify([on, list, later.rulesAt, organisations, evidence]),
    newest: later.newestDay === null || later.newestDay <= on,
  };
}

/**
 * Puts what was committed up to an instant into a kept fold; `own` is left out: it is not committed
 * yet, and may hide what was.
 */
function takeIn(kept: Kept, { organisations }: LaterScores, asOf: string, own?: string): void {
  const { fold } = kept.made;
  for (const [organisation, scores] of organisations) {
    if (organisation === own || !fold.places.has(organisation)) continue;
    // Another question may have taken in a later state meanwhile.
    if (scores.at < (kept.changed.get(organisation) ?? "")) continue;
    applyChange(fold, changeOf(fold, ratedAnew(kept.made, organisation, scores)));
    kept.changed.set(organisation, scores.at);
    if (scores.at > kept.newest) kept.newest = scores.at;
  }
  for (const [organisation, at] of kept.unsure) if (at <= asOf) kept.unsure.delete(organisation);
  if (own !== undefined) kept.unsure.set(own, asOf);
  if (asOf > kept.at) kept.at = asOf;
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
    takeIn(kept, now.later, asOf);
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
  wrote: { readonly organisation: string; readonly at: string },
  alone: boolean,
): Promise<AnsweredFold> {
  const kept = foldsOf(transaction).get(keyOf(asked));
  const since = alone ? { at: wrote.at, again: [wrote.organisation] } : sinceOf(kept);
  const now = await standing(transaction, asked, wrote.at, since);
  const scores = now.later.organisations.get(wrote.organisation);
  if (!kept || kept.version !== now.version || !now.newest || !scores) {
    return anew(transaction, now.asked, now.newest);
  }
  if (!alone) takeIn(kept, now.later, wrote.at, wrote.organisation);
  const change = changeOf(kept.made.fold, ratedAnew(kept.made, wrote.organisation, scores));
  return { made: kept.made, asked: now.asked, change };
}

async function anew(
  transaction: Transaction,
  asked: AskedReview,
  newest: boolean,
): Promise<AnsweredFold> {
  const made = await (newest ? currentFold : replayedFold)(transaction, asked);
  return { made, asked, change: undefined };
}
