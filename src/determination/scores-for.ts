import type { OrganisationScores } from "../assessments/organisation-scores.ts";
import type { Methodology } from "./methodology.ts";

/**
 * What of the scores of a review a methodology uses, by organisation: one that only measures uses
 * nothing but the items that do not apply. An organisation of which nothing is used is left out, so
 * that what was never said changes no rating, no digest and no byte.
 */
export function scoresFor(
  { scores }: Pick<Methodology, "scores">,
  all: readonly OrganisationScores[],
): ReadonlyMap<string, OrganisationScores> {
  const used = all.flatMap((each) => {
    const own: OrganisationScores =
      scores === "measured"
        ? { ...each, self: [], independent: [], sampled: [], closed: null }
        : each;
    const anything =
      own.self.length > 0 || own.independent.length > 0 || own.notApplicable.length > 0;
    return anything ? [[own.organisation, own] as const] : [];
  });
  return new Map(used);
}
