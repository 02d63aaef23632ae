import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import type { Expectation } from "./plan-items.ts";
import type { UnseenTally } from "./tallies.ts";

// What was seen is taken away first, because it is nearly everything; then, of what is left, the
// newest collection that has a unit, and in which it was not retired since, says whose it is. Marks
// are letters in the second part of a pattern.
const expectedSources = `
  sources as (
    select c.no, s.day, s.mark, s.rank
    from unnest($1::text[], $2::date[], $3::integer[]) with ordinality as s (id, day, mark, rank)
    join evidence_collections c on c.id = s.id
  ), gone as (
    select r.on_day, u.unit from evidence_retirements r, unnest(r.units) as u (unit)
    where r.source = $4 and r.on_day <= $5 and r.known_at <= $6
  )`;
const counts = `(s.mark = 0 or substr(split_part(u.pattern, '|', 2), s.mark, 1) <> 'n')
      and not exists (select from gone g where g.unit = u.unit and g.on_day > s.day)`;
const notSeen = `not exists (
        select from evidence_units n
        where n.collection = (select no from evidence_collections where id = $7) and n.unit = u.unit
          and ($8 = 0 or substr(split_part(n.pattern, '|', 2), $8, 1) <> 'n'))`;

const everybodysUnseen = `
  with ${expectedSources}, unseen as (
    select distinct on (u.unit) u.unit, u.owner, s.day
    from sources s join evidence_units u on u.collection = s.no
    where ${counts} and ${notSeen}
    order by u.unit, s.rank desc
  )`;

// For some owners only: first the units that ever were theirs, then whether they still are.
const someUnseen = `
  with ${expectedSources}, own as (
    select distinct u.unit from sources s join evidence_units u on u.collection = s.no
    where u.owner = any($9::text[]) and ${notSeen}
  ), expected as (
    select distinct on (u.unit) u.unit, u.owner, s.day
    from own cross join sources s
    join evidence_units u on u.collection = s.no and u.unit = own.unit
    where ${counts}
    order by u.unit, s.rank desc
  ), unseen as (select unit, owner, day from expected where owner = any($9::text[]))`;

function expectationValues(
  { expected, seen, source, day }: Expectation,
  asOf: string,
  owners: readonly string[] | null,
): unknown[] {
  return [
    expected.map((each) => each.collection),
    expected.map((each) => each.day),
    expected.map((each) => each.mark),
    source,
    day,
    asOf,
    seen?.collection ?? "",
    seen?.mark ?? 0,
    ...(owners === null ? [] : [owners]),
  ];
}

const UnseenRow = Type.Object({ owner: Type.String(), day: Type.String(), units: Type.Integer() });

/** How many units of each owner were expected and not seen. */
export async function unseenTallies(
  transaction: Transaction,
  expectation: Expectation,
  asOf: string,
  owners: readonly string[] | null,
): Promise<UnseenTally[]> {
  if (expectation.expected.length === 0) return [];
  return transaction.rows(
    UnseenRow,
    `${owners === null ? everybodysUnseen : someUnseen} select owner, day, count(*)::integer as units from unseen group by owner, day`,
    expectationValues(expectation, asOf, owners),
  );
}

const UnseenUnit = Type.Object({ unit: Type.String(), owner: Type.String(), day: Type.String() });

/** Units that were expected and not seen, by name. */
export async function unseenPage(
  transaction: Transaction,
  expectation: Expectation,
  asOf: string,
  page: { owners: readonly string[]; after: string; limit: number },
): Promise<{ unit: string; owner: string; day: string }[]> {
  if (expectation.expected.length === 0) return [];
  return transaction.rows(
    UnseenUnit,
    `${someUnseen} select unit, owner, day from unseen where unit > $10 order by unit limit $11`,
    [...expectationValues(expectation, asOf, page.owners), page.after, page.limit],
  );
}
