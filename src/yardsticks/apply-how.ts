import { Problem } from "../kit/problem.ts";
import { fitsPattern } from "./oscal/match-ids.ts";
import type { Scale, YardstickItem } from "./yardstick.contract.ts";
import type { YardstickHow } from "./yardstick-import.contract.ts";

/** An item that was read, and that may or may not say its own scale. */
export type UnscaledItem = Omit<YardstickItem, "scale"> & { readonly scale?: string };

const scales: readonly Scale[] = ["share", "level", "yes-no"];

/**
 * Gives every item its scale: what the file itself says, else the scale of the import, else yes-no;
 * then what the rows of `scales` say, later ones winning.
 * Refuses (bad-input): a scale that is none, a share that does not say of what, and a row of
 * `scales` that fits no item, because a slip in a name must not leave an item as it was in silence.
 */
export function scaledItems(
  items: readonly UnscaledItem[],
  how: YardstickHow,
  file: string,
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
  for (const [row, { items: names, ...set }] of (how.scales ?? []).entries()) {
    for (const name of names) {
      let fits = 0;
      for (const [at, item] of scaled.entries()) {
        if (!fitsPattern(name, item.id) && !fitsPattern(name, item.label ?? item.id)) continue;
        fits += 1;
        scaled[at] = { ...item, ...set };
      }
      if (fits === 0) {
        const sentence = `no item fits "${name}"; mend the name, or take it out.`;
        throw new Problem("bad-input", sentence, { field: `scales[${row}]` });
      }
    }
  }
  return scaled;
}
