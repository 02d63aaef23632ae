import { todayOf } from "../platform/log/known-at.ts";
import { Problem } from "../kit/problem.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { ReviewSummary } from "../reviews/reviews.contract.ts";
import { dueDays } from "./due-days.actions.ts";
import type { ScoreKind } from "./scores.contract.ts";
import { readSides } from "./stages.store.ts";
import { lockedBecause } from "./stages.ts";
import { reviewTerms } from "./terms.actions.ts";

/** Which sides of a review are locked, for many scores at once. */
export interface SideLocks {
  /** Why a side is locked, in one sentence; null while it is open. */
  because(kind: ScoreKind, organisation: string): string | null;
  /** Whether a side was locked before: what is given now is marked. */
  onceLocked(kind: ScoreKind, organisation: string): boolean;
}

/** Reads which sides of organisations of a review are locked; null asks for all of them. */
export async function sideLocks(
  transaction: Transaction,
  summary: ReviewSummary,
  organisations: readonly string[] | null,
): Promise<SideLocks> {
  const terms = await reviewTerms(transaction, summary);
  const today = await todayOf(transaction);
  const due = {
    self: await dueDays(transaction, summary.order, terms.self, today),
    independent: await dueDays(transaction, summary.order, terms.independent, today),
  };
  const rows = await readSides(transaction, summary.review, organisations);
  const sides = new Map(rows.map((row) => [`${row.side} ${row.organisation}`, row]));
  return {
    because: (kind, organisation) => {
      const row = sides.get(`${kind} ${organisation}`);
      const facts = {
        stage: row?.stage ?? null,
        due: due[kind].of(organisation).due,
        extendedUntil: row?.extended_until ?? null,
      };
      return lockedBecause(facts, today);
    },
    onceLocked: (kind, organisation) => sides.get(`${kind} ${organisation}`)?.once_locked ?? false,
  };
}

/** Refuses (refused) when any of some sides is locked, naming the first. */
export function requireAllOpen(
  locks: SideLocks,
  rows: readonly { readonly kind: ScoreKind; readonly owner: string }[],
): void {
  for (const { kind, owner } of rows) {
    const because = locks.because(kind, owner);
    if (because !== null) throw new Problem("refused", `${owner}: ${because}`);
  }
}
