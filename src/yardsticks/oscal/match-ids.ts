import { Problem } from "../../kit/problem.ts";
import { controlsIn, type Holder } from "./control-tree.ts";
import type { Selection } from "./oscal.contract.ts";

/**
 * Says whether an id fits a pattern of a profile: `*` stands for any signs, `?` for one; the rest
 * stands for itself. Takes time in the product of both lengths at most.
 */
export function fitsPattern(pattern: string, id: string): boolean {
  let at = 0;
  let of = 0;
  let star = -1;
  let tried = 0;
  while (at < id.length) {
    if (pattern[of] === "*") {
      star = of;
      tried = at;
      of += 1;
    } else if (of < pattern.length && (pattern[of] === "?" || pattern[of] === id[at])) {
      at += 1;
      of += 1;
    } else if (star === -1) return false;
    else {
      of = star + 1;
      tried += 1;
      at = tried;
    }
  }
  while (pattern[of] === "*") of += 1;
  return of === pattern.length;
}

/**
 * The ids that a list of selections names in a catalogue.
 * Refuses (bad-input): an id or a pattern that fits no control, because a control that a profile
 * asks for and does not get would go missing in silence.
 */
export function selectedIds(
  holder: Holder,
  selections: readonly Selection[],
  about: { readonly file: string; readonly from: string; readonly field: string },
): Set<string> {
  const children = new Map<string, string[]>();
  for (const control of controlsIn(holder)) {
    children.set(
      control.id,
      [...controlsIn(control)].map((each) => each.id),
    );
  }
  const ids = new Set<string>();
  const take = (id: string, withChildren: boolean): void => {
    ids.add(id);
    if (withChildren) for (const child of children.get(id) ?? []) ids.add(child);
  };
  for (const selection of selections) {
    const withChildren = selection["with-child-controls"] === "yes";
    for (const id of selection["with-ids"] ?? []) {
      if (!children.has(id)) {
        const sentence = `there is no control ${id} in ${about.from}; give the catalogue that this profile was written for, or take the id out.`;
        throw new Problem("bad-input", sentence, { file: about.file, field: about.field });
      }
      take(id, withChildren);
    }
    for (const { pattern = "" } of selection.matching ?? []) {
      const fitting = [...children.keys()].filter((id) => fitsPattern(pattern, id));
      if (fitting.length === 0) {
        const sentence = `no control of ${about.from} fits the pattern "${pattern}"; mend it, or take it out.`;
        throw new Problem("bad-input", sentence, { file: about.file, field: about.field });
      }
      for (const id of fitting) take(id, withChildren);
    }
  }
  return ids;
}
