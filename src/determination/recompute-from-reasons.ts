import type { ItemEvidence } from "../evidence/item-evidence.ts";
import type { Display, Reason } from "./determination.contract.ts";
import { displayOf, displayOfRank } from "./display.ts";
import type { Methodology } from "./methodology.ts";
import { rateOrganisation } from "./rate-organisation.ts";
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
  const items = heads.map((head) => evidenceBelow(head, reasons));
  const { shown, ranks } = rateOrganisation({
    evidence: { organisation: "", name: "", items },
    methodology: { ...methodology, scores: "measured" },
    yardstick,
    parts: [],
  });
  return {
    rating: displayOf(methodology, shown),
    least: displayOfRank(methodology, ranks.lo),
    at_best: displayOfRank(methodology, ranks.hi),
  };
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
