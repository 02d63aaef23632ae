import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { kindCodes, kindOfCode } from "./scores.store.ts";
import type { ScoreKind } from "./scores.contract.ts";
import { Stage, StageAct } from "./stages.contract.ts";

const OrNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

const InRow = Type.Object({ organisation: Type.String(), known_at: Type.String() });

/** By organisation the instant at which both of its sides were in for the first time. */
export async function readBothIn(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
): Promise<ReadonlyMap<string, string>> {
  const rows = await transaction.rows(
    InRow,
    `select organisation, known_at from assessments_in
     where review = $1 and ($2::text[] is null or organisation = any($2))`,
    [review, organisations],
  );
  return new Map(rows.map(({ organisation, known_at }) => [organisation, known_at]));
}

const StateRow = Type.Object({
  organisation: Type.String(),
  side: Type.Integer(),
  stage: OrNull(Stage),
  extended_until: OrNull(Type.String()),
  once_locked: Type.Boolean(),
  since: OrNull(Type.String()),
  by: OrNull(Type.String()),
  reason: OrNull(Type.String()),
  leaf: OrNull(Type.String()),
  extension_officer: OrNull(Type.String()),
  extension_reason: OrNull(Type.String()),
  extension_by: OrNull(Type.String()),
  extension_known_at: OrNull(Type.String()),
  extension_leaf: OrNull(Type.String()),
});

/** How one side of one organisation stands by the acts on it. */
export type StoredSide = Omit<Static<typeof StateRow>, "side"> & { readonly side: ScoreKind };

/** How the sides of some organisations, or of all, stand: those on which there was an act. */
export async function readSides(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
): Promise<StoredSide[]> {
  const rows = await transaction.rows(
    StateRow,
    `select s.organisation, s.side, s.stage, s.extended_until, s.once_locked,
       a.known_at as since, a.by, a.reason, a.leaf,
       e.officer as extension_officer, e.reason as extension_reason, e.by as extension_by,
       e.known_at as extension_known_at, e.leaf as extension_leaf
     from assessment_states s left join assessment_stages a on a.no = s.stage_no
       left join assessment_extensions e on e.no = s.extension_no
     where s.review = $1 and ($2::text[] is null or s.organisation = any($2))`,
    [review, organisations],
  );
  return rows.map(({ side, ...row }) => ({ ...row, side: kindOfCode(side) }));
}

const ScoredRow = Type.Object({ organisation: Type.String(), kind: Type.Integer() });

/** Which sides of some organisations, or of all, have any score: `self ministry-of-works`. */
export async function sidesWithScores(
  transaction: Transaction,
  review: string,
  organisations: readonly string[] | null,
): Promise<ReadonlySet<string>> {
  const rows = await transaction.rows(
    ScoredRow,
    `select organisation, kind from scores_current
     where review = $1 and ($2::text[] is null or organisation = any($2))`,
    [review, organisations],
  );
  return new Set(rows.map(({ organisation, kind }) => `${kindOfCode(kind)} ${organisation}`));
}

/** An act by which sides of organisations changed. */
export interface SidesAct {
  readonly review: string;
  readonly organisations: readonly string[];
  readonly side: ScoreKind;
  readonly reason: string;
  readonly by: string;
  readonly knownAt: string;
  readonly leaf: string;
}

/** Brings one side of organisations to a stage. */
export async function insertStages(
  transaction: Transaction,
  act: SidesAct,
  { stage, locks }: { readonly stage: Stage; readonly locks: boolean },
): Promise<void> {
  const { review, organisations, side, reason, by, knownAt, leaf } = act;
  await transaction.run(
    `with acts as (
       insert into assessment_stages (review, organisation, side, stage, reason, by, known_at, leaf)
       select $1, organisation, $3, $4, $5, $6, $7, $8 from unnest($2::text[]) as each (organisation)
       returning no, organisation)
     insert into assessment_states (review, organisation, side, stage, stage_no, once_locked)
     select $1, organisation, $3, $4, no, $9 from acts
     on conflict (review, organisation, side) do update set stage = excluded.stage,
       stage_no = excluded.stage_no,
       once_locked = assessment_states.once_locked or excluded.once_locked`,
    [review, organisations, kindCodes[side], stage, reason, by, knownAt, leaf, locks],
  );
}

/** Grants one side of organisations a later day; `locked` are those that were locked until then. */
export async function insertExtensions(
  transaction: Transaction,
  act: SidesAct,
  extension: {
    readonly until: string;
    readonly officer: string;
    readonly locked: readonly string[];
  },
): Promise<void> {
  const { review, organisations, side, reason, by, knownAt, leaf } = act;
  const { until, officer, locked } = extension;
  await transaction.run(
    `with acts as (
       insert into assessment_extensions (review, organisation, side, until_day, officer, reason, by, known_at, leaf)
       select $1, organisation, $3, $4::date, $5, $6, $7, $8, $9 from unnest($2::text[]) as each (organisation)
       returning no, organisation)
     insert into assessment_states (review, organisation, side, extension_no, extended_until, once_locked)
     select $1, organisation, $3, no, $4::date, organisation = any($10::text[]) from acts
     on conflict (review, organisation, side) do update set extension_no = excluded.extension_no,
       extended_until = excluded.extended_until,
       once_locked = assessment_states.once_locked or excluded.once_locked`,
    [review, organisations, kindCodes[side], until, officer, reason, by, knownAt, leaf, locked],
  );
}

/** Remembers that both sides of organisations are in, with the leaf by which the second came in. */
export async function insertBothIn(
  transaction: Transaction,
  { review, knownAt, leaf }: Pick<SidesAct, "review" | "knownAt" | "leaf">,
  organisations: readonly string[],
): Promise<void> {
  await transaction.run(
    `insert into assessments_in (review, organisation, known_at, leaf)
     select $1, organisation, $3, $4 from unnest($2::text[]) as each (organisation)
     on conflict do nothing`,
    [review, organisations, knownAt, leaf],
  );
}

const ActRow = Type.Object({
  ...StageAct.properties,
  side: Type.Integer(),
  organisation: Type.String(),
});

/** One act on a side of an organisation. */
export type StoredStageAct = Static<typeof StageAct> & { readonly organisation: string };

/** Acts on the sides of an organisation, or of all, newest first, at most `limit`. */
export async function readStageActs(
  transaction: Transaction,
  review: string,
  organisation: string | null,
  limit: number,
): Promise<StoredStageAct[]> {
  const rows = await transaction.rows(
    ActRow,
    `select * from (
       select organisation, side, 'stage' as act, stage, null::date as until, '' as officer, reason, by, known_at, leaf
       from assessment_stages where review = $1 and ($2::text is null or organisation = $2)
       union all
       select organisation, side, 'extension', null, until_day, officer, reason, by, known_at, leaf
       from assessment_extensions where review = $1 and ($2::text is null or organisation = $2)) acts
     order by known_at desc, organisation, side, act limit $3`,
    [review, organisation, limit],
  );
  return rows.map((row) => ({ ...row, side: kindOfCode(row.side) }));
}
