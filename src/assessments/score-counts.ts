import { Problem } from "../kit/problem.ts";
import { type Steps, stepsOfAnswer, stepsOfLevel } from "./scale-evidence.ts";
import type { ScoreMissing, ScoreValue } from "./scores.contract.ts";

/** The scale of levels that Muster knows. */
export const levelScale = { lowest: 1, highest: 5 } as const;

/** What a score proves, in counts of steps; `missing` says why where it proves nothing. */
export interface ScoreCounts {
  readonly good: number;
  readonly bad: number;
  readonly n: number;
  readonly missing: ScoreMissing | null;
}

/** Why there is no value, as tables write it; 0 for a value. */
export const missingCodes: Readonly<Record<ScoreMissing, number>> = {
  "not-reported": 1,
  "unknown-by-source": 2,
  "access-refused": 3,
  "not-examined": 4,
};

const missingNames: readonly ScoreMissing[] = [
  "not-reported",
  "unknown-by-source",
  "access-refused",
  "not-examined",
];

/** The reason of a code; null for 0. Throws a RangeError on any other. */
export function missingOfCode(code: number): ScoreMissing | null {
  if (code === 0) return null;
  for (const reason of missingNames) if (missingCodes[reason] === code) return reason;
  throw new RangeError(`${code} stands for no reason`);
}

type Scale = "share" | "level" | "yes-no";

/**
 * A score in counts of steps on the scale of its item.
 * Refuses (bad-input), naming the item: a value of another scale, a range the wrong way round, a
 * share of nothing or one whose parts are more than the whole.
 */
export function countsOfValue(
  value: ScoreValue,
  item: { readonly id: string; readonly scale: Scale },
): ScoreCounts {
  if ("missing" in value) {
    return { good: 0, bad: 0, n: stepsOfScale(item.scale), missing: value.missing };
  }
  const wrong = (expected: string): never => {
    throw new Problem("bad-input", `the score of ${item.id} is to be ${expected}.`, {
      field: "value",
    });
  };
  switch (item.scale) {
    case "level": {
      if ("level" in value)
        return counted(stepsOfLevel(range(value.level, value.level), levelScale));
      if (!("from" in value))
        return wrong("a level from 1 to 5, such as 3, or a range such as 2-4");
      if (value.from > value.to) return wrong("a range from its lower to its higher level");
      return counted(stepsOfLevel(range(value.from, value.to), levelScale));
    }
    case "yes-no":
      return "answer" in value ? counted(stepsOfAnswer(value.answer)) : wrong("yes, no or unknown");
    case "share": {
      if (!("share" in value))
        return wrong("a share: how many are good, how many bad, of how many");
      const { good, bad, n } = value.share;
      if (n < 1) return wrong("a share of at least one");
      if (good + bad > n) return wrong(`a share whose good and bad are together at most ${n}`);
      return { good, bad, n, missing: null };
    }
    default:
      return item.scale satisfies never;
  }
}

/** How many steps the scale of an item has where nothing is known; a share has at least one unit. */
export function stepsOfScale(scale: Scale): number {
  return scale === "level" ? levelScale.highest - levelScale.lowest : 1;
}

/** The value that counts stand for: the way back from `countsOfValue`. */
export function valueOfCounts(counts: ScoreCounts, scale: Scale): ScoreValue {
  const { good, bad, n, missing } = counts;
  if (missing !== null) return { missing };
  switch (scale) {
    case "level": {
      const from = levelScale.lowest + good;
      const to = levelScale.highest - bad;
      return from === to ? { level: from } : { from, to };
    }
    case "yes-no":
      return { answer: good === 1 ? "yes" : bad === 1 ? "no" : "unknown" };
    case "share":
      return { share: { good, bad, n } };
    default:
      return scale satisfies never;
  }
}

function range(from: number, to: number): { from: number; to: number } {
  return { from, to };
}

function counted({ good, bad, n }: Steps): ScoreCounts {
  return { good, bad, n, missing: null };
}
