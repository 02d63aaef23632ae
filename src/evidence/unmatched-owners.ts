import type { OrganisationFact } from "../organisations/organisation-facts.ts";
import { nameResolver } from "../organisations/organisation-names.ts";
import { nearestFinder } from "../organisations/plan-import.ts";
import type { Observed } from "./evidence-facts.ts";
import type { UnmatchedOwner } from "./evidence.contract.ts";
import { byText } from "./text-order.ts";

/** How many names get their nearest looked up: more is a wrong column. */
const mostCompared = 300;

/**
 * The owners of a file that are no known organisation on its day, with how many rows they have and
 * the known names that look like theirs. For a person to decide: nothing is joined by this.
 */
export function unmatchedOwners(
  observed: Observed,
  organisations: readonly OrganisationFact[],
  asOf: string,
): UnmatchedOwner[] {
  const resolve = nameResolver(organisations, asOf);
  const near = nearestFinder({ organisations, asOf, on: observed.day });
  const rows = new Map<string, number>();
  for (const { owner } of [...observed.units, ...observed.counts]) {
    rows.set(owner, (rows.get(owner) ?? 0) + 1);
  }
  return [...rows]
    .filter(([name]) => name === "" || resolve(name, observed.day) === null)
    .sort(([a], [b]) => byText(a, b))
    .map(([name, count], at) => ({
      name,
      rows: count,
      nearest: name === "" || at >= mostCompared ? [] : near(name),
    }));
}
