import type { CollectionView } from "../../src/evidence/evidence.contract.ts";

/** Something that was due, and how many days after that it is on the day spoken of. */
export interface MissingDelivery {
  readonly collection: CollectionView;
  readonly daysPast: number;
}

/**
 * What was due on or before a day and did not come: no file of its source speaks for the day on which
 * it was due, or for a later one up to the day spoken of.
 */
export function missingDeliveries(
  collections: readonly CollectionView[],
  on: string,
): readonly MissingDelivery[] {
  const came = (due: CollectionView) =>
    collections.some(
      ({ kind, source, day }) =>
        kind === "delivered" && source === due.source && day >= due.day && day <= on,
    );
  return collections
    .filter((each) => each.kind === "due" && each.day <= on && !came(each))
    .map((collection) => ({ collection, daysPast: daysBetween(collection.day, on) }));
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
