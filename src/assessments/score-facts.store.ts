// Longer than most: every way of reading a score shares one list of columns and one order.
import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { missingOfCode, type ScoreCounts } from "./score-counts.ts";
import type { ScoreRemark } from "./remarks.contract.ts";
import { remarkColumns, remarkFields, remarkOfRow, remarkOfScore } from "./remarks.store.ts";
import { kindCodes, kindOfCode } from "./scores.store.ts";
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

const ToldRow = Type.Object({
  ...CountsRow.properties,
  wording: Type.String(),
  act: Type.Integer(),
  ...remarkFields,
});

const ToldAct = Type.Object({
  no: Type.Integer(),
  act: Type.Union([Type.Literal("given"), Type.Literal("imported")]),
  known_at: Type.String(),
  by: Type.String(),
  on_behalf: Type.Boolean(),
  file_name: Type.String(),
  leaf: Type.String(),
});

/** A score with who gave it, when it became known, its leaf, and what stands beside it. */
export interface ToldScore extends StoredScore {
  readonly wording: string;
  readonly knownAt: string;
  readonly by: string;
  readonly onBehalf: boolean;
  readonly leaf: string;
  readonly act: "given" | "imported";
  readonly fileName: string;
  readonly remark: ScoreRemark;
}

const toldColumns = `s.organisation, s.item, s.kind, s.day, s.good, s.bad, s.n, s.missing,
  encode(s.wording, 'hex') as wording, s.act, ${remarkColumns}`;

/** Puts scores beside their acts, of which one may have brought a thousand. */
async function withActs(
  transaction: Transaction,
  rows: readonly Static<typeof ToldRow>[],
): Promise<ToldScore[]> {
  const acts = await transaction.rows(
    ToldAct,
    `select no, act, known_at, by, on_behalf, file_name, leaf from assessment_acts where no = any($1::bigint[])`,
    [[...new Set(rows.map(({ act }) => act))]],
  );
  const byNumber = new Map(acts.map((act) => [act.no, act]));
  return rows.map((row) => {
    const act = byNumber.get(row.act);
    if (!act) throw new Error("a score is without its act");
    const { known_at: knownAt, by, on_behalf: onBehalf, file_name: fileName, leaf } = act;
    const told = { wording: row.wording, knownAt, by, onBehalf, leaf, act: act.act, fileName };
    return { ...storedScore(row), ...told, remark: remarkOfRow(row) };
  });
}

/**
 * The scores of some organisations, or of all, that stand, of one item or of all, with who gave them
 * and what stands beside them. Two statements.
 */
export async function toldScores(
  transaction: Transaction,
  review: string,
  { on, asOf }: { readonly on: string; readonly asOf: string },
  organisations: readonly string[] | null,
  item?: string,
): Promise<ToldScore[]> {
  const rows = await transaction.rows(
    ToldRow,
    `select ${toldColumns} from (${standing}) s left join score_remarks r on ${remarkOfScore}`,
    [review, on, asOf, organisations, item ?? null],
  );
  return withActs(transaction, rows);
}

/** Which score is meant, on its day. */
interface AskedScore {
  readonly organisation: string;
  readonly item: string;
  readonly kind: ScoreKind;
  readonly day: string;
}

const BeforeRow = Type.Object({ ...ToldRow.properties, asked: Type.String() });

/**
 * The scores that stand in the places of many, each up to its own day, with who gave them and what
 * stands beside them. Two statements.
 */
export async function toldBefore(
  transaction: Transaction,
  review: string,
  rows: readonly AskedScore[],
): Promise<(row: AskedScore) => ToldScore | undefined> {
  const pairs = new Map(
    rows.map(({ organisation, day }) => [`${day} ${organisation}`, { organisation, day }]),
  );
  const wanted = [...pairs.values()];
  const found = await transaction.rows(
    BeforeRow,
    `select ${toldColumns}, s.asked::text as asked from (
       select distinct on (s.organisation, s.item, s.kind, d.day)
         s.organisation, s.item, s.kind, s.day, s.good, s.bad, s.n, s.missing, s.wording, s.act, d.day as asked
       from unnest($2::text[], $3::date[]) as d (organisation, day)
       join scores s on s.review = $1 and s.organisation = d.organisation and s.day <= d.day
       join assessment_acts a on a.no = s.act
       where s.item = any($4::text[])
       order by s.organisation, s.item, s.kind, d.day, s.day desc, a.known_at desc, a.no desc) s
     left join score_remarks r on ${remarkOfScore}`,
    [
      review,
      wanted.map(({ organisation }) => organisation),
      wanted.map(({ day }) => day),
      [...new Set(rows.map(({ item }) => item))],
    ],
  );
  const told = await withActs(transaction, found);
  const key = ({ organisation, item, kind, day }: AskedScore): string =>
    JSON.stringify([organisation, item, kind, day]);
  const known = new Map(
    told.map((score, at) => [key({ ...score, day: found[at]?.asked ?? "" }), score]),
  );
  return (row) => known.get(key(row));
}

const AnyRow = Type.Object({ spoke: Type.Boolean() });

/** Whether a tool ever spoke in a review. */
export async function anyTool(transaction: Transaction, review: string): Promise<boolean> {
  const row = await transaction.first(
    AnyRow,
    `select exists (select from score_remarks where review = $1 and tool is not null) as spoke`,
    [review],
  );
  return row?.spoke ?? false;
}

/** Which part of the history of one score is asked for. */
export interface HistoryAsked {
  readonly review: string;
  readonly organisation: string;
  readonly item: string;
  readonly kinds: readonly ScoreKind[];
  /** Only acts with a lower number; null from the newest on. */
  readonly before: number | null;
  readonly limit: number;
}

/** Every score of one item of one organisation, newest first, with the number of its act. */
export async function toldHistory(
  transaction: Transaction,
  { review, organisation, item, kinds, before, limit }: HistoryAsked,
): Promise<{ readonly no: number; readonly score: ToldScore }[]> {
  const rows = await transaction.rows(
    ToldRow,
    `select ${toldColumns} from scores s left join score_remarks r on ${remarkOfScore}
     where s.review = $1 and s.organisation = $2 and s.item = $3 and s.kind = any($4::smallint[])
       and ($5::bigint is null or s.act < $5) order by s.act desc, s.kind, s.day limit $6`,
    [review, organisation, item, kinds.map((kind) => kindCodes[kind]), before, limit],
  );
  const told = await withActs(transaction, rows);
  return told.flatMap((score, at) => {
    const no = rows[at]?.act;
    return no === undefined ? [] : [{ no, score }];
  });
}

const WordsRow = Type.Object({ digest: Type.String(), words: Type.String() });

/** What wordings said, by their digests. */
export async function readWordings(
  transaction: Transaction,
  digests: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await transaction.rows(
    WordsRow,
    `select encode(digest, 'hex') as digest, words from score_wordings
     where digest in (select decode(each, 'hex') from unnest($1::text[]) as each)`,
    [digests],
  );
  return new Map(rows.map(({ digest, words }) => [digest, words]));
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

/**
 * Every score of a review known up to an instant, in the order in which acts became known, but for
 * those of systems: they count nowhere.
 */
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
     where s.review = $1 and a.known_at <= $2 and s.within is null
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
