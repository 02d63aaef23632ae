import { countEvidence } from "../../src/evidence/count-evidence.ts";
import type { CountedEvidence } from "../../src/evidence/counted-evidence.ts";
import type { EvidenceFacts } from "../../src/evidence/evidence-facts.ts";
import type { ItemEvidence } from "../../src/evidence/item-evidence.ts";

const asOf = "9999-01-01T00:00:00.000000Z";

/** Counted evidence that is asked by published names and the places of items. */
export interface Counting {
  readonly counted: CountedEvidence;
  of(name: string, item: number): ItemEvidence | undefined;
  /** Of everybody, in and outside the list. */
  total(item: number): { n: number; good: number };
}

/** What was counted on a day, ready to be asked by the published name and the item's place. */
export function counting(facts: EvidenceFacts, on: string): Counting {
  const counted = countEvidence(facts, { on, asOf, maximumAgeDays: 30 });
  const byName = new Map(counted.organisations.map((each) => [each.name, each.items]));
  const all = [...counted.organisations, ...counted.outside].map(({ items }) => items);
  return {
    counted,
    of: (name: string, item: number): ItemEvidence | undefined => byName.get(name)?.[item],
    total: (item: number): { n: number; good: number } => ({
      n: all.reduce((sum, items) => sum + (items[item]?.n ?? 0), 0),
      good: all.reduce((sum, items) => sum + (items[item]?.good ?? 0), 0),
    }),
  };
}

/** How many units an item has, and how many of them are proved good. */
export function pair(item: ItemEvidence | undefined): [number?, number?] {
  return item ? [item.n, item.good] : [];
}
