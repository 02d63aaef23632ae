import type { MethodologySummary } from "./determination-views.contract.ts";
import { percentInWords } from "./words.ts";

/**
 * The bands of a methodology for people, best first: "Managing Risk from 95 %", "At Risk from 50 %
 * and below 95 %", "High Risk below 50 %".
 */
export function bandsInWords({ labels }: Pick<MethodologySummary, "labels">): readonly string[] {
  return labels.map(({ display, from_percent: from }, at) => {
    const above = labels[at - 1];
    const parts = [
      ...(Number(from) > 0 || above === undefined ? [`from ${percentInWords(from)}`] : []),
      ...(above === undefined ? [] : [`below ${percentInWords(above.from_percent)}`]),
    ];
    return `${display.name} ${parts.join(" and ")}`;
  });
}
