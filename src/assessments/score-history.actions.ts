import { Type } from "typebox";
import { checkShape } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import { readJson } from "../kit/read-json.ts";
import type { Work } from "../platform/work.ts";
import { givers, peopleOf } from "./people.actions.ts";
import { requireScoredIn } from "./scored-organisation.actions.ts";
import { itemCalled, scoredReview } from "./scored-review.actions.ts";
import { readWordings, toldHistory } from "./score-facts.store.ts";
import type { HistoryQuery, HistoryScore, ScoreHistory } from "./score-views.contract.ts";
import type { ScoreKind } from "./scores.contract.ts";
import { shownScore } from "./shown-score.ts";
import { sightOf } from "./sight.actions.ts";

const pageLength = 50;
const Words = Type.Object({ title: Type.String(), text: Type.String(), scale: Type.String() });

/** Which score a history is asked of. */
export interface HistoryOf {
  readonly review: string;
  readonly organisation: string;
  readonly item: string;
}

/**
 * Every score that was ever given for one item of one organisation or system, newest first, each with
 * the wording that was on the screen, who gave it and what stands beside it. A blind auditor is shown
 * the independent side only.
 */
export async function showScoreHistory(
  work: Work,
  { review, organisation: name, item: itemName }: HistoryOf,
  { kind, system, after, limit = pageLength }: HistoryQuery,
): Promise<ScoreHistory> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const { organisation, owner } = await requireScoredIn(transaction, scored, name, system);
  const sight = (await sightOf(work, review)).requireAny(owner);
  const seen: readonly ScoreKind[] =
    sight === "everything" ? ["self", "independent"] : ["independent"];
  // Also of an item that was withdrawn meanwhile.
  const found = scored.items.get(itemName) ?? itemCalled(itemName, scored);
  if (!("item" in found)) {
    throw new Problem("not-found", `${found.sentence}.`, { field: "item" });
  }
  const told = await toldHistory(transaction, {
    review,
    organisation,
    item: found.item.id,
    kinds: seen.filter((each) => kind === undefined || each === kind),
    before: readAfter(after),
    limit: limit + 1,
  });
  const shown = told.slice(0, limit);
  const wordings = await readWordings(transaction, [
    ...new Set(shown.map(({ score }) => score.wording)),
  ]);
  return {
    review,
    simulated: scored.summary.simulated,
    organisation,
    item: found.item.id,
    title: found.item.title,
    wording: found.wording,
    scores: shown.map(({ score }): HistoryScore => ({
      ...shownScore(score, found.item),
      kind: score.kind,
      act: score.act,
      file_name: score.fileName,
      wording_words: wordsOf(wordings.get(score.wording)),
    })),
    people: await peopleOf(transaction, givers(shown.map(({ score }) => score))),
    next: told.length > limit ? String(shown.at(-1)?.no ?? "") : null,
  };
}

function readAfter(after: string | undefined): number | null {
  if (after === undefined) return null;
  if (/^\d{1,15}$/u.test(after)) return Number(after);
  const sentence = "this is no place in a history; give the `next` of the page before.";
  throw new Problem("bad-input", sentence, { field: "after" });
}

function wordsOf(words: string | undefined): HistoryScore["wording_words"] {
  if (words === undefined) return null;
  const { title, text, scale } = checkShape(Words, readJson(words, "wording"), (path) => ({
    field: path.join("."),
  }));
  return { title, text, scale };
}
