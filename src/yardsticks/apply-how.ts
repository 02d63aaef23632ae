import { type Place, Problem } from "../kit/problem.ts";
import { fitsPattern } from "./oscal/match-ids.ts";
import type { Scale, YardstickItem } from "./yardstick.contract.ts";
import type { YardstickHow } from "./yardstick-import.contract.ts";

/** An item that was read, and that may or may not say its own scale. */
export type UnscaledItem = Omit<YardstickItem, "scale"> & { readonly scale?: string };

const scales: readonly Scale[] = ["share", "level", "yes-no"];

/** How many patterns an import may give: each is held against every item. */
const mostPatterns = 500;

/**
 * Gives every item its scale: what the file itself says, else the scale of the import, else yes-no;
 * then what the rows of `scales` say, later ones winning.
 * Given: the file of the items, and the one that says how to read it, for the places of refusals.
 * Refuses (bad-input): a scale that is none, a share that does not say of what, and a row of
 * `scales` that fits no item, because a slip in a name must not leave an item as it was in silence.
 */
export function scaledItems(
  items: readonly UnscaledItem[],
  how: YardstickHow,
  file: string,
  howFile?: string,
): YardstickItem[] {
  const scaled = items.map((item): YardstickItem => {
    const scale = scales.find((each) => each === (item.scale ?? how.scale ?? "yes-no"));
    if (!scale) {
      const sentence = `the scale of ${item.id} is "${item.scale}"; expected share, level or yes-no.`;
      throw new Problem("bad-input", sentence, { file });
    }
    const units = item.units ?? (scale === "share" ? how.units : undefined);
    const { scale: _scale, units: _units, ...rest } = item;
    return { ...rest, scale, ...(units !== undefined && { units }) };
  });
  const placeOf = (row: number): Place => ({
    ...(howFile !== undefined && { file: howFile }),
    field: `scales[${row}]`,
  });
  const places = placesByName(scaled);
  let patterns = 0;
  for (const [row, { items: names, ...set }] of (how.scales ?? []).entries()) {
    for (const name of names) {
      const isPattern = /[*?]/u.test(name);
      if (isPattern) patterns += 1;
      if (patterns > mostPatterns) {
        const sentence = `more than ${mostPatterns} patterns are given; name items, or join patterns.`;
        throw new Problem("too-large", sentence, placeOf(row));
      }
      const fitting = isPattern ? placesFitting(scaled, name) : (places.get(name) ?? []);
      for (const at of fitting) {
        const item = scaled[at];
        if (item) scaled[at] = { ...item, ...set };
      }
      if (fitting.length === 0) {
        const sentence = `no item fits "${name}"; mend the name, or take it out.`;
        throw new Problem("bad-input", sentence, placeOf(row));
      }
    }
  }
  return scaled;
}

/** Where the items of a name stand, by identifier and label. */
function placesByName(items: readonly YardstickItem[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, { id, label = id }] of items.entries()) {
    for (const name of new Set([id, label])) places.set(name, [...(places.get(name) ?? []), at]);
  }
  return places;
}

function placesFitting(items: readonly YardstickItem[], pattern: string): number[] {
  return [...items.keys()].filter((at) => {
    const item = items[at];
    return item && [item.id, item.label ?? item.id].some((name) => fitsPattern(pattern, name));
  });
}
