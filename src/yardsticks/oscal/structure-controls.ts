import { Problem } from "../../kit/problem.ts";
import { controlsIn, groupsIn, type Holder, withInner } from "./control-tree.ts";
import { selectedIds } from "./match-ids.ts";
import type { Catalog, Control, CustomGroup, Group, Insert, Profile } from "./oscal.contract.ts";

/**
 * Puts controls into the structure that a profile asks for: as they stood, without groups (flat,
 * also where it asks for nothing), or in groups of its own. Parameters of groups that fall away go
 * to the catalogue. Refuses (bad-input): a control that two groups of its own take in.
 */
export function structured(
  catalog: Catalog,
  structure: Profile["structure"],
  file: string,
): { readonly catalog: Catalog; readonly left: readonly string[] } {
  if (structure.kind === "as-is") return { catalog, left: [] };
  const flat = flattened(catalog);
  if (structure.kind === "flat") return { catalog: flat, left: [] };
  const taken = new Set<string>();
  const insert = (inserts: readonly Insert[] | undefined, field: string): Control[] =>
    (inserts ?? []).flatMap((each, no) =>
      inserted(flat, each, taken, { file, field: `${field}.insert-controls[${no}]` }),
    );
  const group = (wanted: CustomGroup, field: string): Group => {
    const { "insert-controls": inserts, groups, ...rest } = wanted;
    return withInner(rest, {
      controls: insert(inserts, field),
      groups: (groups ?? []).map((each, no) => group(each, `${field}.groups[${no}]`)),
    });
  };
  const here = "profile.merge.custom";
  const custom = withInner(flat, {
    controls: insert(structure.inserts, here),
    groups: structure.groups.map((each, no) => group(each, `${here}.groups[${no}]`)),
  });
  const left = [...controlsIn(flat)].map((each) => each.id).filter((id) => !taken.has(id));
  return { catalog: custom, left };
}

function flattened(catalog: Catalog): Catalog {
  const groups = [...groupsIn(catalog)];
  const params = [...(catalog.params ?? []), ...groups.flatMap((group) => group.params ?? [])];
  const controls = [
    ...(catalog.controls ?? []),
    ...groups.flatMap((group) => group.controls ?? []),
  ];
  return { ...withInner(catalog, { controls }), ...(params.length > 0 && { params }) };
}

function inserted(
  pool: Holder,
  insert: Insert,
  taken: Set<string>,
  about: { readonly file: string; readonly field: string },
): Control[] {
  const where = { ...about, from: "what this profile imports" };
  const ids = insert["include-controls"]
    ? selectedIds(pool, insert["include-controls"], where)
    : new Set([...controlsIn(pool)].map((control) => control.id));
  for (const id of selectedIds(pool, insert["exclude-controls"] ?? [], where)) ids.delete(id);
  for (const id of ids) {
    if (taken.has(id)) {
      const sentence = `the control ${id} is inserted twice; take it out of one of the groups.`;
      throw new Problem("bad-input", sentence, about);
    }
    taken.add(id);
  }
  const pick = (controls: readonly Control[] | undefined): Control[] =>
    (controls ?? []).flatMap((control) => {
      const inner = pick(control.controls);
      return ids.has(control.id) ? [withInner(control, { controls: inner })] : inner;
    });
  const picked = pick(pool.controls);
  if (insert.order === undefined || insert.order === "keep") return picked;
  const sign = insert.order === "ascending" ? 1 : -1;
  return picked.toSorted((one, two) => {
    const [left, right] = [sortId(one), sortId(two)];
    return left === right ? 0 : left < right ? -sign : sign;
  });
}

/** By what controls are put in order: the sort id that catalogues give, else their id. */
function sortId(control: Control): string {
  return control.props?.find((prop) => prop.name === "sort-id")?.value ?? control.id;
}
