import { Problem, type Place } from "../../kit/problem.ts";
import type { YardstickGroup, YardstickItem } from "../yardstick.contract.ts";
import { guidanceOf, labelOf, type Passage, passagesOf, statementText } from "./control-words.ts";
import { controlsIn, paramsIn, partsIn } from "./control-tree.ts";
import type { Catalog, Control, Group, Param } from "./oscal.contract.ts";
import { WithdrawnReader } from "./withdrawn-controls.ts";

/** Groups and items of a yardstick, before anybody chose scales; and what was noticed on the way. */
export interface ItemsRead {
  readonly groups: YardstickGroup[];
  readonly items: Omit<YardstickItem, "scale">[];
  readonly notes: string[];
}

/**
 * Turns a catalogue into groups and items.
 * Given: whether an item is a control, or the part of a statement. Then a control of several parts
 * is a group, its parts are the items, and each says with its own words those that lead up to them.
 * Refuses (bad-input), with the place: two groups with content under one id, two parts of one id,
 * parameters that are not defined.
 */
export function itemsOfCatalog(
  catalog: Catalog,
  by: "controls" | "statements",
  file: string,
): ItemsRead {
  return new Conversion(catalog, by, file).result();
}

class Conversion {
  private readonly groups: YardstickGroup[] = [];
  private readonly items: Omit<YardstickItem, "scale">[] = [];
  private readonly notes: string[] = [];
  private readonly params: ReadonlyMap<string, Param>;
  private readonly withdrawn: WithdrawnReader;
  private readonly ids = new Set<string>();
  private readonly groupIds = new Set<string>();
  private readonly catalog: Catalog;
  private readonly by: "controls" | "statements";
  private readonly file: string;

  constructor(catalog: Catalog, by: "controls" | "statements", file: string) {
    this.catalog = catalog;
    this.by = by;
    this.file = file;
    this.params = new Map([...paramsIn(catalog)].map((param) => [param.id, param]));
    this.withdrawn = new WithdrawnReader(catalog);
  }

  result(): ItemsRead {
    this.countUnnamed();
    for (const control of this.catalog.controls ?? []) this.control(control, {});
    for (const group of this.catalog.groups ?? []) this.group(group);
    if (this.items.length === 0) {
      const sentence = "this holds no control; give a catalogue that does.";
      throw new Problem("bad-input", sentence, { file: this.file });
    }
    return { groups: this.groups, items: this.items, notes: this.notes };
  }

  private countUnnamed(): void {
    let unnamed = 0;
    for (const control of controlsIn(this.catalog)) {
      for (const part of partsIn(control.parts)) if (part.id === undefined) unnamed += 1;
    }
    if (unnamed > 0) this.notes.push(`${unnamed} parts have no id; none of them is an item.`);
  }

  private group(group: Group, parent?: string): void {
    const id = group.id ?? `group-${this.groups.length + 1}`;
    const empty = [...controlsIn(group)].length === 0;
    const known = this.groupIds.has(id);
    this.groupIds.add(id);
    if (known && !empty) {
      const sentence = `two groups have the id ${id}, and both hold controls; give one of them another id.`;
      throw new Problem("bad-input", sentence, { file: this.file, field: `group ${id}` });
    }
    if (known) {
      this.notes.push(`The group ${id} stands there twice; the second one is empty and left out.`);
      return;
    }
    const title = oneTitle(group.title) || id;
    const withdrawn = this.withdrawn.ofTitle(title);
    this.groups.push({
      id,
      title,
      ...(parent !== undefined && { parent }),
      ...(withdrawn && { withdrawn }),
    });
    for (const control of group.controls ?? []) this.control(control, { group: id });
    for (const inner of group.groups ?? []) this.group(inner, id);
  }

  private control(
    control: Control,
    around: { readonly group?: string; readonly parent?: string },
  ): void {
    const place = (): Place => ({ file: this.file, field: `control ${control.id}` });
    const withdrawn = this.withdrawn.of(control);
    const passages = withdrawn ? [] : passagesOf(control, this.params, place);
    const leaves = passages.filter((passage) => passage.leaf);
    const label = labelOf(control.props) ?? printedId(control.id);
    const title = oneTitle(control.title) || label;
    const guidance = guidanceOf(control, this.params, place);
    const shared = {
      ...(around.group !== undefined && { group: around.group }),
      ...(guidance !== undefined && { guidance }),
    };
    const parts = this.by === "statements" && leaves.length > 1;
    if (parts) {
      this.groups.push({
        id: control.id,
        title: label === title ? title : `${label} ${title}`,
        ...(around.group !== undefined && { parent: around.group }),
        ...(guidance !== undefined && { guidance }),
      });
      for (const leaf of leaves) this.part(control, leaf, { label, title });
    } else {
      this.add({
        id: control.id,
        ...(label !== control.id && { label }),
        title,
        text: statementText(passages) || (withdrawn ? withdrawn.words : title),
        ...shared,
        ...(around.parent !== undefined && { parent: around.parent }),
        ...(withdrawn && { withdrawn }),
      });
    }
    const inner = parts
      ? { group: control.id }
      : { ...around, ...(this.by === "controls" && { parent: control.id }) };
    for (const each of control.controls ?? []) this.control(each, inner);
  }

  private part(
    control: Control,
    { part, lines, labels }: Passage,
    of: { readonly label: string; readonly title: string },
  ): void {
    this.add({
      id: part.id ?? `${control.id}_smt.${labels.join("").replaceAll(/[^A-Za-z0-9.]/gu, "")}`,
      label: `${of.label}${labels.join("")}`,
      title: of.title,
      text: lines.join("\n"),
      group: control.id,
    });
  }

  private add(item: Omit<YardstickItem, "scale">): void {
    if (this.ids.has(item.id)) {
      const sentence = `two items would have the id ${item.id}; give one of the parts another id.`;
      throw new Problem("bad-input", sentence, { file: this.file, field: `item ${item.id}` });
    }
    this.ids.add(item.id);
    this.items.push(item);
  }
}

/** `GV.OC-01` for `gv.oc-01`, where a catalogue gives no label. */
function printedId(id: string): string {
  return id.toUpperCase();
}

function oneTitle(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}
