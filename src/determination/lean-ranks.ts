import type { LeanFold } from "./lean-fold.ts";
import { countInWords } from "./words.ts";

/**
 * Rank of each item of one organisation by what is proved, among organisations with enough units for
 * that item, from a fold: what `ranksOf` says of whole ratings. Empty where it has too few itself.
 */
export function ranksInFold(fold: LeanFold, organisation: string): Record<string, string> {
  const own = fold.organisations[fold.places.get(organisation) ?? -1]?.proved;
  if (own === undefined) return {};
  const better = new Int32Array(own.length);
  const others = new Int32Array(own.length);
  for (const { proved } of fold.organisations) {
    for (let place = 0; place < own.length; place += 1) {
      const other = proved[place] ?? -1;
      if (other < 0) continue;
      others[place] = (others[place] ?? 0) + 1;
      if (other > (own[place] ?? 0)) better[place] = (better[place] ?? 0) + 1;
    }
  }
  return Object.fromEntries(
    fold.items.map(({ id }, place) => [
      id,
      (own[place] ?? -1) < 0
        ? ""
        : `${countInWords((better[place] ?? 0) + 1)} of ${countInWords(others[place] ?? 0)}`,
    ]),
  );
}
