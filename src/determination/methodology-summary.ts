import type { MethodologySummary } from "./determination-views.contract.ts";
import { displayOfRank } from "./display.ts";
import { scoreItems } from "./methodology.ts";
import type { NamedMethodology } from "./rating-inputs.ts";

/** A methodology in what a page has to draw. */
export function methodologySummary({ methodology, digest }: NamedMethodology): MethodologySummary {
  return {
    id: methodology.id,
    version: methodology.version,
    digest,
    title: methodology.title,
    scope: methodology.scope,
    authority: methodology.authority,
    labels: methodology.labels
      .map(({ rank, fromPercent }) => ({
        display: displayOfRank(methodology, rank),
        from_percent: fromPercent,
      }))
      .toReversed(),
    minimum_units: methodology.sample?.units ?? 0,
    minimum_coverage_percent: methodology.minimumCoveragePercent,
    ...(methodology.scores === "measured" ? {} : { scores: methodology.scores }),
    score_items: scoreItems(methodology)
      .filter(({ core }) => core || methodology.scores !== "maturity-average")
      .map(({ item }) => item),
  };
}
