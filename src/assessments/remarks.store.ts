import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { noRemark } from "./remarks.ts";
import { type ScoreRemark, ScoreSource } from "./remarks.contract.ts";
import { kindCodes } from "./scores.store.ts";
import type { ScoreKind } from "./scores.contract.ts";

const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

/** What a statement reads of a score's remark, beside the score; all null where there is none. */
export const remarkFields = {
  note: OrNull(Type.String()),
  evidence: OrNull(Type.Array(ScoreSource)),
  tool: OrNull(Type.String()),
  tool_version: OrNull(Type.String()),
  overrides: OrNull(Type.String()),
  after_lock: OrNull(Type.Boolean()),
} as const;
const RemarkFields = Type.Object(remarkFields);

/** The columns of a remark, `r`. */
export const remarkColumns = `r.note, r.evidence, r.tool, r.tool_version, r.overrides, r.after_lock`;

/** That the remark `r` is the one of the score `s`. */
export const remarkOfScore = `r.act = s.act and r.organisation = s.organisation and r.item = s.item
  and r.kind = s.kind and r.day = s.day`;

/** A remark as it is shown. */
export function remarkOfRow(row: Static<typeof RemarkFields>): ScoreRemark {
  if (row.note === null) return { ...noRemark, evidence: [] };
  return {
    note: row.note,
    evidence: row.evidence ?? [],
    tool: row.tool === null ? null : { name: row.tool, version: row.tool_version ?? "" },
    overrides: row.overrides,
    after_lock: row.after_lock ?? false,
  };
}

/** The remark of one score of an act. */
export interface RemarkRow extends ScoreRemark {
  readonly organisation: string;
  readonly item: string;
  readonly kind: ScoreKind;
  readonly day: string;
}

/** A remark as one statement writes it: `[note, evidence, tool, tool_version, overrides, after_lock]`. */
export function remarkValues(remark: ScoreRemark): unknown[] {
  const { note, evidence, tool, overrides, after_lock } = remark;
  const version = tool === null ? null : tool.version;
  return [note, JSON.stringify(evidence), tool?.name ?? null, version, overrides, after_lock];
}

/** Writes what stands beside the scores of an act. */
export async function insertRemarks(
  transaction: Transaction,
  act: number,
  review: string,
  rows: readonly RemarkRow[],
): Promise<void> {
  await transaction.run(
    `insert into score_remarks (act, review, organisation, item, kind, day, note, evidence, tool,
       tool_version, overrides, after_lock)
     select $1, $2, organisation, item, kind, day, note, evidence, tool, tool_version, overrides, after_lock
     from unnest($3::text[], $4::text[], $5::smallint[], $6::date[], $7::text[], $8::jsonb[], $9::text[],
       $10::text[], $11::text[], $12::boolean[])
       as each (organisation, item, kind, day, note, evidence, tool, tool_version, overrides, after_lock)`,
    [
      act,
      review,
      rows.map(({ organisation }) => organisation),
      rows.map(({ item }) => item),
      rows.map(({ kind }) => kindCodes[kind]),
      rows.map(({ day }) => day),
      rows.map(({ note }) => note),
      rows.map(({ evidence }) => JSON.stringify(evidence)),
      rows.map(({ tool }) => tool?.name ?? null),
      rows.map(({ tool }) => (tool === null ? null : tool.version)),
      rows.map(({ overrides }) => overrides),
      rows.map(({ after_lock }) => after_lock),
    ],
  );
}
