import type { Determination } from "../determination/determination.contract.ts";
import type { BundleInputs, ProvedLeaf } from "../reports/bundle.contract.ts";
import { bundleNames } from "../reports/bundle-names.ts";
import { actsOf, isAct } from "../reports/published-acts.ts";
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
  const bySubject = Map.groupBy(leaves, ({ event }) => event.subject);
  const absent = actsOf(inputs, determination).filter(
    (act) => !(bySubject.get(act.subject) ?? []).some(({ event }) => isAct(event, act)),
  );
  if (absent.length === 0) {
    return holds("acts", "every rating and every file was recorded in the log as it is here");
  }
  const acts = absent.map(({ kind, subject }) => `${kind} of ${subject}`);
  return fails("acts", `no act in the log says: ${named(acts)}`, [bundleNames.leaves]);
}
