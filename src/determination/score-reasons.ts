import { dayInWords } from "../kit/calendar.ts";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { Reason } from "./determination.contract.ts";
import { fraction } from "./exact.ts";
import { scoreInterval, weightedMean } from "./weighted-mean.ts";
import { type Methodology, scoreItems } from "./methodology.ts";
import type { RatingResult } from "./rate-organisation.ts";
import { combinedPart, type ItemResult } from "./item-results.ts";
import { percentCut } from "./percent.ts";
import {
  countInWords,
  intervalInWords,
  missingInWords,
  percentInWords,
  unitsInWords,
} from "./words.ts";

/** The remark of an item that a gate looks at and the score does not. */
export const notInTheScore = "not in the score";

type Node = Partial<Reason> & Pick<Reason, "level" | "kind" | "words">;

/** A node of the tree of reasons; what is left out is empty. */
export function node(given: Node): Reason {
  return { of: "", part: "", remark: "", count: null, ...given };
}

/** What was said of an item, where its value is combined from scores. */
export function saidReasons(
  { item, self, independent, evidence, sampled }: ItemResult,
  level: number,
): Reason[] {
  if (!evidence.rule.startsWith("combined")) return [];
  const said = (kind: "self" | "independent", score: ItemEvidence | null): Reason[] =>
    score === null
      ? []
      : [
          node({
            level,
            kind,
            of: item,
            words: `${kind === "self" ? "Self-score" : "Independent score"}: ${scoreInOneWord(score)}`,
            remark: [
              ...(score.collection === null ? [] : [`for ${dayInWords(score.collection.day)}`]),
              ...(kind === "independent" && !sampled ? ["outside the sample, so not counted"] : []),
            ].join("; "),
          }),
        ];
  return [...said("self", self), ...said("independent", independent)];
}

/** A score as it was given: "level 4", "level 2 to 4", "yes", "45 of 50 hosts good, 3 bad". */
export function scoreInOneWord(score: ItemEvidence): string {
  const { missing, units, good, bad, n } = score;
  if (missing !== null) return missingInWords(missing);
  switch (units) {
    case "steps": {
      const [from, to] = [1 + good, 1 + n - bad];
      return from === to ? `level ${from}` : `level ${from} to ${to}`;
    }
    case "answers":
      return good > 0 ? "yes" : bad > 0 ? "no" : "unknown";
    default:
      return `${countInWords(good)} of ${unitsInWords(n, units)} good, ${countInWords(bad)} bad`;
  }
}

/** The same of a mean, whose counts are billionths: what is proved lacking, and what is unknown. */
export function shareReasons({ evidence, item }: ItemResult, level: number): Reason[] {
  const { bad, unknown, n } = evidence;
  const share = (part: number): string => percentInWords(percentCut(fraction(part, n)));
  return [
    ...(bad > 0
      ? [
          node({
            level,
            kind: "bad",
            of: item,
            part: combinedPart,
            words: `${share(bad)} proved lacking`,
            count: bad,
          }),
        ]
      : []),
    ...(unknown > 0
      ? [
          node({
            level,
            kind: "unknown",
            of: item,
            part: combinedPart,
            words: `${share(unknown)} unknown`,
            count: unknown,
          }),
        ]
      : []),
  ];
}

/** Under "maturity average": the mean of the supplemental metrics, which stands beside the rating. */
export function apartReasons(methodology: Methodology, { items }: RatingResult): Reason[] {
  if (methodology.scores !== "maturity-average") return [];
  const supplemental = new Set(
    scoreItems(methodology).flatMap(({ item, core }) => (core ? [] : [item])),
  );
  const own = items.filter(({ item, weight }) => weight > 0 && supplemental.has(item));
  if (own.length === 0) return [];
  const words = `Supplemental metrics, averaged apart: ${intervalInWords(scoreInterval(weightedMean(own)))}`;
  return [node({ level: 2, kind: "function", of: "supplemental", words, remark: notInTheScore })];
}
