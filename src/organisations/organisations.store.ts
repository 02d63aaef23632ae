import { type Static, Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import type { NameFact, OrganisationFact } from "./organisation-facts.ts";

const Kind = Type.Union([Type.Literal("organisation"), Type.Literal("system")]);
const OrganisationRow = Type.Object({ id: Type.String(), kind: Kind, known_at: Type.String() });
const MaybeDay = Type.Union([Type.String(), Type.Null()]);
const NameRow = Type.Object({
  organisation: Type.String(),
  name: Type.String(),
  kind: Type.Union([Type.Literal("name"), Type.Literal("alias"), Type.Literal("ends")]),
  from: MaybeDay,
  until: MaybeDay,
  reason: Type.String(),
  by: Type.String(),
  known_at: Type.String(),
});

const NamedRow = Type.Object({
  ...NameRow.properties,
  id: Type.String(),
  organisation_kind: Kind,
  organisation_known_at: Type.String(),
});

const nameColumns = `n.organisation, n.name, n.kind, n.from_day as "from", n.until_day as until,
  n.reason, n.by, n.known_at`;

function withNames(
  organisations: readonly Static<typeof OrganisationRow>[],
  names: readonly Static<typeof NameRow>[],
): OrganisationFact[] {
  const byOrganisation = new Map<string, NameFact[]>();
  for (const { organisation, ...fact } of names) {
    const facts = byOrganisation.get(organisation);
    if (facts) facts.push(fact);
    else byOrganisation.set(organisation, [fact]);
  }
  return organisations.map((each) => ({ ...each, names: byOrganisation.get(each.id) ?? [] }));
}

const remembered = new WeakMap<object, { at: string | null; facts: readonly OrganisationFact[] }>();

/**
 * All organisations with their names, known at an instant, in the order of their identifiers. What
 * was known at the last fact about them never changes, so the newest answer is remembered. Who knows
 * when that last fact was (lastOrganisationFact) says so and spares the question.
 */
export async function organisationFacts(
  transaction: Transaction,
  asOf: string,
  lastFact?: string | null,
): Promise<readonly OrganisationFact[]> {
  const at = lastFact === undefined ? await lastOrganisationFact(transaction, asOf) : lastFact;
  const known = remembered.get(transaction.home);
  if (known?.at === at) return known.facts;
  const facts = await readOrganisationFacts(transaction, asOf);
  remembered.set(transaction.home, { at, facts });
  return facts;
}

async function readOrganisationFacts(
  transaction: Transaction,
  asOf: string,
): Promise<OrganisationFact[]> {
  const organisations = await transaction.rows(
    OrganisationRow,
    `select id, kind, known_at from organisations where known_at <= $1 order by id`,
    [asOf],
  );
  const names = await transaction.rows(
    NameRow,
    `select ${nameColumns} from organisation_names n where n.known_at <= $1 order by n.no`,
    [asOf],
  );
  return withNames(organisations, names);
}

/**
 * Some organisations with their names, and whoever else ever had one of those names: enough to say
 * whose each name is.
 */
export async function organisationFactsOf(
  transaction: Transaction,
  ids: readonly string[],
  asOf: string,
): Promise<OrganisationFact[]> {
  const rows = await transaction.rows(
    NamedRow,
    `select o.id, o.kind as organisation_kind, o.known_at as organisation_known_at, ${nameColumns}
     from organisation_names n join organisations o on o.id = n.organisation
     where n.known_at <= $2 and (n.organisation = any($1)
       or n.name in (select name from organisation_names where organisation = any($1)))
     order by o.id, n.no`,
    [ids, asOf],
  );
  const found = new Map(
    rows.map(({ id, organisation_kind: kind, organisation_known_at: known_at }) => [
      id,
      { id, kind, known_at },
    ]),
  );
  return withNames(
    [...found.values()],
    rows.map(({ organisation, name, kind, from, until, reason, by, known_at }) => ({
      organisation,
      name,
      kind,
      from,
      until,
      reason,
      by,
      known_at,
    })),
  );
}

const ParentRow = Type.Object({ organisation: Type.String(), parent: MaybeDay });

/** The parent of every organisation on a day, as known at an instant. */
export async function organisationParents(
  transaction: Transaction,
  on: string,
  asOf: string,
): Promise<Map<string, string | null>> {
  const rows = await transaction.rows(
    ParentRow,
    `select distinct on (o.id) o.id as organisation, p.parent
     from organisations o left join organisation_parents p on p.organisation = o.id
       and p.known_at <= $2 and (p.from_day is null or p.from_day <= $1)
     where o.known_at <= $2 order by o.id, p.no desc nulls last`,
    [on, asOf],
  );
  return new Map(rows.map((each) => [each.organisation, each.parent]));
}

/** Keeps two writers from planning on the same names. Held to the end of the transaction. */
export async function lockOrganisations(transaction: Transaction): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('organisations', 0))`);
}

/** Writes new organisations, each with its name and parent. */
export async function insertOrganisations(
  transaction: Transaction,
  organisations: readonly { id: string; kind: string; name: string; parent: string | null }[],
  about: { reason: string; by: string; knownAt: string },
): Promise<void> {
  const columns = [
    organisations.map((each) => each.id),
    organisations.map((each) => each.kind),
    organisations.map((each) => each.name),
    organisations.map((each) => each.parent),
  ];
  await transaction.run(
    `insert into organisations (id, kind, known_at)
     select id, kind, $3 from unnest($1::text[], $2::text[]) as new (id, kind)`,
    [columns[0], columns[1], about.knownAt],
  );
  await transaction.run(
    `insert into organisation_names (organisation, name, kind, reason, by, known_at)
     select id, name, 'name', $3, $4, $5 from unnest($1::text[], $2::text[]) as new (id, name)`,
    [columns[0], columns[2], about.reason, about.by, about.knownAt],
  );
  await transaction.run(
    `insert into organisation_parents (organisation, parent, known_at)
     select id, parent, $3 from unnest($1::text[], $2::text[]) as new (id, parent)
     where parent is not null`,
    [columns[0], columns[3], about.knownAt],
  );
}

/** Writes under whom organisations stand from a day on; null days mean always. */
export async function insertParents(
  transaction: Transaction,
  moves: readonly { id: string; to: string | null }[],
  from: string | null,
  knownAt: string,
): Promise<void> {
  await transaction.run(
    `insert into organisation_parents (organisation, parent, from_day, known_at)
     select id, parent, $3::date, $4 from unnest($1::text[], $2::text[]) as new (id, parent)`,
    [moves.map((each) => each.id), moves.map((each) => each.to), from, knownAt],
  );
}

/** Writes one fact about a name. */
export async function insertName(
  transaction: Transaction,
  organisation: string,
  fact: NameFact,
): Promise<void> {
  await transaction.run(
    `insert into organisation_names (organisation, name, kind, from_day, until_day, reason, by, known_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      organisation,
      fact.name,
      fact.kind,
      fact.from,
      fact.until,
      fact.reason,
      fact.by,
      fact.known_at,
    ],
  );
}

/** Writes a rename, merge or split. */
export async function insertChange(
  transaction: Transaction,
  change: {
    kind: string;
    on: string;
    before: readonly string[];
    after: readonly string[];
    reason: string;
    by: string;
    knownAt: string;
  },
): Promise<void> {
  await transaction.run(
    `insert into organisation_changes (kind, day, before, after, reason, by, known_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [change.kind, change.on, change.before, change.after, change.reason, change.by, change.knownAt],
  );
}

const LatestFact = Type.Object({ at: Type.Union([Type.String(), Type.Null()]) });

/**
 * When anything about organisations or their names last became known, up to an instant, as a part of
 * a larger statement: given the parameter of the instant.
 */
export const lastOrganisationFactSql = (asOf: "$1" | "$2"): string =>
  `greatest(
     (select max(known_at) from organisations where known_at <= ${asOf}),
     (select max(known_at) from organisation_names where known_at <= ${asOf}))`;

/** When anything about organisations or their names last became known, up to an instant. */
export async function lastOrganisationFact(
  transaction: Transaction,
  asOf: string,
): Promise<string | null> {
  const row = await transaction.first(LatestFact, `select ${lastOrganisationFactSql("$1")} as at`, [
    asOf,
  ]);
  return row?.at ?? null;
}
