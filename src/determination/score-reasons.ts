import { dayInWords } from "../kit/calendar.ts";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { Reason } from "./determination.contract.ts";
import { fraction } from "./exact.ts";
import { combinedPart, type ItemResult } from "./item-results.ts";
import { intervalOf, valueOfItem } from "./item-value.ts";
import { percentCut } from "./percent.ts";
import { intervalInWords, missingInWords, percentInWords } from "./words.ts";

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
