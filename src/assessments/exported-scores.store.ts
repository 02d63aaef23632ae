import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { remarkColumns, remarkFields, remarkOfRow, remarkOfScore } from "./remarks.store.ts";
import type { ScoreRemark } from "./remarks.contract.ts";
import { missingOfCode, type ScoreCounts } from "./score-counts.ts";
import { kindOfCode } from "./scores.store.ts";
import type { ScoreKind } from "./scores.contract.ts";

const ExportRow = Type.Object({
  organisation: Type.String(),
  item: Type.String(),
  kind: Type.Integer(),
  day: Type.String(),
  good: Type.Integer(),
  bad: Type.Integer(),
  n: Type.Integer(),
  missing: Type.Integer(),
  wording: Type.String(),
  within: Type.Union([Type.String(), Type.Null()]),
  known_at: Type.String(),
  by: Type.String(),
  on_behalf: Type.Boolean(),
  file_name: Type.String(),
  leaf: Type.String(),
  ...remarkFields,
});

/** One score as it is taken out, with everything that was entered with it. */
export interface ExportedScore {
  readonly organisation: string;
  readonly item: string;
  readonly kind: ScoreKind;
  readonly day: string;
  readonly counts: ScoreCounts;
  readonly wording: string;
  readonly within: string | null;
  readonly known_at: string;
  readonly by: string;
  readonly on_behalf: boolean;
  readonly file_name: string;
  readonly leaf: string;
  readonly remark: ScoreRemark;
}

/** Which scores are taken out. */
export interface ExportAsked {
  readonly review: string;
  readonly asOf: string;
  /** One organisation with its systems; null for all. */
  readonly organisation: string | null;
  /** Only those that stand, or every one that was ever given. */
  readonly standing: boolean;
  readonly limit: number;
}

/** Scores with who gave them and what stands beside them; by organisation, item, kind and time. */
export async function exportedScores(
  transaction: Transaction,
  { review, asOf, organisation, standing, limit }: ExportAsked,
): Promise<ExportedScore[]> {
  const order = `s.organisation collate "C", s.item collate "C", s.kind`;
  const rows = await transaction.rows(
    ExportRow,
    `select ${standing ? `distinct on (${order})` : ""}
       s.organisation, s.item, s.kind, s.day, s.good, s.bad, s.n, s.missing,
       encode(s.wording, 'hex') as wording, s.within, a.known_at, a.by, a.on_behalf, a.file_name, a.leaf,
       ${remarkColumns}
     from scores s join assessment_acts a on a.no = s.act
       left join score_remarks r on ${remarkOfScore}
     where s.review = $1 and a.known_at <= $2
       and ($3::text is null or s.organisation = $3 or s.within = $3)
     order by ${order}, ${standing ? "s.day desc, a.known_at desc, a.no desc" : "a.known_at, a.no, s.day"}
     limit $4`,
    [review, asOf, organisation, limit],
  );
  return rows.map((row) => {
    const { kind, good, bad, n, missing } = row;
    const { organisation: whose, item, day, wording, within, known_at, by, on_behalf } = row;
    return {
      organisation: whose,
      item,
      kind: kindOfCode(kind),
      day,
      counts: { good, bad, n, missing: missingOfCode(missing) },
      wording,
      within,
      known_at,
      by,
      on_behalf,
      file_name: row.file_name,
      leaf: row.leaf,
      remark: remarkOfRow(row),
    };
  });
}
