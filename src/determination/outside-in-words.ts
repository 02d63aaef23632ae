import type { OutsideOwner } from "../evidence/counted-evidence.ts";
import type { ItemTotal } from "./determination.contract.ts";
import { barInWords, countInWords, listInWords, unitsInWords } from "./words.ts";

const because: Readonly<Record<OutsideOwner["because"], string>> = {
  "unknown-name": "no organisation of this review has this name",
  "not-in-scope": "not in the list of this review",
  "not-in-inventory": "not in the inventory that tells the owners",
};

/** Why an owner stands outside of a review's list. */
export function outsideBecause(owner: Pick<OutsideOwner, "because">): string {
  return because[owner.because];
}

/** What an owner outside of the list holds, items without a unit left out: "WT-5: 0 of 1 proved good, 1 unknown". */
export function outsideCounts({ items }: Pick<OutsideOwner, "items">): string {
  return items
    .filter(({ n }) => n > 0)
    .map((item) => `${item.item}: ${barInWords(item)}`)
    .join("; ");
}

/**
 * How much of the totals belongs to owners outside of the list: "Of WT-5, 5 of 1,121 domains belong
 * to owners outside the list of this review; they count in this table." Empty where nothing does.
 */
export function outsideInWords(totals: readonly ItemTotal[]): string {
  const groups = new Map<string, string[]>();
  let most = 0;
  for (const { item, outside, n, units } of totals) {
    if (outside === 0) continue;
    most = Math.max(most, outside);
    const part = `${countInWords(outside)} of ${unitsInWords(n, units)}`;
    groups.set(part, [...(groups.get(part) ?? []), item]);
  }
  if (groups.size === 0) return "";
  const parts = [...groups].map(([part, items]) => `${part} (${listInWords(items)})`);
  const verb = most === 1 && groups.size === 1 ? "belongs" : "belong";
  const they = verb === "belongs" ? "it counts" : "they count";
  return `${listInWords(parts)} ${verb} to owners outside the list of this review; ${they} in this table and in no rating.`;
}
