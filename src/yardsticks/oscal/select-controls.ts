import { controlsIn, withInner } from "./control-tree.ts";
import { selectedIds } from "./match-ids.ts";
import type { Catalog, Control, Group, Import } from "./oscal.contract.ts";

/** What an import leaves of a catalogue. */
export interface Selected {
  readonly catalog: Catalog;
  /** Controls that nobody asked for, and that are there because an enhancement of theirs is. */
  readonly pulledIn: readonly string[];
}

/**
 * Applies an import to the catalogue that it names: includes, then excludes. Without either include
 * all are included. Where an enhancement is selected and its control is not, the control is pulled
 * in, as NIST's own resolved catalogues do; not if it is excluded by name: then the enhancement
 * stands in its place.
 */
export function selectControls(
  catalog: Catalog,
  wanted: Import,
  about: { readonly file: string; readonly from: string; readonly field: string },
): Selected {
  const included = wanted["include-controls"]
    ? selectedIds(catalog, wanted["include-controls"], about)
    : new Set([...controlsIn(catalog)].map((control) => control.id));
  const excluded = selectedIds(catalog, wanted["exclude-controls"] ?? [], about);
  const pulledIn: string[] = [];
  const prune = (controls: readonly Control[] | undefined): Control[] =>
    (controls ?? []).flatMap((control) => {
      const inner = prune(control.controls);
      const chosen = included.has(control.id) && !excluded.has(control.id);
      if (!chosen && (inner.length === 0 || excluded.has(control.id))) return inner;
      if (!chosen) pulledIn.push(control.id);
      return [withInner(control, { controls: inner })];
    });
  const pruneGroups = (groups: readonly Group[] | undefined): Group[] =>
    (groups ?? []).flatMap((group) => {
      const controls = prune(group.controls);
      const inner = pruneGroups(group.groups);
      return controls.length + inner.length === 0
        ? []
        : [withInner(group, { controls, groups: inner })];
    });
  const pruned = withInner(catalog, {
    controls: prune(catalog.controls),
    groups: pruneGroups(catalog.groups),
  });
  return { catalog: pruned, pulledIn };
}
