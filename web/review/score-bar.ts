import { barInWords, type BarCounts } from "../../charts/bar-geometry.ts";
import type {
  DeterminationSummary,
  MethodologySummary,
  RatingSummary,
} from "../../src/determination/determination-views.contract.ts";
import type { Interval } from "../../src/determination/determination.contract.ts";
import { words } from "./words.ts";

const whole = 1_000_000_000;

/** A value as a bar: what is proved, what is open, and what is proved not to be. */
export function barOfInterval({ least, most }: Interval): BarCounts {
  return {
    good: least.billionths,
    bad: whole - most.billionths,
    unknown: most.billionths - least.billionths,
    n: whole,
  };
}

/** A value in words: "57.3 %", or "57.3 to 59.6 %" where a part of it is open. */
export function intervalInWords({ least, most }: Interval): string {
  return least.billionths === most.billionths
    ? words.valueIs(least.percent)
    : words.valueFromTo(least.percent, most.percent);
}

/** Whether what people say counts under a methodology, beside or in place of what was measured. */
export function weighsScores({ scores = "measured" }: Pick<MethodologySummary, "scores">): boolean {
  return scores !== "measured";
}

/** Whether the score is the share of units of one item: then units can be counted and named. */
export function scoreCountsUnits({
  methodology,
}: Pick<DeterminationSummary, "methodology">): boolean {
  return !weighsScores(methodology) && methodology.score_items.length === 1;
}

/** The score of an organisation as a bar, with what is said of it. */
export function scoreBar(
  summary: Pick<DeterminationSummary, "methodology">,
  rating: RatingSummary,
): { readonly counts: BarCounts; readonly words: string } {
  if (scoreCountsUnits(summary)) return { counts: rating, words: barInWords(rating) };
  if (rating.n === 0)
    return { counts: { good: 0, bad: 0, unknown: 0, n: 0 }, words: barInWords(rating) };
  return { counts: barOfInterval(rating.score), words: intervalInWords(rating.score) };
}
