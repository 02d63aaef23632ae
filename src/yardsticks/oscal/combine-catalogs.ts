import { canonicalJson } from "../../kit/canonical-json.ts";
import { Problem } from "../../kit/problem.ts";
import { controlsIn, groupsIn, withInner } from "./control-tree.ts";
import type { Catalog, Control, Group, Param, Part, Profile } from "./oscal.contract.ts";

/** What to do where two imports bring a control under one id. */
type Combine = Profile["combine"];

/**
 * Puts the selections of several imports together. The same control from two imports counts once.
 * Refuses (bad-input): two different controls under one id, where the profile does not say by
 * `combine` which one it means.
 */
export function combineCatalogs(
  catalogs: readonly Catalog[],
  combine: Combine,
  file: string,
): Catalog {
  const [first, ...others] = catalogs;
  if (!first) throw new Problem("bad-input", "this imports nothing; name a catalogue.", { file });
  let result = structuredClone(first);
  for (const other of others) result = absorbed(result, structuredClone(other), combine, file);
  return result;
}

function absorbed(into: Catalog, from: Catalog, combine: Combine, file: string): Catalog {
  const known = new Map([...controlsIn(into)].map((control) => [control.id, control]));
  const fresh = (controls: readonly Control[] | undefined): Control[] =>
    (controls ?? []).flatMap((control) => {
      const inner = fresh(control.controls);
      const before = known.get(control.id);
      if (!before) return [withInner(control, { controls: inner })];
      clash(before, control, combine, file);
      if (inner.length > 0) before.controls = [...(before.controls ?? []), ...inner];
      return [];
    });
  const byId = new Map([...groupsIn(into)].map((group) => [keyOf(group), group]));
  const groups = (list: readonly Group[] | undefined): Group[] =>
    (list ?? []).flatMap((group) => {
      const controls = fresh(group.controls);
      const inner = groups(group.groups);
      const before = byId.get(keyOf(group));
      if (!before) {
        return controls.length + inner.length === 0
          ? []
          : [withInner(group, { controls, groups: inner })];
      }
      if (controls.length > 0) before.controls = [...(before.controls ?? []), ...controls];
      if (inner.length > 0) before.groups = [...(before.groups ?? []), ...inner];
      return [];
    });
  const controls = [...(into.controls ?? []), ...fresh(from.controls)];
  const params = union(into.params, from.params, (param) => param.id);
  const resources = union(
    into["back-matter"]?.resources,
    from["back-matter"]?.resources,
    (resource) => resource.uuid,
  );
  return {
    ...withInner(into, { controls, groups: [...(into.groups ?? []), ...groups(from.groups)] }),
    ...(params.length > 0 && { params }),
    ...(resources.length > 0 && { "back-matter": { resources } }),
  };
}

function keyOf(group: Group): string {
  return group.id === undefined ? `title ${group.title}` : `id ${group.id}`;
}

/** Decides between two controls of one id; `before` is the one that stays. */
function clash(before: Control, after: Control, combine: Combine, file: string): void {
  const own = (control: Control): string => canonicalJson(withInner(control, {}));
  if (combine === "use-first" || own(before) === own(after)) return;
  if (combine === "keep") {
    const sentence = `two imports bring different controls under the id ${before.id}; say which counts by \`combine\` with the method use-first or merge.`;
    throw new Problem("bad-input", sentence, { file, field: "profile.merge" });
  }
  // What the first one says stands; what only the second has is added (OSCAL, combine "merge").
  const params = union(before.params, after.params, (param: Param) => param.id);
  const parts = union(before.parts, after.parts, (part: Part) => part.id ?? canonicalJson(part));
  const props = union(before.props, after.props, canonicalJson);
  const links = union(before.links, after.links, canonicalJson);
  if (params.length > 0) before.params = params;
  if (parts.length > 0) before.parts = parts;
  if (props.length > 0) before.props = props;
  if (links.length > 0) before.links = links;
}

function union<T>(
  one: readonly T[] | undefined,
  two: readonly T[] | undefined,
  key: (value: T) => string,
): T[] {
  const known = new Set((one ?? []).map(key));
  return [...(one ?? []), ...(two ?? []).filter((each) => !known.has(key(each)))];
}
