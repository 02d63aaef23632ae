import type { ItemEvidence } from "../../src/evidence/item-evidence.ts";
import type { RatedItem } from "../../src/determination/determination.contract.ts";
import { hasWords } from "../ui/turn-pages.ts";

/** Items that a filter and a search leave, in the order of the yardstick. */
export function keepScored(
  items: readonly RatedItem[],
  show: string,
  find: string,
): readonly RatedItem[] {
  return items.filter((item) => isKept(item, show) && hasWords(`${item.item} ${item.title}`, find));
}

function isKept(item: RatedItem, show: string): boolean {
  const { self, independent } = scoresOf(item);
  switch (show) {
    case "apart":
      return self !== null && independent !== null && areApart(self, independent);
    case "open":
      return item.value.least.billionths < item.value.most.billionths;
    case "none":
      return self === null && independent === null;
    default:
      return true;
  }
}

/** Both scores of an item; null where none was given. */
export function scoresOf({ combined }: RatedItem): {
  readonly self: ItemEvidence | null;
  readonly independent: ItemEvidence | null;
} {
  const given = (score: ItemEvidence | null | undefined) =>
    score === null || score === undefined || score.n === 0 ? null : score;
  return { self: given(combined?.self), independent: given(combined?.independent) };
}

/** Whether two scores can not both be right, however what they leave open turns out. */
export function areApart(one: ItemEvidence, other: ItemEvidence): boolean {
  // Shares are compared across, so that no division rounds.
  const least = (score: ItemEvidence) => score.good;
  const most = (score: ItemEvidence) => score.n - score.bad;
  return most(one) * other.n < least(other) * one.n || most(other) * one.n < least(one) * other.n;
}
