import type { Work } from "../platform/work.ts";
import { Problem } from "../kit/problem.ts";
import { keepScores, type TogetherRow, weighScores } from "./give-together.actions.ts";
import { conflictOf, conflictProblem } from "./score-standing.actions.ts";
import type { ManyGiven, ManyScores } from "./score-views.contract.ts";
import { countsOfValue, valueOfCounts } from "./score-counts.ts";
import { scoredFinder } from "./scored-organisation.actions.ts";
import {
  requireItem,
  requireMayGive,
  type ScoredReview,
  scoredReview,
} from "./scored-review.actions.ts";
import { checkDay, checkWording } from "./scores.actions.ts";
import type { NewScore } from "./scores.contract.ts";
import { lockScores } from "./scores.store.ts";
import { sightOf } from "./sight.actions.ts";

interface ManyRow extends TogetherRow {
  readonly given: NewScore;
}

/**
 * Gives many scores by one act, all of them or none: one item of many organisations, or many items
 * of one. What stands already is left as it is. Leaf: `scores.imported`.
 * Refuses what giving one score refuses, naming which, and two scores of the same place; where any
 * no longer stands as it was shown, all such are answered with both (conflict).
 */
export async function giveMany(
  work: Work,
  review: string,
  { scores }: ManyScores,
): Promise<ManyGiven> {
  const { transaction } = work;
  await lockScores(transaction, review);
  const scored = await scoredReview(transaction, review);
  const rows = await rowsOf(work, scored, scores);
  const asked = scores.some(({ expects }) => expects !== undefined);
  const weighed = await weighScores(work, scored, rows, asked);
  const { fresh } = weighed;
  const conflicts = fresh.flatMap((row) => {
    const item = requireItem(row.item, scored).item;
    const conflict = conflictOf(row.given, weighed.before(row), item);
    return conflict === null ? [] : [conflict];
  });
  if (conflicts.length > 0) throw await conflictProblem(transaction, conflicts);
  const head = { review, simulated: scored.summary.simulated, given: fresh.length };
  const answer = { ...head, same: rows.length - fresh.length };
  if (fresh.length === 0) return { ...answer, unchanged: true, leaf: null, known_at: null };
  const { leaf, knownAt } = await keepScores(work, scored, weighed, { name: "", digest: "" });
  for (const { day } of fresh) checkDay(day, knownAt);
  return { ...answer, unchanged: false, leaf, known_at: knownAt };
}

async function rowsOf(
  work: Work,
  scored: ScoredReview,
  scores: readonly NewScore[],
): Promise<ManyRow[]> {
  const find = await scoredFinder(work.transaction, scored);
  const sight = await sightOf(work, scored.summary.review);
  const listed = new Set(scored.scope);
  const seen = new Set<string>();
  return scores.map((given, at) => {
    const { organisation: name, kind, day, note, evidence, tool } = given;
    const whose = listed.has(name)
      ? { organisation: name, owner: name }
      : find(name, scored.asOf.slice(0, 10));
    if (!("owner" in whose)) {
      const near = whose.nearest.length === 0 ? "" : `; near it are ${whose.nearest.join(", ")}`;
      throw new Problem("not-found", `${whose.sentence}${near}.`, { field: `scores[${at}]` });
    }
    requireMayGive(work, kind, whose.owner);
    sight.requireGive(kind, whose.owner);
    checkDay(day, "9999-12-31");
    const found = requireItem(given.item, scored);
    checkWording(given.wording, found);
    const counts = countsOfValue(given.value, found.item);
    const key = JSON.stringify([whose.organisation, found.item.id, kind, day]);
    if (seen.has(key)) {
      const sentence = `${found.item.id} of ${whose.organisation} on ${day} is given twice; give it once.`;
      throw new Problem("bad-input", sentence, { field: `scores[${at}]` });
    }
    seen.add(key);
    return {
      ...whose,
      item: found.item.id,
      place: found.place,
      kind,
      day,
      value: valueOfCounts(counts, found.item.scale),
      counts,
      wording: found.wording,
      ...(note === undefined ? {} : { note }),
      ...(evidence === undefined ? {} : { evidence }),
      ...(tool === undefined ? {} : { tool }),
      given,
    };
  });
}
