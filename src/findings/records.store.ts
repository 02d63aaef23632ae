import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { RecordState, type Register } from "./records.contract.ts";
import { type RecordRow, recordRows, type WrittenAct } from "./stored-record.contract.ts";

const columns = `a.number, a.act, a.organisation, a.state, a.reason, a.evidence, a.state_reason, a.state_evidence,
  a.content, a.response, a.order_id, a.by, coalesce(p.name, a.by) as by_name, a.known_at, a.leaf`;

/** Which records are meant. */
export interface Wanted {
  readonly review: string;
  readonly asOf: string;
  /** Only of these organisations; null: of all, and of none. */
  readonly only: readonly string[] | null;
  /**
   * Organisations of which only what an account added itself is meant, and what is about none; left
   * out where there are none.
   */
  readonly besides?: { readonly hidden: readonly string[]; readonly account: string } | null;
  readonly state?: string;
  readonly severity?: string;
  readonly item?: string;
  readonly find?: string;
  readonly kind?: string;
}

const standing = `
  select * from (
    select distinct on (number) *, min(known_at) over (partition by number) as added_at,
      first_value(by) over (partition by number order by no) as added_by
    from record_acts
    where review = $1 and register = $2 and known_at <= $3
    order by number, no desc) newest
  where ($4::text[] is null or organisation = any($4))
    and ($5::text is null or content->>'severity' = $5)
    and ($6::text is null or content->'items' ? $6)
    and ($7::text is null or exists (
      select from jsonb_path_query(content, 'strict $.** ? (@.type() == "string")') as said
      where strpos(lower(said #>> '{}'), lower($7)) > 0))
    and ($8::text is null or content->'what'->>'kind' = $8 or content->'blocked_by' ? $8)
    and ($9::text[] is null or organisation <> all($9) or added_by = $10)`;

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
    wanted.besides?.hidden ?? null,
    wanted.besides?.account ?? null,
  ];
}

/** A page of a register as known at an instant, by number. Without a limit: all of it. */
export async function readRecords<R extends Register>(
  transaction: Transaction,
  register: R,
  wanted: Wanted & {
    readonly after?: number;
    readonly limit?: number;
    readonly numbers?: readonly number[];
  },
): Promise<RecordRow<R>[]> {
  const found: unknown = await transaction.rows(
    recordRows[register],
    `select ${columns}, a.added_at from (${standing}) a left join accounts p on p.id = a.by
     where ($11::text is null or a.state = $11) and a.number > $12
       and ($13::int[] is null or a.number = any($13)) order by a.number limit $14`,
    [
      ...values(register, wanted),
      wanted.state ?? null,
      wanted.after ?? 0,
      wanted.numbers ?? null,
      wanted.limit ?? null,
    ],
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

/** Every act on some records of a register, oldest first; on all of them where none are named. */
export async function readActs<R extends Register>(
  transaction: Transaction,
  register: R,
  wanted: Pick<Wanted, "review" | "asOf"> & { readonly numbers?: readonly number[] },
): Promise<RecordRow<R>[]> {
  const found: unknown = await transaction.rows(
    recordRows[register],
    `select ${columns}, min(a.known_at) over (partition by a.number) as added_at
     from record_acts a left join accounts p on p.id = a.by
     where a.review = $1 and a.register = $2 and a.known_at <= $3
       and ($4::int[] is null or a.number = any($4))
     order by a.number, a.no`,
    [wanted.review, register, wanted.asOf, wanted.numbers ?? null],
  );
  // Each row was checked by the schema of this register.
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

const GivenNumber = Type.Object({ number: Type.Integer() });

/** All numbers that a register of a review has given out. */
export async function givenNumbers(
  transaction: Transaction,
  review: string,
  register: Register,
): Promise<ReadonlySet<number>> {
  const rows = await transaction.rows(
    GivenNumber,
    `select distinct number from record_acts where review = $1 and register = $2`,
    [review, register],
  );
  return new Set(rows.map(({ number }) => number));
}

/** SQL: when anything about risks and their findings in a review last became known. */
export const lastRecordFactSql = (review: "$1", until: "$2"): string =>
  `(select max(known_at) from record_acts
     where review = ${review} and register in ('findings', 'risks') and known_at <= ${until})`;
