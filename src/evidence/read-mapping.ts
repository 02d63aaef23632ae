import { Type } from "typebox";
import { isDay } from "../kit/calendar.ts";
import { sha256 } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { readYaml, type YamlFile } from "../kit/read-yaml.ts";
import {
  CountsMapping,
  InventoryMapping,
  type Mapping,
  type MappingFile,
  type StateRule,
  UnitsMapping,
} from "./mapping.contract.ts";

const AnyMapping = Type.Object(
  {
    format: Type.Unknown(),
    kind: Type.Union([Type.Literal("units"), Type.Literal("counts"), Type.Literal("inventory")]),
  },
  { title: "A mapping" },
);
type Path = readonly (string | number)[];

/**
 * Reads a mapping from YAML (docs/mapping-format.md). Its digest is the SHA-256 of the file.
 * Refuses (bad-input), with line and field: another shape; names that stand there twice or are
 * named and not there; a text that would mean two things; a day that does not exist.
 */
export function readMapping(content: string | Uint8Array, file: string): Mapping {
  const { kind } = readYaml(AnyMapping, content, file).value;
  const read = {
    units: () => checkUnits(readYaml(UnitsMapping, content, file)),
    counts: () => checkCounts(readYaml(CountsMapping, content, file)),
    inventory: () => checkCommon(readYaml(InventoryMapping, content, file)),
  };
  return { ...read[kind](), digest: sha256(content) };
}

function refuser(file: YamlFile<unknown>): (path: Path, sentence: string) => never {
  return (path, sentence) => {
    throw new Problem("bad-input", sentence, file.placeOf(path));
  };
}

function checkCommon<T extends MappingFile>(file: YamlFile<T>): T {
  const { value } = file;
  const refuse = refuser(file);
  if (typeof value.day === "object" && "fixed" in value.day && !isDay(value.day.fixed)) {
    refuse(["day", "fixed"], `${value.day.fixed} is not a day of the calendar; correct it.`);
  }
  for (const [at, rule] of (value.filter ?? []).entries()) {
    if ((rule.is === undefined) === (rule.is_not === undefined)) {
      refuse(["filter", at], "a filter says either `is` or `is_not`; give one of them.");
    }
  }
  return value;
}

function checkUnits(file: YamlFile<UnitsMapping>): UnitsMapping {
  const value = checkCommon(file);
  const refuse = refuser(file);
  const parts = unique(
    value.parts.map((part) => part.id),
    ["parts"],
    refuse,
  );
  const marks = unique(
    (value.marks ?? []).map((mark) => mark.id),
    ["marks"],
    refuse,
  );
  for (const [at, part] of value.parts.entries()) checkStates(part, ["parts", at], refuse);
  for (const [at, mark] of (value.marks ?? []).entries()) {
    if ((mark.is === undefined) === (mark.equals_column === undefined)) {
      refuse(["marks", at], "a mark says either `is` or `equals_column`; give one of them.");
    }
  }
  for (const [at, item] of value.items.entries()) {
    for (const [index, part] of item.all.entries()) {
      if (!parts.has(part)) {
        refuse(["items", at, "all", index], `no part is named ${part}; add it to \`parts\`.`);
      }
    }
    if (item.where !== undefined && !marks.has(item.where)) {
      refuse(["items", at, "where"], `no mark is named ${item.where}; add it to \`marks\`.`);
    }
  }
  checkItems(value, refuse);
  if (value.verdict) checkStates(value.verdict, ["verdict"], refuse);
  return value;
}

function checkCounts(file: YamlFile<CountsMapping>): CountsMapping {
  const value = checkCommon(file);
  checkItems(value, refuser(file));
  return value;
}

function checkItems(
  value: UnitsMapping | CountsMapping,
  refuse: (path: Path, sentence: string) => never,
): void {
  const items = unique(
    value.items.map((item) => item.item),
    ["items"],
    refuse,
  );
  if (value.kind === "units" && value.verdict && !items.has(value.verdict.item)) {
    refuse(["verdict", "item"], `no item is named ${value.verdict.item}; add it to \`items\`.`);
  }
  const held = new Set<string>();
  for (const [at, inventory] of (value.held_against ?? []).entries()) {
    for (const [index, item] of inventory.items.entries()) {
      const path = ["held_against", at, "items", index];
      if (!items.has(item)) refuse(path, `no item is named ${item}; add it to \`items\`.`);
      if (held.has(item)) refuse(path, `${item} is held against two inventories; keep one.`);
      held.add(item);
    }
  }
}

function unique(
  names: readonly string[],
  path: Path,
  refuse: (path: Path, sentence: string) => never,
): Set<string> {
  const seen = new Set<string>();
  for (const [at, name] of names.entries()) {
    if (seen.has(name)) refuse([...path, at], `${name} stands here twice; rename one of them.`);
    seen.add(name);
  }
  return seen;
}

function checkStates(
  rule: StateRule,
  path: Path,
  refuse: (path: Path, sentence: string) => never,
): void {
  const seen = new Set<string>();
  for (const text of [...rule.good, ...(rule.bad ?? []), ...(rule.unknown ?? [])]) {
    if (text !== text.trim()) {
      refuse(path, `"${text}" begins or ends with a space; cells are compared trimmed.`);
    }
    if (seen.has(text)) refuse(path, `"${text}" means two things here; keep it in one list.`);
    seen.add(text);
  }
}
