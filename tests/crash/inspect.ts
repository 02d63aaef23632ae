import { Type } from "typebox";
import { openDatabase } from "../../src/platform/database/database.ts";
import { databaseAddress } from "../../src/platform/database/start-database.ts";
import type { Ledger } from "./ledger.ts";

const Collection = Type.Object({
  id: Type.String(),
  rows: Type.Integer(),
  units: Type.Integer(),
  tallied: Type.Integer(),
});
const Count = Type.Object({ n: Type.Integer() });
const Record = Type.Object({ digest: Type.String(), ratings: Type.Integer() });
const Leaves = Type.Object({ kind: Type.String(), n: Type.Integer() });

/** What stands in the database after a crash. */
export interface Found {
  readonly imports: number;
  readonly determinations: number;
}

/**
 * Looks into the database itself: every imported collection is complete or not there at all, those
 * that were acknowledged are there, and every recorded determination has all of its ratings.
 * Errors: the first thing that is half-done or lost.
 */
export async function inspect(data: string, ledger: Ledger, organisations: number): Promise<Found> {
  const database = openDatabase(databaseAddress(data), { connections: 1 });
  try {
    return await database.transact("read", async (transaction) => {
      const collections = await transaction.rows(
        Collection,
        `select id, rows,
                (select count(*) from evidence_units where collection = no) as units,
                (select coalesce(sum(units), 0)::bigint from evidence_tallies where collection = no) as tallied
           from evidence_collections where kind = 'delivered'`,
      );
      requireWhole(collections, ledger);
      const orphans = await transaction.first(
        Count,
        `select count(*) as n from evidence_units
          where collection not in (select no from evidence_collections)`,
      );
      if (orphans?.n !== 0) throw new Error(`${orphans?.n} units belong to no collection`);
      const records = await transaction.rows(
        Record,
        `select digest, (select count(*) from determination_record_ratings where record = no) as ratings
           from determination_records`,
      );
      requireRatings(records, organisations, ledger);
      const leaves = await transaction.rows(
        Leaves,
        `select kind, count(*) as n from log_leaves
          where kind = 'determination.recorded' group by kind`,
      );
      requireLeaves(leaves[0]?.n ?? 0, records.length);
      return { imports: collections.length, determinations: records.length };
    });
  } finally {
    await database.close();
  }
}

interface Kept {
  readonly id: string;
  readonly rows: number;
  readonly units: number;
  readonly tallied: number;
}

function requireWhole(collections: readonly Kept[], ledger: Ledger): void {
  for (const { id, rows, units, tallied } of collections) {
    if (units === rows && tallied === rows) continue;
    throw new Error(`${id} is half there: ${units} units, ${tallied} tallied, of ${rows} rows`);
  }
  const ids = new Set(collections.map(({ id }) => id));
  for (const id of ledger.collections.keys()) {
    if (!ids.has(id)) throw new Error(`${id} was acknowledged and is not there`);
  }
}

function requireRatings(
  records: readonly { digest: string; ratings: number }[],
  organisations: number,
  ledger: Ledger,
): void {
  const half = records.find(({ ratings }) => ratings !== organisations);
  if (half) throw new Error(`a determination has ${half.ratings} ratings of ${organisations}`);
  const digests = new Set(records.map(({ digest }) => digest));
  for (const [asOf, digest] of ledger.determinations) {
    if (digests.has(digest)) continue;
    throw new Error(`the determination as of ${asOf} was acknowledged and is not there`);
  }
}

/** Each record has a leaf: no more and no less. */
function requireLeaves(leaves: number, records: number): void {
  if (leaves !== records) throw new Error(`${records} determinations have ${leaves} leaves`);
}
