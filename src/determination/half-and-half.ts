import { type ItemValue, unknownValue } from "./item-value.ts";

/**
 * "Half and half" (determination.md, section 2): the self-score and the independent score each make
 * half of the value, and each half is a range; a half that is not there is [0, 1]. Cut down and up.
 */
export function halfAndHalf(self: ItemValue | null, independent: ItemValue | null): ItemValue {
  const left = self ?? unknownValue;
  const right = independent ?? unknownValue;
  const lo = Math.floor((left.lo + right.lo) / 2);
  const exact = left.lo === left.hi && right.lo === right.hi;
  return { lo, hi: exact ? lo : Math.ceil((left.hi + right.hi) / 2), counts: null };
}
