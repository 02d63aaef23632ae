import type { Determination } from "../determination/determination.contract.ts";
import type { BundleInputs, ProvedLeaf } from "../reports/bundle.contract.ts";
import { bundleNames } from "../reports/bundle-names.ts";
import {
  actOfCollection,
  actOfDetermination,
  actOfRating,
  isAct,
} from "../reports/published-acts.ts";
import { type Check, fails, holds, named } from "./verification.ts";

/**
 * Says whether the acts that the log proves are those that the bundle speaks of: the determination
 * was recorded with this digest, every rating with its own, every file under the digest it has here.
 */
export function checkActs(
  leaves: readonly ProvedLeaf[],
  inputs: BundleInputs,
  determination: Determination,
): Check {
  const needed = [
    actOfDetermination(determination),
    ...determination.ratings.map(actOfRating),
    ...inputs.evidence.collections.map(actOfCollection),
  ];
  const byKind = Map.groupBy(leaves, ({ event }) => event.kind);
  const absent = needed.filter(
    (act) => !(byKind.get(act.kind) ?? []).some(({ event }) => isAct(event, act)),
  );
  if (absent.length === 0) {
    return holds("acts", "every rating and every file was recorded in the log as it is here");
  }
  const acts = absent.map(({ kind, about }) => `${kind} of ${about}`);
  return fails("acts", `no act in the log says: ${named(acts)}`, [bundleNames.leaves]);
}
