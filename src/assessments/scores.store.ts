import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Type } from "typebox";
import { Bytes } from "../platform/database/bytes.ts";
import type { Transaction } from "../platform/database/database.ts";
import { bytesOfScores, type PackedScores, scoresOfBytes } from "./packed-scores.ts";
import { missingCodes, type ScoreCounts } from "./score-counts.ts";
import type { ScoreKind } from "./scores.contract.ts";

/** How the two kinds of score are written in tables. */
export const kindCodes: Readonly<Record<ScoreKind, 0 | 1>> = { self: 0, independent: 1 };

/** The kind of a code. */
export function kindOfCode(code: number): ScoreKind {
  return code === 0 ? "self" : "independent";
}

const NumberRow = Type.Object({ no: Type.Integer() });

/** Takes the number of an act that is about to be written. */
export async function nextAct(transaction: Transaction): Promise<number> {
  const row = await transaction.first(NumberRow, `select nextval('assessment_act_numbers') as no`);
  if (!row) throw new Error("no number for an act");
  return row.no;
}

/** What was done about the assessments of a review, by whom, and with which leaf. */
export interface AssessmentAct {
  readonly no: number;
  readonly review: string;
  readonly act:
    | "given"
    | "imported"
    | "sampled"
    | "sample-closed"
    | "not-applicable"
    | "round-opened";
  readonly by: string;
  readonly onBehalf: boolean;
  readonly reason: string;
  readonly fileName: string;
  readonly fileDigest: string;
  readonly knownAt: string;
  readonly leaf: string;
}

/** Writes an act, with the days that it is the first to speak of. */
export async function insertAct(
  transaction: Transaction,
  act: AssessmentAct,
  days: readonly string[],
): Promise<void> {
  await transaction.run(
    `with days as (
       insert into score_days (review, day, known_at)
       select $2, day, $9 from unnest($11::date[]) as each (day) on conflict do nothing)
     insert into assessment_acts (no, review, act, by, on_behalf, reason, file_name, file_digest, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      act.no,
      act.review,
      act.act,
      act.by,
      act.onBehalf,
      act.reason,
      act.fileName,
      act.fileDigest,
      act.knownAt,
      act.leaf,
      days,
    ],
  );
}

/** One score as it is written. */
export interface ScoreRow extends ScoreCounts {
  readonly organisation: string;
  readonly item: string;
  readonly kind: ScoreKind;
  readonly day: string;
  readonly wording: string;
}

/** One of many scores; for a system with the organisation that it belongs to. */
interface CopiedScore extends ScoreRow {
  readonly within: string | null;
}

/** Why a score is missing, as tables write it. */
export function codeOf({ missing }: ScoreCounts): number {
  return missing === null ? 0 : missingCodes[missing];
}

function* copyLines(act: number, review: string, rows: readonly CopiedScore[]): Generator<string> {
  for (let at = 0; at < rows.length; at += 2000) {
    let text = "";
    for (const row of rows.slice(at, at + 2000)) {
      // Identifiers of organisations and items hold nothing that COPY would read as a sign.
      text += `${act}\t${review}\t${row.organisation}\t${row.item}\t${kindCodes[row.kind]}\t${row.day}\t${row.good}\t${row.bad}\t${row.n}\t${codeOf(row)}\t\\\\x${row.wording}\t${row.within ?? "\\N"}\n`;
    }
    yield text;
  }
}

/** Copies the history of many scores in. */
export async function copyScores(
  transaction: Transaction,
  act: number,
  review: string,
  rows: readonly CopiedScore[],
): Promise<void> {
  await pipeline(
    Readable.from(copyLines(act, review, rows)),
    transaction.copyInto(
      `copy scores (act, review, organisation, item, kind, day, good, bad, n, missing, wording, within) from stdin`,
    ),
  );
}

/** Keeps wordings by their digests, so that what was answered can always be read. */
export async function keepWordings(
  transaction: Transaction,
  wordings: ReadonlyMap<string, string>,
): Promise<void> {
  await transaction.run(
    `insert into score_wordings (digest, words)
     select decode(digest, 'hex'), words from unnest($1::text[], $2::text[]) as each (digest, words)
     on conflict do nothing`,
    [[...wordings.keys()], [...wordings.values()]],
  );
}

const PackedRow = Type.Object({
  organisation: Type.String(),
  kind: Type.Integer(),
  packed: Bytes,
});

/** The newest scores of one organisation and kind. */
export interface CurrentScores {
  readonly organisation: string;
  readonly kind: ScoreKind;
  readonly scores: PackedScores;
}

/**
 * The newest scores of a review, of some organisations or of all; by organisation and kind.
 * `items` is how many items the yardstick of the review has.
 */
export async function currentScores(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
  items: number,
): Promise<CurrentScores[]> {
  const rows = await transaction.rows(
    PackedRow,
    `select organisation, kind, packed from scores_current
     where review = $1 and ($2::text[] is null or organisation = any($2)) order by organisation, kind`,
    [review, organisations],
  );
  return rows.map(({ organisation, kind, packed }) => ({
    organisation,
    kind: kindOfCode(kind),
    scores: scoresOfBytes(packed, items),
  }));
}

/**
 * Keeps two writers from changing the scores of one organisation at once, and from changing any
 * while many are being imported. Held to the end of the transaction; ask before reading them.
 */
export async function lockOrganisation(
  transaction: Transaction,
  review: string,
  organisation: string,
): Promise<void> {
  await transaction.run(
    `select pg_advisory_xact_lock_shared(hashtextextended('scores ' || $1, 0)),
       pg_advisory_xact_lock(hashtextextended('scores ' || $1 || ' ' || $2, 0))`,
    [review, organisation],
  );
}

/** Writes the newest scores of some organisations and kinds whole. */
export async function putCurrent(
  transaction: Transaction,
  review: string,
  current: readonly CurrentScores[],
  knownAt: string,
): Promise<void> {
  await transaction.run(
    `insert into scores_current (review, organisation, kind, packed, known_at)
     select $1, organisation, kind, packed, $5
     from unnest($2::text[], $3::smallint[], $4::bytea[]) as each (organisation, kind, packed)
     on conflict (review, organisation, kind)
       do update set packed = excluded.packed, known_at = excluded.known_at`,
    [
      review,
      current.map(({ organisation }) => organisation),
      current.map(({ kind }) => kindCodes[kind]),
      current.map(({ scores }) => Buffer.from(bytesOfScores(scores))),
      knownAt,
    ],
  );
}

/** Keeps everybody else from changing scores of a review, to the end of the transaction. */
export async function lockScores(transaction: Transaction, review: string): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('scores ' || $1, 0))`, [
    review,
  ]);
}

const Instant = Type.Object({ at: Type.Union([Type.String(), Type.Null()]) });

/**
 * When the last act about the assessments of a review became known, up to an instant, as a part of a
 * larger statement: given the parameters of the review and of the instant.
 */
export const lastAssessmentFactSql = (review: "$1", until: "$2"): string =>
  `(select max(known_at) from assessment_acts where review = ${review} and known_at <= ${until})`;

/** When the last act about the assessments of a review became known, up to an instant. */
export async function lastAssessmentFact(
  transaction: Transaction,
  review: string,
  until: string,
): Promise<string | null> {
  const row = await transaction.first(
    Instant,
    `select ${lastAssessmentFactSql("$1", "$2")} as at`,
    [review, until],
  );
  return row?.at ?? null;
}

const DayRow = Type.Object({ day: Type.String() });

/** The days that scores of a review speak of, newest first, as known at an instant. */
export async function scoreDays(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<string[]> {
  const rows = await transaction.rows(
    DayRow,
    `select day from score_days where review = $1 and known_at <= $2 order by day desc`,
    [review, asOf],
  );
  return rows.map(({ day }) => day);
}
