import type { ActScore } from "./score-facts.ts";

/** Scores of one act in their one order: by organisation, item, kind and day. */
export function actScores(scores: readonly ActScore[]): ActScore[] {
  const key = ({ organisation, item, kind, day }: ActScore): string =>
    JSON.stringify([organisation, item, kind, day]);
  return scores
    .map(({ organisation, item, kind, day, value, wording }) => ({
      organisation,
      item,
      kind,
      day,
      value,
      wording,
    }))
    .map((score) => ({ score, key: key(score) }))
    .toSorted((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
    .map(({ score }) => score);
}
