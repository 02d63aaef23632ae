import { canonicalJson, type Digest, sha256 } from "../kit/canonical-json.ts";
import type { YardstickItem } from "./yardstick.contract.ts";

/** The words of an item as they stand before whoever answers it. */
export interface Wording {
  readonly label: string;
  readonly title: string;
  readonly text: string;
  readonly scale: YardstickItem["scale"];
  readonly units: string | null;
}

/**
 * What is shown of an item when it is answered: label, title, text, scale and what is counted.
 * Guidance is left out: it explains, and does not ask.
 */
export function wordingOf(item: YardstickItem): Wording {
  return {
    label: item.label ?? item.id,
    title: item.title,
    text: item.text,
    scale: item.scale,
    units: item.units ?? null,
  };
}

/** SHA-256 over the canonical JSON of an item's wording; kept with every answer. */
export function wordingDigest(item: YardstickItem): Digest {
  return sha256(canonicalJson(wordingOf(item)));
}

/** The items that may be weighed and scored: all that nobody withdrew. */
export function liveItems(yardstick: {
  readonly items: readonly YardstickItem[];
}): readonly YardstickItem[] {
  return yardstick.items.filter((item) => item.withdrawn === undefined);
}
