import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { missingOfCode, type ScoreCounts } from "./score-counts.ts";
import { kindOfCode } from "./scores.store.ts";
import type { ScoreKind } from "./scores.contract.ts";

const CountsRow = Type.Object({
  organisation: Type.String(),
  item: Type.String(),
  kind: Type.Integer(),
  day: Type.String(),
  good: Type.Integer(),
  bad: Type.Integer(),
  n: Type.Integer(),
  missing: Type.Integer(),
});

/** A score as it is stored, in counts. */
export interface StoredScore {
  readonly organisation: string;
  readonly item: string;
  readonly kind: ScoreKind;
  readonly day: string;
  readonly counts: ScoreCounts;
}

function storedScore(row: Static<typeof CountsRow>): StoredScore {
  const { organisation, item, kind, day, good, bad, n, missing } = row;
  return {
    organisation,
    item,
    kind: kindOfCode(kind),
    day,
    counts: { good, bad, n, missing: missingOfCode(missing) },
  };
}

const standing = `select distinct on (s.organisation, s.item, s.kind)
    s.organisation, s.item, s.kind, s.day, s.good, s.bad, s.n, s.missing, s.wording, s.act
  from scores s join assessment_acts a on a.no = s.act
  where s.review = $1 and s.day <= $2 and a.known_at <= $3
    and ($4::text[] is null or s.organisation = any($4)) and ($5::text is null or s.item = $5)
  order by s.organisation, s.item, s.kind, s.day desc, a.known_at desc, a.no desc`;

/** The scores that stand on a day as known at an instant, of some organisations or of all, of one item or of all. */
export async function standingRows(
  transaction: Transaction,
  review: string,
  { on, asOf }: { readonly on: string; readonly asOf: string },
  organisations: readonly string[] | null,
  item?: string,
): Promise<StoredScore[]> {
  const rows = await transaction.rows(
    CountsRow,
    `select organisation, item, kind, day, good, bad, n, missing from (${standing}) now`,
    [review, on, asOf, organisations, item ?? null],
  );
  return rows.map(storedScore);
}

const SheetRow = Type.Object({
  ...CountsRow.properties,
  wording: Type.String(),
  act: Type.Integer(),
});

const ToldAct = Type.Object({
  no: Type.Integer(),
  known_at: Type.String(),
  by: Type.String(),
  on_behalf: Type.Boolean(),
  leaf: Type.String(),
});

/** A score with who gave it, when it became known, and its leaf. */
export interface ToldScore extends StoredScore {
  readonly wording: string;
  readonly knownAt: string;
  readonly by: string;
  readonly onBehalf: boolean;
  readonly leaf: string;
}

/** The scores of one organisation that stand, with who gave them. */
export async function toldScores(
  transaction: Transaction,
  review: string,
  { on, asOf }: { readonly on: string; readonly asOf: string },
  organisation: string,
): Promise<ToldScore[]> {
  const rows = await transaction.rows(
    SheetRow,
    `select organisation, item, kind, day, good, bad, n, missing, encode(wording, 'hex') as wording,
       act from (${standing}) now`,
    [review, on, asOf, [organisation], null],
  );
  // One act may have brought a thousand of them.
  const acts = await transaction.rows(
    ToldAct,
    `select no, known_at, by, on_behalf, leaf from assessment_acts where no = any($1::bigint[])`,
    [[...new Set(rows.map(({ act }) => act))]],
  );
  const byNumber = new Map(acts.map((act) => [act.no, act]));
  return rows.map((row) => {
    const act = byNumber.get(row.act);
    if (!act) throw new Error("a score is without its act");
    const { known_at: knownAt, by, on_behalf: onBehalf, leaf } = act;
    return { ...storedScore(row), wording: row.wording, knownAt, by, onBehalf, leaf };
  });
}

const HistoryRow = Type.Object({
  ...CountsRow.properties,
  wording: Type.String(),
  no: Type.Integer(),
  act: Type.Union([Type.Literal("given"), Type.Literal("imported")]),
  known_at: Type.String(),
});

/** One score of the history, with the act by which it became known. */
export interface HistoricScore extends StoredScore {
  readonly wording: string;
  readonly no: number;
  readonly act: "given" | "imported";
  readonly knownAt: string;
}

/** Every score of a review known up to an instant, in the order in which acts became known. */
export async function scoreHistory(
  transaction: Transaction,
  review: string,
  asOf: string,
): Promise<HistoricScore[]> {
  const rows = await transaction.rows(
    HistoryRow,
    `select s.organisation, s.item, s.kind, s.day, s.good, s.bad, s.n, s.missing,
       encode(s.wording, 'hex') as wording, a.no, a.act, a.known_at
     from scores s join assessment_acts a on a.no = s.act
     where s.review = $1 and a.known_at <= $2
     order by a.known_at, a.no, s.organisation collate "C", s.item collate "C", s.kind desc, s.day`,
    [review, asOf],
  );
  return rows.map((row) => ({
    ...storedScore(row),
    wording: row.wording,
    no: row.no,
    act: row.act,
    knownAt: row.known_at,
  }));
}

const MissingRow = Type.Object({
  organisation: Type.String(),
  item: Type.String(),
  kind: Type.Integer(),
  day: Type.String(),
  missing: Type.Integer(),
});

/** Why scores are missing that somebody said are, by organisation, item and kind: the newest of each. */
export async function missingReasons(
  transaction: Transaction,
  review: string,
  asOf: string,
  organisations: readonly string[] | null = null,
  item?: string,
): Promise<StoredScore[]> {
  const rows = await transaction.rows(
    MissingRow,
    `select distinct on (s.organisation, s.item, s.kind, s.day) s.organisation, s.item, s.kind, s.day, s.missing
     from scores s join assessment_acts a on a.no = s.act
     where s.review = $1 and s.missing <> 0 and a.known_at <= $2
       and ($3::text[] is null or s.organisation = any($3)) and ($4::text is null or s.item = $4)
     order by s.organisation, s.item, s.kind, s.day, a.known_at desc, a.no desc`,
    [review, asOf, organisations, item ?? null],
  );
  return rows.map((row) => storedScore({ ...row, good: 0, bad: 0, n: 0 }));
}
