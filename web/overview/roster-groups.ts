import { barShares } from "../../charts/bar-geometry.ts";
import type { RosterGroup } from "../../charts/roster-layout.ts";
import type { DeterminationSummary } from "../../src/determination/determination-views.contract.ts";

import { scoreBar } from "../review/score-bar.ts";

/** The groups of the roster: one for each display, in the order of the enterprise view. */
export function rosterGroups(
  summary: Pick<DeterminationSummary, "ratings" | "enterprise" | "methodology">,
): readonly RosterGroup[] {
  return summary.enterprise.labels.map(({ display }) => ({
    label: display.label,
    name: display.name,
    rated: display.rank !== null,
    columns: summary.ratings
      .filter((rating) => rating.rating.label === display.label)
      .map((rating) => {
        const bar = scoreBar(summary, rating);
        return {
          key: rating.organisation,
          name: rating.name,
          words: bar.words,
          ...barShares(bar.counts),
        };
      }),
  }));
}
