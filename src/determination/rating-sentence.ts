import { fraction } from "./exact.ts";
import { displayOf, displayOfRank, labelOf } from "./display.ts";
import type { Methodology } from "./methodology.ts";
import { percentCut } from "./percent.ts";
import type { ItemResult } from "./item-results.ts";
import type { RatingResult } from "./rate-organisation.ts";
import { coverageBound, scoreInterval } from "./weighted-mean.ts";
import {
  countInWords,
  intervalInWords,
  missingInWords,
  percentInWords,
  provedInWords,
  ratingInWords,
  singular,
  unitsInWords,
  unknownOf,
} from "./words.ts";

/** The one item of a score that is a single share; undefined when there are several. */
export function singleItem(result: RatingResult): ItemResult | undefined {
  const weighed = result.items.filter(({ weight }) => weight > 0);
  return weighed.length === 1 ? weighed[0] : undefined;
}

/**
 * A rating in one sentence: "At Risk (web transport): 2,819 of 4,393 hosts are proved good (64.1 %);
 * 95 % is needed for Managing Risk; 67 unknown hosts would not change this."
 */
export function ratingSentence(methodology: Methodology, result: RatingResult): string {
  const { shown, ranks } = result;
  const title = ratingInWords(
    {
      rating: displayOf(methodology, shown),
      least: displayOfRank(methodology, ranks.lo),
      at_best: displayOfRank(methodology, ranks.hi),
    },
    methodology.scope,
  );
  const clauses =
    shown.kind === "rank"
      ? [scoreClause(result), neededClause(methodology, result), unknownClause(result)]
      : whyNotShown(methodology, result);
  return `${title}: ${clauses.filter((clause) => clause !== "").join("; ")}.`;
}

function scoreClause(result: RatingResult): string {
  const single = singleItem(result);
  if (single === undefined || single.value.counts === null) {
    return `the proved score is ${percentInWords(scoreInterval(result.score).least.percent)}`;
  }
  const { good, n } = single.evidence;
  return `${provedInWords(single.evidence)} (${percentInWords(percentCut(fraction(good, n)))})`;
}

function neededClause(methodology: Methodology, { ranks }: RatingResult): string {
  const best = methodology.labels.length - 1;
  const goal = labelOf(methodology, Math.min(best, ranks.lo + 1));
  return `${percentInWords(goal.fromPercent)} is needed for ${goal.name}`;
}

const nothingUnknown = "nothing is unknown";

function unknownClause(result: RatingResult): string {
  // Only in editions: what a gate looks at is withheld, and could lift the rating.
  const untold = result.gates.some(({ gate, state }) => gate.when !== null && state === "unknown");
  const clause = unknownInScore(result);
  if (!untold || result.ranks.lo === result.ranks.hi) return clause;
  const score = clause === nothingUnknown ? "nothing of the score is unknown" : clause;
  return `${score}; what was decided and signed is not told in full, and could change this`;
}

function unknownInScore(result: RatingResult): string {
  const would = result.ranks.lo === result.ranks.hi ? "would not" : "could";
  const single = singleItem(result);
  if (single === undefined) {
    const { least, most } = scoreInterval(result.score);
    if (least.billionths === most.billionths) return nothingUnknown;
    return `what is unknown ${would} change this, up to ${percentInWords(most.percent)}`;
  }
  const unknown = unknownOf(single.evidence);
  if (unknown === 0) return nothingUnknown;
  const { units } = single.evidence;
  const noun = unknown === 1 ? singular(units) : units;
  return `${countInWords(unknown)} unknown ${noun} ${would} change this`;
}

function whyNotShown(methodology: Methodology, result: RatingResult): string[] {
  const { shown, sample, ranks } = result;
  if (shown.kind === "insufficient" && shown.because === "sample" && sample !== null) {
    const item = result.items.find((each) => each.item === sample.of);
    const units = item?.evidence.units ?? "units";
    const missing = item?.evidence.missing ?? null;
    return [
      `at least ${unitsInWords(sample.least, units)} are needed for a rating`,
      sample.units === 0 || item === undefined
        ? `there is none to count${missing === null ? "" : ` (${missingInWords(missing)})`}`
        : provedInWords(item.evidence),
    ];
  }
  const worst = labelOf(methodology, ranks.lo).name;
  const best = labelOf(methodology, ranks.hi).name;
  const between = `the evidence leaves anything from ${worst} to ${best} open`;
  if (shown.kind === "not-reported") return ["nothing was measured", between];
  const known = percentInWords(coverageBound(result.score).percent);
  return [
    `${known} of the score is known, and ${percentInWords(methodology.minimumCoveragePercent)} is needed to show it`,
    between,
  ];
}

/** Why the rating is this one: "because the proved score is from 50 % and below 95 %". */
export function becauseOfBand(methodology: Methodology, result: RatingResult): string {
  if (result.shown.kind !== "rank") return "";
  const { lo } = result.ranks;
  const gate = result.gates.find((each) => each.state !== "open" && each.gate.cap === lo);
  if (gate) return `because the gate “${gate.gate.title}” leaves no better one`;
  const above = methodology.labels[lo + 1];
  const from = percentInWords(labelOf(methodology, lo).fromPercent);
  if (above === undefined) return `because the proved score is from ${from}`;
  const below = percentInWords(above.fromPercent);
  return lo === 0
    ? `because the proved score is below ${below}`
    : `because the proved score is from ${from} and below ${below}`;
}

/** The score with how far it is known, for a mean of several items. */
export function scoreInWords(result: RatingResult): string {
  return intervalInWords(scoreInterval(result.score));
}
