import type { DeterminationSummary } from "../determination/determination-views.contract.ts";
import { dayInWords, readDay } from "../kit/calendar.ts";
import { closestCase, drawClosest, drawCounts, openInWords } from "./demo-picture.ts";

/** What was determined, as lines of a terminal without colour. */
export function determinedInWords(summary: DeterminationSummary): string[] {
  const { methodology, enterprise, on } = summary;
  const scope = methodology.scope.charAt(0).toUpperCase() + methodology.scope.slice(1);
  const closest = closestCase(summary.ratings);
  const next = methodology.labels.find(({ display }) => display.rank === closest?.at_best.rank);
  return [
    "",
    `${scope}, on ${dayInWords(readDay(on))}`,
    "",
    ...drawCounts(enterprise),
    "",
    `${enterprise.headline}.`,
    ...(closest && next
      ? [
          openInWords(summary),
          "",
          ...drawClosest(closest, next.from_percent).map((line) =>
            line === "" ? "" : `  ${line}`,
          ),
        ]
      : []),
    "",
  ];
}
