import { canonicalJson } from "../../kit/canonical-json.ts";
import type { Yardstick, YardstickGroup, YardstickItem } from "../yardstick.contract.ts";
import type { Catalog, Control, Group, Part, Prop } from "./oscal.contract.ts";
import { uuidOf } from "./resolve-profile.ts";

/** The release of OSCAL in which everything goes out. */
export const writtenVersion = "1.1.3";

/** The namespace of properties that only Muster knows. */
const ours = "urn:muster:yardstick";

/**
 * Writes a catalogue as OSCAL JSON. Empty lists, which the standard does not allow, are left out.
 * The same catalogue gives the same bytes.
 */
export function writeOscal(catalog: Catalog): string {
  const metadata = { ...catalog.metadata, "oscal-version": writtenVersion };
  const whole = { catalog: { ...catalog, metadata } };
  return `${canonicalJson(withoutEmpties(whole))}\n`;
}

/** A value without lists that hold nothing, at any depth. */
function withoutEmpties(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpties);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value)
    .filter(([, inner]) => inner !== undefined && !(Array.isArray(inner) && inner.length === 0))
    .map(([name, inner]) => [name, withoutEmpties(inner)] as const);
  return Object.fromEntries(fields);
}

/**
 * A yardstick of any origin as an OSCAL catalogue: groups as groups, items as controls with the
 * items that they hold above them inside, text as statement. Scale, unit and measured source become
 * properties of our own namespace; identifiers that OSCAL does not allow are put into its form, with
 * the original as property `alt-identifier`.
 * Given: the instant at which it was last changed (ISO 8601), because the standard asks for one.
 */
export function catalogOfYardstick(yardstick: Yardstick, lastModified: string): Catalog {
  const children = new Map<string | undefined, YardstickItem[]>();
  for (const item of yardstick.items) {
    const key = item.parent === undefined ? groupKey(item.group) : `item ${item.parent}`;
    children.set(key, [...(children.get(key) ?? []), item]);
  }
  const controlsOf = (key: string | undefined): Control[] =>
    (children.get(key) ?? []).map((item) => ({
      ...controlOf(item),
      controls: controlsOf(`item ${item.id}`),
    }));
  const groupsOf = (parent: string | undefined): Group[] =>
    (yardstick.groups ?? [])
      .filter((group) => group.parent === parent)
      .map((group) => ({
        id: tokenOf(group.id),
        title: group.title,
        props: withdrawnProps(group),
        parts: guidancePart(group.id, group.guidance),
        controls: controlsOf(groupKey(group.id)),
        groups: groupsOf(group.id),
      }));
  return {
    uuid: uuidOf(["muster/yardstick", yardstick.digest]),
    metadata: {
      title: yardstick.title,
      version: yardstick.version,
      "last-modified": lastModified,
      "oscal-version": writtenVersion,
    },
    controls: controlsOf(groupKey(undefined)),
    groups: groupsOf(undefined),
  };
}

function groupKey(group: string | undefined): string {
  return group === undefined ? "no group" : `group ${group}`;
}

function controlOf(item: YardstickItem): Control {
  const id = tokenOf(item.id);
  const statement: Part = { id: `${id}_smt`, name: "statement", prose: item.text };
  return {
    id,
    title: item.title,
    props: [
      { name: "label", value: item.label ?? item.id },
      { name: "scale", ns: ours, value: item.scale },
      ...(item.units === undefined ? [] : [{ name: "units", ns: ours, value: item.units }]),
      ...(item.measured_by === undefined
        ? []
        : [{ name: "measured-by", ns: ours, value: item.measured_by }]),
      ...(id === item.id ? [] : [{ name: "alt-identifier", ns: ours, value: item.id }]),
      ...withdrawnProps(item),
    ],
    links: (item.withdrawn?.into ?? []).map((into) => ({
      href: `#${tokenOf(into)}`,
      rel: "incorporated-into",
    })),
    parts: [...(item.withdrawn ? [] : [statement]), ...guidancePart(id, item.guidance)],
  };
}

function withdrawnProps(of: YardstickItem | YardstickGroup): Prop[] {
  return of.withdrawn ? [{ name: "status", value: "withdrawn" }] : [];
}

function guidancePart(id: string, guidance: string | undefined): Part[] {
  return guidance === undefined
    ? []
    : [{ id: `${tokenOf(id)}_gdn`, name: "guidance", prose: guidance }];
}

/** An identifier in the form that OSCAL allows: AC-2(1) becomes AC-2.1. */
export function tokenOf(id: string): string {
  const plain = id.replaceAll("(", ".").replaceAll(")", "");
  return /^[A-Za-z_]/u.test(plain) ? plain : `_${plain}`;
}
