import type { Static, TSchema } from "typebox";
import { Compile, type Validator } from "typebox/compile";
import type { TLocalizedValidationError } from "typebox/error";
import { Problem, type Place } from "./problem.ts";
import { expectedInWords, kindInWords } from "./shape-words.ts";

const validators = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  const known = validators.get(schema);
  if (known) return known;
  const made = Compile(schema);
  validators.set(schema, made);
  return made;
}

/** Where a step of a path lies: a name of a field, or an index of a list. */
export type Path = readonly (string | number)[];

/** How a file writes the number or word at a path, such as 1.0. */
export type Written = (path: Path) => string | undefined;

/**
 * Says that a value has the shape of a schema, or refuses it with one sentence.
 * Given: `placeOf`, which turns a path inside the value into a place in the file; `writtenOf`, which
 * says how the file writes what is there, where that is known.
 * Refuses (bad-input): the first field that does not fit, with what was expected there.
 */
export function checkShape<S extends TSchema>(
  schema: S,
  value: unknown,
  placeOf: (path: Path) => Place,
  writtenOf: Written = () => undefined,
): Static<S> {
  const validator = validatorOf(schema);
  if (validator.Check(value)) return value as Static<S>;
  const fault = firstFault(schema, value, (pointer) => writtenOf(pathOf(pointer, value)));
  throw new Problem("bad-input", fault.sentence, placeOf(pathOf(fault.pointer, value)));
}

interface Fault {
  readonly pointer: string;
  readonly sentence: string;
}

type WrittenAt = (pointer: string) => string | undefined;

function firstFault(schema: TSchema, value: unknown, written: WrittenAt): Fault {
  const errors = validatorOf(schema).Errors(value);
  // A false schema is the shadow of "additionalProperties", which says the same with the name.
  const [error] = errors.filter((each) => each.keyword !== "boolean");
  if (!error) return { pointer: "", sentence: "this does not have the expected shape." };
  const union = error.schemaPath.indexOf("/anyOf");
  if (union !== -1) return faultOfUnion(schema, value, error, union, written);
  if (error.keyword === "additionalProperties") {
    const [name = ""] = error.params.additionalProperties;
    const known = Object.keys(fieldsAt(schema, error.schemaPath)).join(", ");
    return {
      pointer: `${error.instancePath}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      sentence: `no such field; ${known === "" ? "take it out" : `known here are ${known}`}.`,
    };
  }
  const here = schemaAt(schema, error.schemaPath);
  const found = pathOf(error.instancePath, value).reduce<unknown>(childOf, value);
  const as = written(error.instancePath);
  const sentence = `${expectedInWords(error, isRecord(here) ? here : {}, found, as)}.`;
  return { pointer: error.instancePath, sentence };
}

/** How many fields and items a path of a schema goes down. */
const stepsDown =
  /\/(?:properties\/[^/]+|items(?:\/\d+)?|(?:pattern|additional)Properties(?:\/[^/]+)?)/gu;

function faultOfUnion(
  schema: TSchema,
  value: unknown,
  error: TLocalizedValidationError,
  end: number,
  written: WrittenAt,
): Fault {
  const path = error.schemaPath.slice(0, end);
  const depth = path.match(stepsDown)?.length ?? 0;
  const pointer = error.instancePath
    .split("/")
    .slice(0, depth + 1)
    .join("/");
  const union = schemaAt(schema, path);
  const members = isRecord(union) && Array.isArray(union["anyOf"]) ? union["anyOf"] : [];
  const here = pathOf(pointer, value).reduce<unknown>(childOf, value);
  const meant = memberMeant(members, here);
  if (meant) {
    const inside = firstFault(meant.schema, meant.value, (at) => written(`${pointer}${at}`));
    return { ...inside, pointer: `${pointer}${inside.pointer}` };
  }
  const values = members.flatMap(valuesOf);
  const about = isRecord(union) ? union["description"] : undefined;
  const choice = values.length < members.length ? [] : [`one of ${values.join(", ")}`];
  const expected = [...choice, ...(typeof about === "string" ? [about] : [])];
  const found = kindInWords(here);
  return {
    pointer,
    sentence: `expected ${expected.join(": ") || `another shape, found ${found}`}.`,
  };
}

/** The member of a union that the value names by its `kind`. */
function memberMeant(
  members: readonly unknown[],
  value: unknown,
): { schema: TSchema; value: unknown } | undefined {
  if (!isRecord(value)) return undefined;
  const schema = members.find(
    (member) =>
      isRecord(member) &&
      isRecord(member["properties"]) &&
      isRecord(member["properties"]["kind"]) &&
      member["properties"]["kind"]["const"] === value["kind"],
  );
  return isRecord(schema) ? { schema, value } : undefined;
}

/** The values a member of a union of words stands for: itself, or the kind it is known by. */
function valuesOf(member: unknown): string[] {
  if (!isRecord(member)) return [];
  if ("const" in member) return [String(member["const"])];
  const fields = member["properties"];
  const kind = isRecord(fields) && isRecord(fields["kind"]) ? fields["kind"]["const"] : undefined;
  return typeof kind === "string" ? [`kind: ${kind}`] : [];
}

function childOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return value[Number(step)];
  return isRecord(value) ? value[String(step)] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function schemaAt(schema: TSchema, path: string): unknown {
  return pathOf(path, schema).reduce<unknown>(childOf, schema);
}

function fieldsAt(schema: TSchema, path: string): object {
  const here = schemaAt(schema, path);
  return isRecord(here) && isRecord(here["properties"]) ? here["properties"] : {};
}

function pathOf(pointer: string, value: unknown): Path {
  let here = value;
  return pointer
    .split("/")
    .slice(1)
    .map((raw) => {
      const name = raw.replaceAll("~1", "/").replaceAll("~0", "~");
      const step = Array.isArray(here) ? Number(name) : name;
      here = childOf(here, step);
      return step;
    });
}

/** Writes a path as people write it: `tasks[3].due`. */
export function pathInWords(path: Path): string {
  return path
    .map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join("");
}
