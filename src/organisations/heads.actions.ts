import { readDay, readInstant } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { addOffices, readOffices, readStandings } from "../offices/offices.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { headOfficeOn, headOnDay } from "./head-on.ts";
import type {
  HeadOfficeSet,
  HeadOn,
  HeadPage,
  HeadPageQuery,
  HeadQuery,
  NewHeadOffice,
} from "./heads.contract.ts";
import { headOffices, insertHeadOffice, organisationIds } from "./heads.store.ts";
import { lockOrganisations, organisationFactsOf } from "./organisations.store.ts";

/** Who heads an organisation on a day, as known at an instant: office, holder and account. */
export async function headOn(
  transaction: Transaction,
  organisation: string,
  day: string,
  asOf: string,
): Promise<HeadOn> {
  const [found] = await headsOn(transaction, [organisation], day, asOf);
  if (found) return found;
  throw new Error("a head was asked of no organisation");
}

/** The same of many organisations; the number of queries does not grow with them. */
export async function headsOn(
  transaction: Transaction,
  organisations: readonly string[],
  day: string,
  asOf: string,
): Promise<HeadOn[]> {
  const heads = await headOffices(transaction, organisations, asOf);
  const named = [...new Set(heads.map(({ office }) => office))];
  const offices = named.length === 0 ? [] : await readOffices(transaction, asOf);
  const standings = named.length === 0 ? [] : await readStandings(transaction, asOf, named);
  const register = { heads, offices, standings };
  return organisations.map((each) => headOnDay(register, each, day));
}

async function whenOf(
  { transaction }: Work,
  { on, as_of }: HeadQuery,
): Promise<{ on: string; asOf: string }> {
  const asOf =
    as_of === undefined ? await lastKnownAt(transaction) : readInstant(as_of, { field: "as_of" });
  return { asOf, on: on === undefined ? asOf.slice(0, 10) : readDay(on, { field: "on" }) };
}

async function requireThere(work: Work, organisation: string, asOf: string): Promise<void> {
  const facts = await organisationFactsOf(work.transaction, [organisation], asOf);
  if (facts.some(({ id }) => id === organisation)) return;
  throw new Problem(
    "not-found",
    `There is no organisation ${organisation}; org list shows their identifiers.`,
  );
}

/** Who heads an organisation. Refuses (not-found) one that is not there. */
export async function showHead(
  work: Work,
  organisation: string,
  query: HeadQuery,
): Promise<HeadOn> {
  const { on, asOf } = await whenOf(work, query);
  await requireThere(work, organisation, asOf);
  return headOn(work.transaction, organisation, on, asOf);
}

/** Who heads which organisation, by identifier, a page at a time. */
export async function listHeads(work: Work, query: HeadPageQuery): Promise<HeadPage> {
  const { on, asOf } = await whenOf(work, query);
  const limit = query.limit ?? 100;
  const ids = await organisationIds(work.transaction, query.after ?? "", limit + 1, asOf);
  const heads = await headsOn(work.transaction, ids.slice(0, limit), on, asOf);
  return { on, as_of: asOf, heads, next: ids.length > limit ? (ids[limit - 1] ?? null) : null };
}

/**
 * Says which office heads an organisation from a day on.
 * Refuses: an organisation or office that is not there (an office is added by its title).
 */
export async function setHeadOffice(
  work: Work,
  organisation: string,
  given: NewHeadOffice,
): Promise<HeadOfficeSet> {
  const { transaction } = work;
  const { office, title } = given;
  const from = readDay(given.from, { field: "from" });
  await lockOrganisations(transaction);
  const before = await lastKnownAt(transaction);
  await requireThere(work, organisation, before);
  const offices = await readOffices(transaction, before);
  if (!offices.some((each) => each.office === office) && title === undefined) {
    const sentence = `There is no office ${office}; give its title to add it.`;
    throw new Problem("not-found", sentence, { field: "office" });
  }
  const known = await headOffices(transaction, [organisation], before);
  if (headOfficeOn(known, organisation, from) === office) {
    const head = await headOn(transaction, organisation, from, before);
    return { head, from, unchanged: true };
  }
  const knownAt = await work.knownAt();
  if (title !== undefined) {
    await addOffices(transaction, [{ office, title, seats: [], quorum: null }], knownAt);
  }
  const fact = { organisation, office, from_day: from, known_at: knownAt };
  await insertHeadOffice(transaction, fact, work.actor.account);
  const data = { office, from_day: from };
  const kind = "organisation.head-office-set";
  await work.append({ kind, subject: `organisation/${organisation}`, data });
  return { head: await headOn(transaction, organisation, from, knownAt), from, unchanged: false };
}
