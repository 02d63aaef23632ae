import { Problem } from "../kit/problem.ts";

/** Counts of steps, as an item's evidence holds them. */
export interface Steps {
  readonly good: number;
  readonly bad: number;
  readonly unknown: number;
  readonly n: number;
}

/**
 * A level on a scale as counts of steps: the scale from its lowest to its highest level has
 * `highest - lowest` steps; the level stands for those below it (1 to 5 maps linearly on 0 to 1).
 * A level known only to lie between two leaves the steps between them unknown.
 * Refuses (bad-input): levels outside the scale, not whole, or the wrong way round.
 */
export function stepsOfLevel(
  level: { readonly from: number; readonly to: number },
  scale: { readonly lowest: number; readonly highest: number },
): Steps {
  const { from, to } = level;
  const { lowest, highest } = scale;
  const fits = [from, to, lowest, highest].every((each) => Number.isSafeInteger(each));
  if (!fits || highest <= lowest || from < lowest || to > highest || from > to) {
    throw new Problem(
      "bad-input",
      `the level ${from} to ${to} is not on the scale from ${lowest} to ${highest}; give whole levels within it.`,
    );
  }
  return { good: from - lowest, bad: highest - to, unknown: to - from, n: highest - lowest };
}

/** A yes or no as counts: one step, good for yes, bad for no, unknown for neither. */
export function stepsOfAnswer(answer: "yes" | "no" | "unknown"): Steps {
  return {
    good: answer === "yes" ? 1 : 0,
    bad: answer === "no" ? 1 : 0,
    unknown: answer === "unknown" ? 1 : 0,
    n: 1,
  };
}
