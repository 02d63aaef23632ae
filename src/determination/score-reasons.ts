import { dayInWords } from "../kit/calendar.ts";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { Reason } from "./determination.contract.ts";
import { fraction } from "./exact.ts";
import { scoreInterval, weightedMean } from "./weighted-mean.ts";
import { type Methodology, scoreItems } from "./methodology.ts";
import type { RatingResult } from "./rate-organisation.ts";
import { combinedPart, type ItemResult } from "./item-results.ts";
import { intervalOf, valueOfItem } from "./item-value.ts";
import { percentCut } from "./percent.ts";
import { intervalInWords, missingInWords, percentInWords } from "./words.ts";

/** The remark of an item that a gate looks at and the score does not. */
export const notInTheScore = "not in the score";

type Node = Partial<Reason> & Pick<Reason, "level" | "kind" | "words">;

/** A node of the tree of reasons; what is left out is empty. */
export function node(given: Node): Reason {
  return { of: "", part: "", remark: "", count: null, ...given };
}

/** What was said of an item, where its value is combined from scores. */
export function saidReasons(
  { item, self, independent, evidence }: ItemResult,
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
            remark: score.collection === null ? "" : `of ${dayInWords(score.collection.day)}`,
          }),
        ];
  return [...said("self", self), ...said("independent", independent)];
}

function scoreInOneWord(score: ItemEvidence): string {
  return score.missing === null
    ? intervalInWords(intervalOf(valueOfItem(score)))
    : missingInWords(score.missing);
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
