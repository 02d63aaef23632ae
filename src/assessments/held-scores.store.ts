import { Type } from "typebox";
import { Bytes } from "../platform/database/bytes.ts";
import type { Transaction } from "../platform/database/database.ts";
import { scoresOfBytes } from "./packed-scores.ts";
import { type CurrentScores, kindCodes, kindOfCode } from "./scores.store.ts";
import type { ScoreKind } from "./scores.contract.ts";
import { Stage } from "./stages.contract.ts";

const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

const HeldRow = Type.Object({
  now: Type.String(),
  due_task: OrNull(Type.String()),
  due_day: OrNull(Type.String()),
  stage: OrNull(Stage),
  extended_until: OrNull(Type.String()),
  once_locked: OrNull(Type.Boolean()),
  by_tool: Type.Boolean(),
  kind: OrNull(Type.Integer()),
  packed: OrNull(Bytes),
});

/** Which score is about to be given. */
export interface ScorePlace {
  readonly review: string;
  /** Of whom: an organisation of the list, or a system inside one. */
  readonly organisation: string;
  /** The organisation of the list: its stages and terms count. */
  readonly owner: string;
  readonly item: string;
  readonly kind: ScoreKind;
}

/** How one side stands, as far as it decides whether its scores are locked. */
export interface HeldSide {
  /** The instant on the clock of facts, or of the database where that is later. */
  readonly now: string;
  readonly task: string | null;
  readonly day: string | null;
  readonly stage: Stage | null;
  readonly extendedUntil: string | null;
  readonly onceLocked: boolean;
}

/** What has to be known before a score is given. */
export interface HeldScores {
  readonly side: HeldSide;
  /** Whether a tool ever said this score: only then a person may be replacing it. */
  readonly byTool: boolean;
  readonly current: readonly CurrentScores[];
}

/**
 * The newest scores of one organisation, the terms of its review, how far the side is, and whether a
 * tool ever spoke here: by one statement, because a hundred people give scores at once.
 * `items` is how many items the yardstick of the review has.
 */
export async function heldScores(
  transaction: Transaction,
  { review, organisation, owner, item, kind }: ScorePlace,
  items: number,
): Promise<HeldScores> {
  const rows = await transaction.rows(
    HeldRow,
    `select greatest(clock_timestamp(), f.last) as now,
       case when $4 = 0 then t.self_task else t.independent_task end as due_task,
       case when $4 = 0 then t.self_due else t.independent_due end as due_day,
       s.stage, s.extended_until, s.once_locked,
       exists (select from score_remarks r where r.review = $1 and r.organisation = $2
         and r.item = $5 and r.kind = $4 and r.tool is not null) as by_tool,
       c.kind, c.packed
     from facts_clock f
     left join lateral (
       select * from review_terms where review = $1 order by no desc limit 1) t on true
     left join assessment_states s on s.review = $1 and s.organisation = $3 and s.side = $4
     left join scores_current c on c.review = $1 and c.organisation = $2`,
    [review, organisation, owner, kindCodes[kind], item],
  );
  const [row] = rows;
  if (!row) throw new Error("the clock of facts is missing");
  return {
    side: {
      now: row.now,
      task: row.due_task,
      day: row.due_day,
      stage: row.stage,
      extendedUntil: row.extended_until,
      onceLocked: row.once_locked ?? false,
    },
    byTool: row.by_tool,
    current: rows.flatMap(({ kind: code, packed }) =>
      code === null || packed === null
        ? []
        : [{ organisation, kind: kindOfCode(code), scores: scoresOfBytes(packed, items) }],
    ),
  };
}
