import type { CorrectedRatings } from "./determination-views.contract.ts";

type Summary = CorrectedRatings["ratings"][number];

/** Kept with each summary, which is never changed, only followed by another. */
const keptText = new WeakMap<Summary, string>();

function textOf(summary: Summary): string {
  const kept = keptText.get(summary);
  if (kept !== undefined) return kept;
  const text = JSON.stringify(summary);
  keptText.set(summary, text);
  return text;
}

/**
 * The answer after a correction as JSON: of all its ratings only those that are new since the last
 * answer are written, because after one changed value that is one.
 */
export function correctedText({ ratings, enterprise, ...head }: CorrectedRatings): string {
  const all = ratings.map(textOf).join();
  const [start, totals] = [JSON.stringify(head).slice(0, -1), JSON.stringify(enterprise)];
  return `${start},"ratings":[${all}],"enterprise":${totals}}`;
}
