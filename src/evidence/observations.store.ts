import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import { type ObservedCount, ObservedUnit } from "./evidence-facts.ts";
import type { SeenTally } from "./tallies.ts";

/** Writes a text as COPY wants it (PostgreSQL 18, COPY, text format). */
function copied(text: string): string {
  return /[\\\t\n\r]/.test(text)
    ? text
        .replaceAll("\\", "\\\\")
        .replaceAll("\t", "\\t")
        .replaceAll("\n", "\\n")
        .replaceAll("\r", "\\r")
    : text;
}

function* copyLines(no: number, units: readonly ObservedUnit[]): Generator<string> {
  for (let at = 0; at < units.length; at += 1000) {
    let text = "";
    for (const { unit, owner, pattern } of units.slice(at, at + 1000)) {
      text += `${no}\t${copied(unit)}\t${copied(owner)}\t${copied(pattern)}\n`;
    }
    yield text;
  }
}

/** Copies the units of a new collection in bulk, and groups them by owner and pattern. */
export async function copyUnits(
  transaction: Transaction,
  no: number,
  units: readonly ObservedUnit[],
): Promise<void> {
  await pipeline(
    Readable.from(copyLines(no, units)),
    transaction.copyInto(`copy evidence_units (collection, unit, owner, pattern) from stdin`),
  );
  const tallies = new Map<string, { owner: string; pattern: string; units: number }>();
  for (const { owner, pattern } of units) {
    const key = `${pattern}\n${owner}`;
    const tally = tallies.get(key);
    if (tally) tally.units += 1;
    else tallies.set(key, { owner, pattern, units: 1 });
  }
  const all = [...tallies.values()];
  await transaction.run(
    `insert into evidence_tallies (collection, owner, pattern, units)
     select $1, owner, pattern, units from unnest($2::text[], $3::text[], $4::integer[]) as new (owner, pattern, units)`,
    [
      no,
      all.map((each) => each.owner),
      all.map((each) => each.pattern),
      all.map((each) => each.units),
    ],
  );
}

/** Writes the numbers of a new collection of counts. */
export async function insertCounts(
  transaction: Transaction,
  no: number,
  counts: readonly ObservedCount[],
): Promise<void> {
  await transaction.run(
    `insert into evidence_counts (collection, owner, seen, good)
     select $1, owner, seen, array(select nullif(value, '')::bigint
       from unnest(string_to_array(good, ',')) with ordinality as each (value, at) order by at)
     from unnest($2::text[], $3::bigint[], $4::text[]) as new (owner, seen, good)`,
    [
      no,
      counts.map((each) => each.owner),
      counts.map((each) => each.seen),
      counts.map((each) => each.good.map((value) => value ?? "").join(",")),
    ],
  );
}

const UnitRow = Type.Object({ ...ObservedUnit.properties });

/** Every unit of a collection, by name. */
export function unitsOf(transaction: Transaction, no: number): Promise<ObservedUnit[]> {
  return transaction.rows(
    UnitRow,
    `select owner, unit, pattern from evidence_units where collection = $1 order by unit`,
    [no],
  );
}

/** One unit of a collection. */
export function unitNamed(
  transaction: Transaction,
  no: number,
  unit: string,
): Promise<ObservedUnit | undefined> {
  return transaction.first(
    UnitRow,
    `select owner, unit, pattern from evidence_units where collection = $1 and unit = $2`,
    [no, unit],
  );
}

const TallyRow = Type.Object({
  collection: Type.String(),
  owner: Type.String(),
  pattern: Type.String(),
  units: Type.Integer(),
});

/** Units of some collections by owner and pattern, as the source gave them. */
export async function seenTallies(
  transaction: Transaction,
  collections: readonly string[],
  owners: readonly string[] | null,
): Promise<Map<string, SeenTally[]>> {
  const rows = await transaction.rows(
    TallyRow,
    `select c.id as collection, t.owner, t.pattern, t.units
     from evidence_collections c join evidence_tallies t on t.collection = c.no
     where c.id = any($1) and ($2::text[] is null or t.owner = any($2))`,
    [collections, owners],
  );
  const found = new Map<string, SeenTally[]>(collections.map((each) => [each, []]));
  for (const { collection, ...tally } of rows) found.get(collection)?.push(tally);
  return found;
}

const CountRow = Type.Object({
  collection: Type.String(),
  owner: Type.String(),
  seen: Type.Integer(),
  good: Type.Array(Type.Union([Type.String(), Type.Integer(), Type.Null()])),
});

/** Counts of some collections by owner. */
export async function countsOf(
  transaction: Transaction,
  collections: readonly string[],
  owners: readonly string[] | null,
): Promise<Map<string, ObservedCount[]>> {
  const rows = await transaction.rows(
    CountRow,
    `select c.id as collection, n.owner, n.seen, n.good
     from evidence_collections c join evidence_counts n on n.collection = c.no
     where c.id = any($1) and ($2::text[] is null or n.owner = any($2))`,
    [collections, owners],
  );
  const found = new Map<string, ObservedCount[]>(collections.map((each) => [each, []]));
  for (const { collection, owner, seen, good } of rows) {
    const numbers = good.map((each) => (each === null ? null : Number(each)));
    found.get(collection)?.push({ owner, seen, good: numbers });
  }
  return found;
}

/** Units of a collection whose pattern is among some, except some units; by name. */
export function unitPage(
  transaction: Transaction,
  page: {
    collection: string;
    owners: readonly string[];
    patterns: readonly string[];
    except: readonly string[];
    besides: readonly string[];
    after: string;
    limit: number;
  },
): Promise<ObservedUnit[]> {
  return transaction.rows(
    UnitRow,
    `select u.owner, u.unit, u.pattern
     from evidence_collections c join evidence_units u on u.collection = c.no
     where c.id = $1 and u.owner = any($2) and u.unit > $6
       and ((u.pattern = any($3) and not u.unit = any($4)) or u.unit = any($5))
     order by u.unit limit $7`,
    [
      page.collection,
      page.owners,
      page.patterns,
      page.except,
      page.besides,
      page.after,
      page.limit,
    ],
  );
}

const SharedRow = Type.Object({
  from_owner: Type.String(),
  to_owner: Type.String(),
  shared: Type.Integer(),
});

/** How many units two owners share between some collections of one day and some of another. */
export function sharedUnitsOf(
  transaction: Transaction,
  from: readonly string[],
  to: readonly string[],
): Promise<{ from_owner: string; to_owner: string; shared: number }[]> {
  return transaction.rows(
    SharedRow,
    `with before as (
       select distinct on (u.unit) u.unit, u.owner
       from unnest($1::text[]) with ordinality as s (id, rank)
       join evidence_collections c on c.id = s.id join evidence_units u on u.collection = c.no
       order by u.unit, s.rank
     ), after as (
       select distinct on (u.unit) u.unit, u.owner
       from unnest($2::text[]) with ordinality as s (id, rank)
       join evidence_collections c on c.id = s.id join evidence_units u on u.collection = c.no
       order by u.unit, s.rank
     )
     select b.owner as from_owner, a.owner as to_owner, count(*)::integer as shared
     from before b join after a on a.unit = b.unit
     group by 1, 2 order by 1, 3 desc, 2`,
    [from, to],
  );
}
