import type { TSchema } from "typebox";

function fieldSchemas(schema: TSchema): Record<string, unknown> {
  const properties: unknown = Reflect.get(schema, "properties");
  return typeof properties === "object" && properties !== null ? { ...properties } : {};
}

function typesOf(schema: unknown): readonly string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const union: unknown = Reflect.get(schema, "anyOf");
  if (Array.isArray(union)) return union.flatMap(typesOf);
  const type: unknown = Reflect.get(schema, "type");
  return typeof type === "string" ? [type] : [];
}

function valueFromText(text: unknown, schema: unknown): unknown {
  const types = typesOf(schema);
  if (types.includes("array")) {
    const items: unknown = Reflect.get(Object(schema), "items");
    return (Array.isArray(text) ? text : [text]).map((each) => valueFromText(each, items));
  }
  if (typeof text !== "string") return text;
  if (types.includes("integer") || types.includes("number")) {
    if (/^-?\d{1,15}$/.test(text)) return Number(text);
    if (types.includes("number") && /^-?\d{1,15}\.\d{1,15}$/.test(text)) return Number(text);
  }
  if (types.includes("boolean") && (text === "true" || text === "false")) return text === "true";
  return text;
}

/**
 * Reads what path, query and form fields say, which is always text, as the types that a contract
 * asks for: `5` becomes 5 where an integer is asked for, `true` becomes true, one value becomes a
 * list of one where a list is asked for. Anything else stays text, for the contract to refuse.
 */
export function valuesFromText(schema: TSchema, given: unknown): Record<string, unknown> {
  const fields = fieldSchemas(schema);
  const entries = Object.entries(Object(given));
  return Object.fromEntries(
    entries.map(([name, text]) => [
      name,
      valueFromText(text, Object.hasOwn(fields, name) ? fields[name] : undefined),
    ]),
  );
}
