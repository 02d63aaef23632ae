import { nearestNames } from "../kit/nearest-names.ts";
import { Problem } from "../kit/problem.ts";
import { nameOn, nameResolver } from "../organisations/organisation-names.ts";
import { organisationFacts, organisationParents } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { type NotFound, organisationFinder, type ScoredReview } from "./scored-review.actions.ts";

/** Whose score it is: an organisation of the list, or a system inside one. */
export interface ScoredOrganisation {
  readonly organisation: string;
  /** The organisation of the list: the same, but for a system. */
  readonly owner: string;
}

type Listed = Pick<ScoredReview, "scope" | "asOf">;

/** By system the organisation of the list that it is inside of, at any depth. */
async function ownersOfSystems(
  transaction: Transaction,
  { scope, asOf }: Listed,
): Promise<ReadonlyMap<string, string>> {
  const listed = new Set(scope);
  const parents = await organisationParents(transaction, asOf.slice(0, 10), asOf);
  const facts = await organisationFacts(transaction, asOf);
  const found = new Map<string, string>();
  for (const { id, kind } of facts) {
    if (kind !== "system" || listed.has(id)) continue;
    const passed = new Set<string>();
    let at = parents.get(id);
    while (at !== null && at !== undefined && !listed.has(at) && !passed.has(at)) {
      passed.add(at);
      at = parents.get(at);
    }
    if (at !== null && at !== undefined && listed.has(at)) found.set(id, at);
  }
  return found;
}

/** Says whose scores are meant by an identifier or a name on a day. */
export type ScoredFinder = (name: string, day: string) => ScoredOrganisation | NotFound;

/** Prepares to find organisations of a review's list, and the systems inside them. */
export async function scoredFinder(
  transaction: Transaction,
  review: Listed,
): Promise<ScoredFinder> {
  const find = await organisationFinder(transaction, review);
  const owners = await ownersOfSystems(transaction, review);
  const facts = await organisationFacts(transaction, review.asOf);
  const resolve = nameResolver(facts, review.asOf);
  const names = facts
    .filter(({ id }) => owners.has(id))
    .flatMap((each) => [each.id, ...each.names.map(({ name }) => name)]);
  return (given, day) => {
    const found = find(given, day);
    if (typeof found === "string") return { organisation: found, owner: found };
    const name = given.trim();
    const system = owners.has(name) ? name : (resolve(name, day) ?? "");
    const owner = owners.get(system);
    if (owner !== undefined) return { organisation: system, owner };
    const near = nearestNames(name, new Set([...found.nearest, ...names]));
    return { ...found, nearest: near.map((each) => each.name) };
  };
}

/** The organisation or system that is meant. Refuses (not-found), with the nearest names. */
export async function requireScored(
  transaction: Transaction,
  review: Listed,
  name: string,
): Promise<ScoredOrganisation> {
  if (review.scope.includes(name)) return { organisation: name, owner: name };
  const found = (await scoredFinder(transaction, review))(name, review.asOf.slice(0, 10));
  if ("organisation" in found) return found;
  const near = found.nearest.length === 0 ? "" : `; near it are ${found.nearest.join(", ")}`;
  throw new Problem("not-found", `${found.sentence}${near}.`, { field: "organisation" });
}

/**
 * The organisation that is meant, or a system inside it: whoever may ask for the organisation may ask
 * for its systems. Refuses (not-found) a system that is inside another, as if it were not there.
 */
export async function requireScoredIn(
  transaction: Transaction,
  review: Listed,
  name: string,
  system: string | undefined,
): Promise<ScoredOrganisation> {
  const organisation = await requireScored(transaction, review, name);
  if (system === undefined) return organisation;
  const found = await requireScored(transaction, review, system);
  const inside = found.owner === organisation.owner && found.organisation !== found.owner;
  if (inside) return found;
  const sentence = `“${system.slice(0, 80)}” is no system of ${organisation.organisation}.`;
  throw new Problem("not-found", sentence, { field: "system" });
}

/** An organisation with what it is called. */
export interface NamedOrganisation {
  readonly organisation: string;
  readonly name: string;
}

/** The systems inside an organisation of the list, by identifier, with their names on a day. */
export async function systemsInside(
  transaction: Transaction,
  review: Listed,
  owner: string,
  on: string,
): Promise<NamedOrganisation[]> {
  const owners = await ownersOfSystems(transaction, review);
  const facts = await organisationFacts(transaction, review.asOf);
  return facts
    .filter(({ id }) => owners.get(id) === owner)
    .map((each) => ({ organisation: each.id, name: nameOn(each, on, review.asOf) }));
}
