import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import type { StampedLeaf } from "../platform/log/append-leaf.ts";
import type { Stamped } from "../platform/work.ts";
import { Correction, Retirement } from "./evidence-facts.ts";

const CorrectionRow = Type.Object({
  ...Correction.properties,
  owner: Type.String(),
  pattern: Type.String(),
});
export type CorrectedUnit = Static<typeof CorrectionRow>;

/** Corrections of some collections, each with the unit as the source gave it. */
export function correctionsOf(
  transaction: Transaction,
  collections: readonly string[],
  asOf: string,
  owners: readonly string[] | null = null,
): Promise<CorrectedUnit[]> {
  return transaction.rows(
    CorrectionRow,
    `select c.id as collection, x.unit, x.part, x.state, x.reason, x.by, x.known_at, u.owner, u.pattern
     from evidence_corrections x
     join evidence_collections c on c.no = x.collection
     join evidence_units u on u.collection = x.collection and u.unit = x.unit
     where c.id = any($1) and x.known_at <= $2 and ($3::text[] is null or u.owner = any($3))
     order by x.no`,
    [collections, asOf, owners],
  );
}

/**
 * Of each part of each unit only the correction known last: the one that decides. However often a
 * value was corrected, this answers one row for it.
 */
export function decidingCorrections(
  transaction: Transaction,
  collections: readonly string[],
  asOf: string,
  owners: readonly string[] | null = null,
): Promise<CorrectedUnit[]> {
  return transaction.rows(
    CorrectionRow,
    `select c.id as collection, x.unit, x.part, x.state, x.reason, x.by, x.known_at, u.owner, u.pattern
     from evidence_collections c
     cross join lateral (
       select distinct on (unit, part) unit, part, state, reason, by, known_at
       from evidence_corrections where collection = c.no and known_at <= $2
       order by unit, part, no desc) x
     join evidence_units u on u.collection = c.no and u.unit = x.unit
     where c.id = any($1) and ($3::text[] is null or u.owner = any($3))
     order by c.id, x.unit, x.part`,
    [collections, asOf, owners],
  );
}

const PartCorrection = Type.Pick(Correction, ["part", "state", "known_at"]);

/** The deciding correction of each part of one unit, as of now. */
export function correctionsOfUnit(
  transaction: Transaction,
  collection: number,
  unit: string,
): Promise<Pick<Correction, "part" | "state" | "known_at">[]> {
  return transaction.rows(
    PartCorrection,
    `select distinct on (part) part, state, known_at from evidence_corrections
     where collection = $1 and unit = $2 order by part, no desc`,
    [collection, unit],
  );
}

const StampedRow = Type.Object({ known_at: Type.String(), leaf: Type.String() });

/** Writes a correction of one part of one unit with its instant and leaf, by one statement. */
export async function insertCorrection(
  transaction: Transaction,
  collection: number,
  { unit, part, state, reason, by }: Omit<Correction, "collection" | "known_at">,
  { clauses, values }: StampedLeaf,
): Promise<Stamped> {
  const row = await transaction.first(
    StampedRow,
    `with ${clauses},
     correction as (
       insert into evidence_corrections (collection, unit, part, state, reason, by, known_at)
       select $7::bigint, $8, $9, $10, $11, $12, at from leaf)
     select at as known_at, encode(digest, 'hex') as leaf from leaf`,
    [...values, collection, unit, part, state, reason, by],
  );
  if (!row) throw new Error("a value was corrected without a leaf");
  return { knownAt: row.known_at, leaf: row.leaf };
}

/** Retirements of some sources, known at an instant, up to a day. */
export function retirementsOf(
  transaction: Transaction,
  sources: readonly string[],
  on: string,
  asOf: string,
): Promise<Retirement[]> {
  return transaction.rows(
    Retirement,
    `select source, on_day as on, owner, units, reason, by, known_at from evidence_retirements
     where source = any($1) and on_day <= $2 and known_at <= $3 order by no`,
    [sources, on, asOf],
  );
}

const LastRetirement = Type.Object({ at: Type.Union([Type.String(), Type.Null()]) });

/** When units of some sources were last retired, known at an instant; null when none were. */
export async function lastRetirement(
  transaction: Transaction,
  sources: readonly string[],
  asOf: string,
): Promise<string | null> {
  const row = await transaction.first(
    LastRetirement,
    `select max(known_at) as at from evidence_retirements
     where source = any($1) and known_at <= $2`,
    [sources, asOf],
  );
  return row?.at ?? null;
}

/** Writes units that are no more. */
export async function insertRetirement(
  transaction: Transaction,
  retirement: Retirement,
): Promise<void> {
  const { source, on, owner, units, reason, by, known_at } = retirement;
  await transaction.run(
    `insert into evidence_retirements (source, on_day, owner, units, reason, by, known_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [source, on, owner, units, reason, by, known_at],
  );
}
