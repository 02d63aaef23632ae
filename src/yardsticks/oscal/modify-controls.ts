import { Problem } from "../../kit/problem.ts";
import { controlsIn, paramsIn, partsIn } from "./control-tree.ts";
import type {
  Add,
  Catalog,
  Control,
  Param,
  Part,
  Profile,
  Remove,
  SetParameter,
} from "./oscal.contract.ts";

/**
 * Applies what a profile modifies: parameters that it sets, then removals and additions.
 * Changes the catalogue that it is given. Refuses (bad-input): a parameter, control or part that is
 * not there, and an addition whose parameter is there already; nothing that a profile says is
 * passed over.
 */
export function modifyControls(catalog: Catalog, profile: Profile, file: string): void {
  const params = new Map([...paramsIn(catalog)].map((param) => [param.id, param]));
  for (const [no, set] of profile.setParameters.entries()) {
    const param = params.get(set["param-id"]);
    if (!param) {
      const sentence = `no selected control has the parameter ${set["param-id"]}; mend its id, or take it out.`;
      const field = `profile.modify.set-parameters[${no}].param-id`;
      throw new Problem("bad-input", sentence, { file, field });
    }
    setParameter(param, set);
  }
  const controls = new Map([...controlsIn(catalog)].map((control) => [control.id, control]));
  for (const [no, alter] of profile.alters.entries()) {
    const field = `profile.modify.alters[${no}]`;
    const control = controls.get(alter["control-id"]);
    if (!control) {
      const sentence = `the control ${alter["control-id"]} is not selected; mend its id, or take the change out.`;
      throw new Problem("bad-input", sentence, { file, field: `${field}.control-id` });
    }
    for (const remove of alter.removes) removeFrom(control, remove);
    for (const [at, add] of alter.adds.entries()) {
      addTo(control, add, params, { file, field: `${field}.adds[${at}]` });
    }
  }
}

/** A parameter takes over what is set; constraints and guidelines are added to its own. */
function setParameter(param: Param, set: SetParameter): void {
  const { "param-id": _id, props, links, constraints, guidelines, ...fields } = set;
  Object.assign(param, fields);
  if (set.values) delete param.select;
  if (set.select) delete param.values;
  if (constraints) param.constraints = [...(param.constraints ?? []), ...constraints];
  if (guidelines) param.guidelines = [...(param.guidelines ?? []), ...guidelines];
  if (props) {
    const names = new Set(props.map((prop) => prop.name));
    param.props = [...(param.props ?? []).filter((prop) => !names.has(prop.name)), ...props];
  }
  if (links) {
    const hrefs = new Set(links.map((link) => link.href));
    param.links = [...(param.links ?? []).filter((link) => !hrefs.has(link.href)), ...links];
  }
}

interface Removable {
  readonly id?: string;
  readonly name?: string;
  readonly class?: string;
  readonly ns?: string;
}

function removeFrom(control: Control, remove: Remove): void {
  const keep =
    (item: string) =>
    (each: Removable): boolean =>
      !(
        (remove["by-item-name"] === undefined || remove["by-item-name"] === item) &&
        fits(remove["by-id"], each.id) &&
        fits(remove["by-name"], each.name) &&
        fits(remove["by-class"], each.class) &&
        fits(remove["by-ns"], each.ns)
      );
  if (Object.keys(remove).length === 0) return;
  const strip = (part: Control | Part): void => {
    if (part.props) part.props = part.props.filter(keep("prop"));
    // A link has no id, name, class or namespace: only "all links" can mean it.
    if (part.links) part.links = part.links.filter(() => keep("link")({}));
    if (!part.parts) return;
    part.parts = part.parts.filter(keep("part"));
    for (const inner of part.parts) strip(inner);
  };
  if (control.params) control.params = control.params.filter(keep("param"));
  strip(control);
}

function fits(wanted: string | undefined, found: string | undefined): boolean {
  return wanted === undefined || wanted === found;
}

function addTo(
  control: Control,
  add: Add,
  params: Map<string, Param>,
  about: { readonly file: string; readonly field: string },
): void {
  for (const param of add.params ?? []) {
    if (params.has(param.id)) {
      const sentence = `the parameter ${param.id} is there already; set it by \`set-parameters\`.`;
      throw new Problem("bad-input", sentence, about);
    }
    params.set(param.id, param);
  }
  if (add.params) control.params = [...(control.params ?? []), ...add.params];
  const wanted = add["by-id"];
  if (wanted === undefined || wanted === control.id) {
    const position = add.position === "before" || add.position === "starting";
    addInside(control, add, position);
    return;
  }
  const around = [control, ...partsIn(control.parts)].find((each) =>
    each.parts?.some((part) => part.id === wanted),
  );
  const at = around?.parts?.findIndex((part) => part.id === wanted) ?? -1;
  const target = around?.parts?.[at];
  if (!around?.parts || !target) {
    const sentence = `the control ${control.id} has no part ${wanted}; mend \`by-id\`, or take it out.`;
    throw new Problem("bad-input", sentence, about);
  }
  if (add.position === "before" || add.position === "after") {
    const { parts, ...rest } = add;
    addInside(target, rest, false);
    around.parts.splice(add.position === "before" ? at : at + 1, 0, ...(parts ?? []));
  } else addInside(target, add, add.position === "starting");
}

function addInside(target: Control | Part, add: Add, first: boolean): void {
  const joined = <T>(old: T[] | undefined, more: T[]): T[] =>
    first ? [...more, ...(old ?? [])] : [...(old ?? []), ...more];
  if (add.title !== undefined) target.title = add.title;
  if (add.props) target.props = joined(target.props, add.props);
  if (add.links) target.links = joined(target.links, add.links);
  if (add.parts) target.parts = joined(target.parts, structuredClone(add.parts));
}
