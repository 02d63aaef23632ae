import { type Static, type TSchema, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { FindingContent } from "./findings.contract.ts";
import { ActionContent } from "./plan.contract.ts";
import { RecommendationContent, Response } from "./recommendations.contract.ts";
import { ActName, EvidenceList, RecordState, type Register } from "./records.contract.ts";
import { RiskContent } from "./risks.contract.ts";

/** What each register holds. */
export const contents = {
  findings: FindingContent,
  risks: RiskContent,
  recommendations: RecommendationContent,
  actions: ActionContent,
} as const;
export type ContentOf<R extends Register> = Static<(typeof contents)[R]>;

const rowOf = <C extends TSchema>(content: C) =>
  Type.Object({
    number: Type.Integer(),
    act: ActName,
    organisation: Type.Union([Type.String(), Type.Null()]),
    state: RecordState,
    reason: Type.String(),
    evidence: EvidenceList,
    state_reason: Type.String(),
    state_evidence: EvidenceList,
    content,
    response: Type.Union([Response, Type.Null()]),
    order_id: Type.String(),
    by: Type.String(),
    by_name: Type.String(),
    known_at: Type.String(),
    leaf: Type.String(),
    added_at: Type.String(),
  });

const rows = {
  findings: rowOf(FindingContent),
  risks: rowOf(RiskContent),
  recommendations: rowOf(RecommendationContent),
  actions: rowOf(ActionContent),
} as const;

/** A record after one of its acts. */
export type RecordRow<R extends Register> = Omit<Static<(typeof rows)["findings"]>, "content"> & {
  readonly content: ContentOf<R>;
};

const columns = `a.number, a.act, a.organisation, a.state, a.reason, a.evidence, a.state_reason, a.state_evidence,
  a.content, a.response, a.order_id, a.by, coalesce(p.name, a.by) as by_name, a.known_at, a.leaf`;

/** Which records are meant. */
export interface Wanted {
  readonly review: string;
  readonly asOf: string;
  /** Only of these organisations; null: of all, and of none. */
  readonly only: readonly string[] | null;
  readonly state?: string;
  readonly severity?: string;
  readonly item?: string;
  readonly find?: string;
  readonly kind?: string;
}

const standing = `
  select * from (
    select distinct on (number) *, min(known_at) over (partition by number) as added_at
    from record_acts
    where review = $1 and register = $2 and known_at <= $3
    order by number, no desc) newest
  where ($4::text[] is null or organisation = any($4))
    and ($5::text is null or content->>'severity' = $5)
    and ($6::text is null or content->'items' ? $6)
    and ($7::text is null or strpos(lower(content::text), lower($7)) > 0)
    and ($8::text is null or content->'what'->>'kind' = $8 or content->'blocked_by' ? $8)`;

function values(register: Register, wanted: Wanted): unknown[] {
  return [
    wanted.review,
    register,
    wanted.asOf,
    wanted.only,
    wanted.severity ?? null,
    wanted.item ?? null,
    wanted.find ?? null,
    wanted.kind ?? null,
  ];
}

/** A page of a register as known at an instant, by number. Without a limit: all of it. */
export async function readRecords<R extends Register>(
  transaction: Transaction,
  register: R,
  wanted: Wanted & { readonly after?: number; readonly limit?: number },
): Promise<RecordRow<R>[]> {
  const found: unknown = await transaction.rows(
    rows[register],
    `select ${columns}, a.added_at from (${standing}) a left join accounts p on p.id = a.by
     where ($9::text is null or a.state = $9) and a.number > $10 order by a.number limit $11`,
    [...values(register, wanted), wanted.state ?? null, wanted.after ?? 0, wanted.limit ?? null],
  );
  // Each row was checked by the schema of this register.
  return found as RecordRow<R>[];
}

const CountRow = Type.Object({ state: RecordState, count: Type.Integer() });

/** How many records stand in which state, whatever state is asked for. */
export function countRecords(
  transaction: Transaction,
  register: Register,
  wanted: Wanted,
): Promise<Static<typeof CountRow>[]> {
  return transaction.rows(
    CountRow,
    `select state, count(*)::int as count from (${standing}) a group by state order by state`,
    values(register, wanted),
  );
}

/** Every act on a register, or on one record of it, oldest first. */
export async function readActs<R extends Register>(
  transaction: Transaction,
  register: R,
  wanted: { review: string; asOf: string; only: readonly string[] | null; number?: number },
): Promise<RecordRow<R>[]> {
  const found: unknown = await transaction.rows(
    rows[register],
    `select ${columns}, min(a.known_at) over (partition by a.number) as added_at
     from record_acts a left join accounts p on p.id = a.by
     where a.review = $1 and a.register = $2 and a.known_at <= $3
       and ($4::int is null or a.number = $4)
       and ($5::text[] is null or a.number in (select number from (
         select distinct on (number) number, organisation from record_acts
         where review = $1 and register = $2 and known_at <= $3 order by number, no desc) now
         where organisation = any($5)))
     order by a.number, a.no`,
    [wanted.review, register, wanted.asOf, wanted.number ?? null, wanted.only],
  );
  return found as RecordRow<R>[];
}

const Last = Type.Object({ last: Type.Integer() });

/** The highest number that a register of a review has given out. */
export async function lastNumber(
  transaction: Transaction,
  review: string,
  register: Register,
): Promise<number> {
  const row = await transaction.first(
    Last,
    `select coalesce(max(number), 0)::int as last from record_acts where review = $1 and register = $2`,
    [review, register],
  );
  return row?.last ?? 0;
}

/** An act as it is written. */
export interface WrittenAct {
  readonly number: number;
  readonly act: Static<typeof ActName>;
  readonly organisation: string | null;
  readonly state: Static<typeof RecordState>;
  readonly reason: string;
  readonly evidence: Static<typeof EvidenceList>;
  readonly state_reason: string;
  readonly state_evidence: Static<typeof EvidenceList>;
  readonly content: unknown;
  readonly response: Response | null;
  readonly order_id: string;
}

/** Writes acts on records of one register: all of one instant and one leaf. */
export async function insertActs(
  transaction: Transaction,
  about: { review: string; register: Register; by: string; knownAt: string; leaf: string },
  acts: readonly WrittenAct[],
): Promise<void> {
  await transaction.run(
    `insert into record_acts (review, register, number, act, organisation, state, reason, evidence, state_reason,
       state_evidence, content, response, order_id, by, known_at, leaf)
     select $1, $2, (each->>'number')::int, each->>'act', each->>'organisation', each->>'state', each->>'reason',
       each->'evidence', each->>'state_reason', each->'state_evidence', each->'content', each->'response',
       each->>'order_id', $3, $4, $5
     from jsonb_array_elements($6::jsonb) with ordinality as list (each, place) order by place`,
    [about.review, about.register, about.by, about.knownAt, about.leaf, JSON.stringify(acts)],
  );
}

/** Keeps two writers from changing the registers of a review at once. Held to the end of the transaction. */
export async function lockRegisters(transaction: Transaction, review: string): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('records ' || $1, 0))`, [
    review,
  ]);
}
