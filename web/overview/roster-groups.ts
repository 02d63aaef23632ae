import { barInWords, barShares } from "../../charts/bar-geometry.ts";
import type { RosterGroup } from "../../charts/roster-layout.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";

/** The groups of the roster: one for each display, in the order of the enterprise view. */
export function rosterGroups(
  summary: Pick<DeterminationSummary, "ratings" | "enterprise">,
): readonly RosterGroup[] {
  return summary.enterprise.labels.map(({ display }) => ({
    label: display.label,
    name: display.name,
    rated: display.rank !== null,
    columns: summary.ratings
      .filter((rating) => rating.rating.label === display.label)
      .map((rating) => ({
        key: rating.organisation,
        name: rating.name,
        words: barInWords(rating),
        ...barShares(rating),
      })),
  }));
}
