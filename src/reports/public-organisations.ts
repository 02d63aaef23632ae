import type { OrganisationFact } from "../organisations/organisation-facts.ts";

/**
 * The organisations that a bundle has to name: those of the review's list, and whoever shares a name
 * with one of them or with a name that the evidence holds outside of the list. All others of the
 * instance are no business of whoever reads the bundle.
 *
 * Given: all organisations, the list, and the names that were found outside of it.
 */
export function publicOrganisations(
  organisations: readonly OrganisationFact[],
  scope: readonly string[],
  outside: readonly string[],
): OrganisationFact[] {
  const inScope = new Set(scope);
  const names = new Set(outside.map((name) => name.trim()));
  for (const organisation of organisations) {
    if (!inScope.has(organisation.id)) continue;
    for (const { name } of organisation.names) names.add(name.trim());
  }
  return organisations.filter(
    ({ id, names: own }) => inScope.has(id) || own.some(({ name }) => names.has(name.trim())),
  );
}
