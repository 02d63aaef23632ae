import type { Mapping, UnitsMapping } from "../evidence/mapping.contract.ts";
import type { BundleInputs } from "./bundle.contract.ts";

/** What a stranger needs to count one file of units by hand, in the mapping's own words. */
export interface HandCount {
  readonly collection: string;
  /** Where the file lies in the bundle. */
  readonly file: string;
  /** The column of owners. */
  readonly owner: string;
  /** By item, the parts that must all be good: a column, and which texts mean what. */
  readonly items: Readonly<Record<string, readonly HandPart[]>>;
}

interface HandPart {
  readonly column: string;
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** Whether a mapping says no more than a few lines of Python can do: one row a unit, plainly. */
function isPlain(mapping: Mapping | undefined): mapping is UnitsMapping & Mapping {
  return (
    mapping?.kind === "units" &&
    "column" in mapping.owner &&
    mapping.filter === undefined &&
    mapping.row_day === undefined &&
    mapping.duplicates !== "combine" &&
    mapping.header_line === undefined &&
    (mapping.delimiter ?? ",") === "," &&
    (mapping.encoding ?? "utf-8") === "utf-8"
  );
}

/**
 * Chooses what can be counted by hand: files whose mapping is plain and that nobody corrected, with
 * the items that count every row. What is left out here is still recomputed by `verify`.
 */
export function handCountsOf(
  { evidence, sources }: Pick<BundleInputs, "evidence" | "sources">,
  mappings: readonly Mapping[],
): HandCount[] {
  const corrected = new Set(evidence.corrections.map(({ collection }) => collection));
  const entries = new Map(sources.map(({ collection, entry }) => [collection, entry]));
  return evidence.collections.flatMap(({ id, mapping: name, kind }) => {
    const mapping = mappings.find((each) => `${each.id}@${each.version}` === name);
    const file = entries.get(id);
    if (kind !== "delivered" || file === undefined || corrected.has(id)) return [];
    if (!isPlain(mapping) || !("column" in mapping.owner)) return [];
    return [{ collection: id, file, owner: mapping.owner.column, items: handItems(mapping) }];
  });
}

function handItems({ items, parts }: UnitsMapping): Record<string, HandPart[]> {
  return Object.fromEntries(
    items
      .filter(({ where }) => where === undefined)
      .map(({ item, all }) => [
        item,
        parts
          .filter(({ id }) => all.includes(id))
          .map(({ column, good, bad }) => ({ column, good, bad: bad ?? [] })),
      ]),
  );
}
