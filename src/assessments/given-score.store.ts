import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import type { StampedLeaf } from "../platform/log/append-leaf.ts";
import type { Stamped } from "../platform/work.ts";
import { bytesOfScores } from "./packed-scores.ts";
import type { ScoreRemark } from "./remarks.contract.ts";
import { remarkValues } from "./remarks.store.ts";
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
  /** For a system: the organisation of the list that it belongs to; else null. */
  readonly within: string | null;
  /** What stands beside it; null where nothing does. */
  readonly remark: ScoreRemark | null;
  /** What was answered, as canonical JSON. */
  readonly words: string;
  /** The newest scores of the organisation after it; null where it does not count now. */
  readonly current: CurrentScores | null;
}

const remarkClause = `, remark as (
       insert into score_remarks (act, review, organisation, item, kind, day, note, evidence, tool,
         tool_version, overrides, after_lock)
       select no, $7, $13, $16, $14, $8, $22, $23, $24, $25, $26, $27 from act)`;

const StampedRow = Type.Object({ known_at: Type.String(), leaf: Type.String() });

/**
 * Writes one score by one statement, because others wait for its end: its instant and leaf, its act,
 * its day, its wording, its history and the newest scores of its organisation. Answers the first two.
 */
export async function insertGivenScore(
  transaction: Transaction,
  { act, score, within, remark, words, current }: GivenRow,
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
       insert into scores (act, review, organisation, item, kind, day, good, bad, n, missing, wording, within)
       select no, $7, $13, $16, $14, $8, $17, $18, $19, $20, decode($9, 'hex'), $21 from act)
       ${remark === null ? "" : remarkClause}
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
      within,
      ...(remark === null ? [] : remarkValues(remark)),
    ],
  );
  if (!row) throw new Error("a score was given without a leaf");
  return { knownAt: row.known_at, leaf: row.leaf };
}
