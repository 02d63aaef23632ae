import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import type { StampedLeaf } from "../platform/log/append-leaf.ts";
import type { Stamped } from "../platform/work.ts";
import { bytesOfScores } from "./packed-scores.ts";
import {
  type AssessmentAct,
  codeOf,
  type CurrentScores,
  kindCodes,
  type ScoreRow,
} from "./scores.store.ts";

/** One score with its act and everything that changes by it. */
export interface GivenRow {
  readonly act: Pick<AssessmentAct, "review" | "by" | "onBehalf">;
  readonly score: ScoreRow;
  /** What was answered, as canonical JSON. */
  readonly words: string;
  /** The newest scores of the organisation after it; null where it does not count now. */
  readonly current: CurrentScores | null;
}

const StampedRow = Type.Object({ known_at: Type.String(), leaf: Type.String() });

/**
 * Writes one score by one statement, because others wait for its end: its instant and leaf, its act,
 * its day, its wording, its history and the newest scores of its organisation. Answers the first two.
 */
export async function insertGivenScore(
  transaction: Transaction,
  { act, score, words, current }: GivenRow,
  { clauses, values }: StampedLeaf,
): Promise<Stamped> {
  const row = await transaction.first(
    StampedRow,
    `with ${clauses},
     days as (
       insert into score_days (review, day, known_at)
       select $7, $8::date, last from stamp on conflict do nothing),
     wordings as (
       insert into score_wordings (digest, words)
       select decode($9, 'hex'), $10 from stamp on conflict do nothing),
     act as (
       insert into assessment_acts (no, review, act, by, on_behalf, reason, file_name, file_digest, known_at, leaf)
       select nextval('assessment_act_numbers'), $7, 'given', $11, $12, '', '', '', at, encode(digest, 'hex')
       from leaf returning no),
     now as (
       insert into scores_current (review, organisation, kind, packed, known_at)
       select $7, $13, $14, $15, last from stamp where $15::bytea is not null
       on conflict (review, organisation, kind)
         do update set packed = excluded.packed, known_at = excluded.known_at),
     history as (
       insert into scores (act, review, organisation, item, kind, day, good, bad, n, missing, wording)
       select no, $7, $13, $16, $14, $8, $17, $18, $19, $20, decode($9, 'hex') from act)
     select at as known_at, encode(digest, 'hex') as leaf from leaf`,
    [
      ...values,
      act.review,
      score.day,
      score.wording,
      words,
      act.by,
      act.onBehalf,
      score.organisation,
      kindCodes[score.kind],
      current && Buffer.from(bytesOfScores(current.scores)),
      score.item,
      score.good,
      score.bad,
      score.n,
      codeOf(score),
    ],
  );
  if (!row) throw new Error("a score was given without a leaf");
  return { knownAt: row.known_at, leaf: row.leaf };
}
