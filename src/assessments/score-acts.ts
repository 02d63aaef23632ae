import type { ActScore, ScoreAct, ScoreFacts } from "./score-facts.ts";

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

/** Acts in their one order, each with its scores in theirs: so that the same facts have one text. */
export function orderedFacts(facts: ScoreFacts): ScoreFacts {
  const acts = facts.acts.map((act): ScoreAct => ({ ...act, scores: actScores(act.scores) }));
  const key = ({ known_at, act, scores }: ScoreAct): string =>
    JSON.stringify([known_at, act, scores[0] ?? null]);
  return { ...facts, acts: acts.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) };
}
