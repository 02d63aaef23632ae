import type { Collection } from "../evidence/evidence-facts.ts";
import type { Mapping } from "../evidence/mapping.contract.ts";

/** Identifiers of the inventories that a mapping holds its collections against, or asks for owners. */
function inventoriesOf(mapping: Mapping): string[] {
  if (mapping.kind === "inventory") return [];
  const owner =
    mapping.kind === "units" && "inventory" in mapping.owner ? [mapping.owner.inventory] : [];
  return [...owner, ...(mapping.held_against ?? []).map((each) => each.mapping)];
}

/**
 * The collections that a bundle has to hold: those of the yardstick's sources, and the inventories
 * that their mappings name. Inventories of other reviews are no business of whoever reads it.
 */
export function publicCollections(
  collections: readonly Collection[],
  mappings: readonly Mapping[],
): Collection[] {
  const delivered = collections.filter(({ kind }) => kind !== "inventory");
  const used = new Set(delivered.map(({ mapping }) => mapping));
  const asked = new Set(delivered.map(({ inventory }) => inventory));
  const named = new Set(
    mappings.filter(({ id, version }) => used.has(`${id}@${version}`)).flatMap(inventoriesOf),
  );
  return collections.filter(
    ({ id, kind, mapping }) =>
      kind !== "inventory" || asked.has(id) || named.has(mapping.split("@")[0] ?? ""),
  );
}
