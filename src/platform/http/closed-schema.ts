import type { TSchema } from "typebox";

const closed = new WeakMap<TSchema, TSchema>();

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close);
  if (!isRecord(node)) return node;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node)) {
    // What is joined by allOf describes one object in parts: no part may be closed by itself.
    const data = key === "const" || key === "enum" || key === "default" || key === "examples";
    copy[key] =
      key === "allOf" || data ? value : key === "properties" ? closeEach(value) : close(value);
  }
  if (node["type"] === "object" && "properties" in node) copy["additionalProperties"] ??= false;
  return copy;
}

function closeEach(properties: unknown): unknown {
  if (!isRecord(properties)) return properties;
  return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, close(each)]));
}

/**
 * The same schema, where every object that does not say otherwise refuses fields it does not name.
 * So a misspelt field in a request is told, and a field too many in an answer (a digest of a
 * password, say) is a fault and not a leak. Answers the same object for the same schema.
 */
export function closedSchema(schema: TSchema): TSchema {
  const known = closed.get(schema);
  if (known) return known;
  // A JSON Schema without TypeBox's own marks is still a schema to TypeBox's compiler.
  const made = close(schema) as TSchema;
  closed.set(schema, made);
  return made;
}
