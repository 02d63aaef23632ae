import type { ScoreFacts } from "../assessments/score-facts.ts";
import type { Determination } from "../determination/determination.contract.ts";
import { canonicalJson, digestOf } from "../kit/canonical-json.ts";
import type { BundleInputs, ProvedLeaf } from "../reports/bundle.contract.ts";
import { bundleNames } from "../reports/bundle-names.ts";
import { actsOf, isAct } from "../reports/published-acts.ts";
import { replayedList } from "../reports/replayed-list.ts";
import { type Check, fails, holds, named } from "./verification.ts";

/**
 * Says whether the acts that the log proves are those that the bundle speaks of: the determination
 * was recorded with this digest, every rating with its own, every file under the digest it has here,
 * and the organisations rated are those of the review's list.
 */
export function checkActs(
  leaves: readonly ProvedLeaf[],
  inputs: BundleInputs,
  determination: Determination,
  scores: ScoreFacts | null,
): Check {
  const { review, on } = determination;
  const recorded = { review, on, digest: digestOf(determination) };
  const bySubject = Map.groupBy(leaves, ({ event }) => event.subject);
  const absent = actsOf(inputs, recorded, scores).filter(
    (act) => !(bySubject.get(act.subject) ?? []).some(({ event }) => isAct(event, act)),
  );
  if (absent.length === 0) return checkList(leaves, inputs);
  const acts = absent.map(({ kind, subject }) => `${kind} of ${subject}`);
  return fails("acts", `no act in the log says: ${named(acts)}`, [bundleNames.leaves]);
}

/** The organisations of the review are those whom logged acts put into its list. */
function checkList(
  leaves: readonly ProvedLeaf[],
  { review, as_of, evidence }: BundleInputs,
): Check {
  const events = leaves.map(({ event }) => event);
  const list = replayedList(events, review.id, as_of);
  if (list !== null && canonicalJson(list) === canonicalJson(evidence.scope.toSorted())) {
    return holds("acts", "ratings, files and list stand in the log as they are here");
  }
  const words = "the organisations are not those whom the log's acts put into the review's list";
  return fails("acts", words, [bundleNames.inputs, bundleNames.leaves]);
}
