import { emptyEvidence, type ItemEvidence } from "../evidence/item-evidence.ts";
import type { Display, Reason } from "./determination.contract.ts";
import { displayOf, displayOfRank } from "./display.ts";
import type { GateState } from "./gate.ts";
import type { ItemResult } from "./item-results.ts";
import { valueOfItem } from "./item-value.ts";
import { type Methodology, scoreItems, type StateGate } from "./methodology.ts";
import { rateItems } from "./rate-organisation.ts";
import { notInTheScore } from "./score-reasons.ts";
import type { RatedYardstick } from "./rating-inputs.ts";

/** A rating as far as its reasons alone tell it. */
export interface Recomputed {
  readonly rating: Display;
  readonly least: Display;
  readonly at_best: Display;
}

/**
 * Adds up the leaves of a tree of reasons and rates them again: the answer is the rating that the
 * tree explains, or the tree is wrong. Runs anywhere, also in a browser.
 * Given: the reasons, the methodology and the yardstick; nothing else of the evidence.
 */
export function recomputeFromReasons(
  reasons: readonly Reason[],
  methodology: Methodology,
  yardstick: RatedYardstick,
): Recomputed {
  const heads = reasons.filter(
    ({ kind, of, count }) => isHead(kind) && of !== "" && count !== null,
  );
  // A gate may look at an item that is not in the score: its node hangs below the gate's.
  const outside = new Set(
    heads.filter(({ remark }) => remark === notInTheScore).map(({ of }) => of),
  );
  const known = new Map(heads.map((head) => [head.of, evidenceBelow(head, reasons)]));
  const weights = new Map(scoreItems(methodology).map(({ item, weight }) => [item, weight]));
  const items = yardstick.items.map(({ id, title }): ItemResult => {
    const evidence = known.get(id) ?? emptyEvidence(id, "no-collection");
    // An item without a node has no weight: a profile took it away, or the score never had it.
    const weight = known.has(id) && !outside.has(id) ? (weights.get(id) ?? 0) : 0;
    const value = valueOfItem(evidence);
    const unsaid = { self: null, independent: null, sampled: true };
    return { item: id, title, weight, evidence, value, ...unsaid };
  });
  const { shown, ranks } = rateItems(methodology, items, 0, {
    states: undefined,
    stateOf: (gate) => stateIn(reasons, gate),
  });
  return {
    rating: displayOf(methodology, shown),
    least: displayOfRank(methodology, ranks.lo),
    at_best: displayOfRank(methodology, ranks.hi),
  };
}

/** How a gate on decisions or signatures stands: by the count below its node. */
function stateIn(reasons: readonly Reason[], { id, when }: StateGate): GateState {
  const leaf = reasons.find(({ kind, of, part }) => kind === "gate" && of === id && part === when);
  const count = leaf?.count ?? null;
  return count === null ? "unknown" : count > 0 ? "shut" : "open";
}

function isHead(kind: Reason["kind"]): boolean {
  return kind === "score" || kind === "item";
}

function evidenceBelow(head: Reason, reasons: readonly Reason[]): ItemEvidence {
  const count = (kind: Reason["kind"]): number =>
    reasons.find((each) => each.kind === kind && each.of === head.of)?.count ?? 0;
  const n = head.count ?? 0;
  const [bad, unknown, unseen] = [count("bad"), count("unknown"), count("unseen")];
  return {
    item: head.of,
    units: "units",
    good: n - bad - unknown - unseen,
    bad,
    unknown,
    unseen,
    n,
    held_against: "nothing",
    parts: [],
    collection: null,
    inventory: null,
    missing: n === 0 ? "no-collection" : null,
    rule: "",
  };
}
