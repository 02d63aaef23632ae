import type { Route } from "../../src/platform/http/route.ts";

/** Values that a part of a path or of a query may take, by its name. */
export type Candidates = Readonly<Record<string, readonly string[]>>;

/** Every way to ask a route that reads: each of its paths, bare and with each value of each field. */
export function questionsOf(route: Route, candidates: Candidates): string[] {
  const properties: unknown =
    route.contract.query && Reflect.get(route.contract.query, "properties");
  const required: unknown = route.contract.query && Reflect.get(route.contract.query, "required");
  const fields = Object.entries(Object(properties));
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  const bare = fields
    .filter(([name]) => needed.includes(name))
    .map(([name, schema]) => pair(name, valuesOf(name, schema, candidates)[0] ?? ""));
  const queries = [
    bare,
    ...fields.flatMap(([name, schema]) =>
      valuesOf(name, schema, candidates).map((value) => [
        ...bare.filter((each) => !each.startsWith(`${name}=`)),
        pair(name, value),
      ]),
    ),
  ];
  return pathsOf(route.path, candidates).flatMap((path) =>
    queries.map((query) => (query.length === 0 ? path : `${path}?${query.join("&")}`)),
  );
}

const pair = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}`;

function pathsOf(path: string, candidates: Candidates): string[] {
  const [part] = /:[A-Za-z_]+|\*$/.exec(path) ?? [];
  if (part === undefined) return [path];
  const name = part === "*" ? "*" : part.slice(1);
  return (candidates[name] ?? ["1"]).flatMap((value) =>
    pathsOf(path.replace(part, part === "*" ? value : encodeURIComponent(value)), candidates),
  );
}

function valuesOf(name: string, schema: unknown, candidates: Candidates): readonly string[] {
  const said = constants(schema);
  if (said.length > 0) return said;
  if (Reflect.get(Object(schema), "type") === "boolean") return ["true", "false"];
  if (Reflect.get(Object(schema), "type") === "integer") return ["1"];
  return candidates[name] ?? [];
}

function constants(schema: unknown): string[] {
  const { const: only, anyOf, enum: several } = Object(schema);
  if (typeof only === "string") return [only];
  const list: unknown[] = Array.isArray(anyOf) ? anyOf : [];
  const named: unknown[] = Array.isArray(several) ? several : [];
  return [
    ...list.flatMap(constants),
    ...named.filter((each): each is string => typeof each === "string"),
  ];
}
