import type { ItemEvidence } from "../../src/evidence/item-evidence.ts";

/** Evidence of one item for tests, told by its counts alone: nothing else is known of it. */
export function evidenceOf(
  counts: Partial<ItemEvidence> & Pick<ItemEvidence, "item">,
): ItemEvidence {
  const { good = 0, bad = 0, unknown = 0, unseen = 0 } = counts;
  const n = counts.n ?? good + bad + unknown + unseen;
  return {
    units: "hosts",
    held_against: "nothing",
    parts: [],
    collection: null,
    inventory: null,
    missing: n === 0 ? "no-collection" : null,
    rule: `rule of ${counts.item}`,
    ...counts,
    good,
    bad,
    unknown,
    unseen,
    n,
  };
}
