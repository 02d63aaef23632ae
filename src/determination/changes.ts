import type { Change } from "./determination.contract.ts";
import { compareFractions, leastCountFor } from "./exact.ts";
import { labelOf } from "./display.ts";
import { howToOpen } from "./gate-words.ts";
import type { Methodology } from "./methodology.ts";
import type { ItemResult } from "./item-results.ts";
import type { RatingResult } from "./rate-organisation.ts";
import type { PartWords } from "./rating-inputs.ts";
import { singleItem } from "./rating-sentence.ts";
import { unknownSubjects } from "./reasons.ts";
import { scoreInterval } from "./weighted-mean.ts";
import {
  countInWords,
  numberInWords,
  percentInWords,
  singular,
  unitsInWords,
  unknownOf,
} from "./words.ts";

/**
 * What would change a rating, in counts: the way up, the way down, and that nothing else counts.
 * Counts of units are told where the score is one share and no gate caps it; else shares.
 */
export function changesOf(
  methodology: Methodology,
  result: RatingResult,
  parts: readonly PartWords[],
): Change[] {
  const single = singleItem(result);
  const capped = result.gates.some(({ state }) => state !== "open");
  const byCount =
    methodology.scores === "measured" &&
    single !== undefined &&
    single.value.counts !== null &&
    !capped;
  const short = missingSample(result);
  if (short.length > 0) return [...short, nothingElse(methodology)];
  return [
    ...(byCount ? upByCount(methodology, result, single, parts) : upByShare(methodology, result)),
    ...(byCount ? downByCount(methodology, result, single) : downByShare(methodology, result)),
    nothingElse(methodology),
  ];
}

function missingSample({ sample, items, shown }: RatingResult): Change[] {
  if (shown.kind !== "insufficient" || shown.because !== "sample" || sample === null) return [];
  const units = items.find(({ item }) => item === sample.of)?.evidence.units ?? "units";
  const short = sample.least - sample.units;
  return [
    {
      direction: "none",
      to: "",
      title: "To be rated at all",
      words: `${numberInWords(short)} more ${short === 1 ? `${singular(units)} has` : `${units} have`} to be known of.`,
    },
  ];
}

function upByCount(
  methodology: Methodology,
  { ranks }: RatingResult,
  { evidence }: ItemResult,
  parts: readonly PartWords[],
): Change[] {
  const goal = methodology.labels[ranks.lo + 1];
  if (goal === undefined) return [];
  const { good, bad, n, units } = evidence;
  const short = leastCountFor(goal.from, n) - good;
  const unknown = unknownOf(evidence);
  const change = (words: string): Change[] => [
    { direction: "up", to: goal.label, title: `Up to ${goal.name}`, words },
  ];
  const measure = measureInWords(evidence, parts);
  if (unknown >= short) {
    const repair =
      bad === 0 ? "" : ` Or repair ${countInWords(Math.min(short, bad))} of ${countInWords(bad)}.`;
    return change(`${measure}; ${countInWords(short)} must be good.${bad < short ? "" : repair}`);
  }
  const repair = `repair ${countInWords(short)} of ${unitsInWords(bad, units)} proved bad`;
  if (unknown === 0) return change(`${repair}.`);
  const fewer = `${countInWords(short - unknown)} are enough if all ${countInWords(unknown)} unknown ${units} prove good.`;
  return change(bad >= short ? `${repair}; ${fewer}` : `${measure}, and repair; ${fewer}`);
}

function measureInWords(evidence: ItemResult["evidence"], parts: readonly PartWords[]): string {
  const { units, unknown, unseen } = evidence;
  const subjects = unknownSubjects(evidence, parts);
  const [subject] = subjects;
  const what = subjects.length === 1 && subject !== undefined ? subject : "what is not known";
  const seen = `measure ${what} of ${unitsInWords(unknown, units)}`;
  const lost = `find ${unitsInWords(unseen, units)} without a row`;
  if (unseen === 0) return seen;
  return unknown === 0 ? lost : `${seen} and ${lost}`;
}

function downByCount(
  methodology: Methodology,
  { ranks }: RatingResult,
  { evidence }: ItemResult,
): Change[] {
  if (ranks.lo === 0) return [];
  const here = labelOf(methodology, ranks.lo);
  const next = labelOf(methodology, ranks.lo - 1);
  const lost = evidence.good - leastCountFor(here.from, evidence.n) + 1;
  const { units } = evidence;
  const words = `${countInWords(lost)} more ${lost === 1 ? singular(units) : units} would have to be lost or proved bad.`;
  return [{ direction: "down", to: next.label, title: `Down to ${next.name}`, words }];
}

function upByShare(methodology: Methodology, result: RatingResult): Change[] {
  const goal = methodology.labels[result.ranks.lo + 1];
  if (goal === undefined) return [];
  const { least, most } = scoreInterval(result.score);
  const gates = result.gates.filter(({ gate, state }) => state !== "open" && gate.cap < goal.rank);
  const open = most.billionths > least.billionths;
  const words = [
    ...(compareFractions(result.score.lo, goal.from) < 0
      ? [
          `the proved score has to rise from ${percentInWords(least.percent)} to ${percentInWords(goal.fromPercent)}${
            open
              ? `; were everything unknown good, it would be ${percentInWords(most.percent)}`
              : ""
          }`,
        ]
      : []),
    ...gates.map(({ gate }) => `the gate “${gate.title}” has to open${howToOpen(gate, result)}`),
  ];
  return [
    { direction: "up", to: goal.label, title: `Up to ${goal.name}`, words: `${words.join("; ")}.` },
  ];
}

function downByShare(methodology: Methodology, { ranks, score }: RatingResult): Change[] {
  if (ranks.lo === 0) return [];
  const here = labelOf(methodology, ranks.lo);
  const next = labelOf(methodology, ranks.lo - 1);
  const least = percentInWords(scoreInterval(score).least.percent);
  const words = `the proved score would have to fall from ${least} below ${percentInWords(here.fromPercent)}.`;
  return [{ direction: "down", to: next.label, title: `Down to ${next.name}`, words }];
}

function nothingElse({ id, version, scores }: Methodology): Change {
  const words =
    scores === "measured"
      ? `Self-scores are not part of ${id} ${version}.`
      : `Only the items of ${id} ${version} enter the score.`;
  return { direction: "none", to: "", title: "Nothing else counts", words };
}
