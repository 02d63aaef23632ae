import type { TSchema } from "typebox";
import { outcomes } from "../../kit/problem.ts";
import { closedSchema } from "./closed-schema.ts";
import type { Contract, Route } from "./route.ts";

type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Takes schemas with a name out into the components, and leaves a reference where they stood. */
function collect(value: unknown, components: Node): unknown {
  if (Array.isArray(value)) return value.map((each) => collect(each, components));
  if (!isNode(value)) return value;
  const { $id: name, ...rest } = value;
  const plain = Object.fromEntries(
    Object.entries(rest).map(([key, each]) => [key, collect(each, components)]),
  );
  if (typeof name !== "string") return plain;
  const known = components[name];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(plain)) {
    throw new Error(`two different schemas are named ${name}`);
  }
  components[name] = plain;
  return { $ref: `#/components/schemas/${name}` };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A name for a route, from its method and path: `getOrdersOrderClock`. */
export function operationId(route: Route): string {
  const words = route.path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "" && word !== "api");
  return `${route.method.toLowerCase()}${words.map(capitalised).join("")}`;
}

function named(schema: TSchema, name: string, components: Node): unknown {
  const closed = closedSchema(schema);
  return collect({ ...closed, $id: Reflect.get(schema, "$id") ?? name }, components);
}

function parametersOf(route: Route, components: Node): unknown[] {
  const { params, query } = route.contract;
  const of = (schema: TSchema | undefined, where: "path" | "query"): unknown[] => {
    const plain = schema ? collect(closedSchema(schema), {}) : {};
    const properties = isNode(plain) && isNode(plain["properties"]) ? plain["properties"] : {};
    const required = isNode(plain) && Array.isArray(plain["required"]) ? plain["required"] : [];
    return Object.entries(properties).map(([name, each]) => ({
      name: name === "*" ? "path" : name,
      in: where,
      required: where === "path" || required.includes(name),
      schema: each,
    }));
  };
  // Names inside a parameter stand in the components as well, so the references hold.
  if (query) collect(closedSchema(query), components);
  if (params) collect(closedSchema(params), components);
  return [...of(params, "path"), ...of(query, "query")];
}

function bodyOf(contract: Contract, name: string, components: Node): unknown {
  if (contract.body) {
    const schema = named(contract.body, `${name}Body`, components);
    return { required: true, content: { "application/json": { schema } } };
  }
  if (!contract.files) return undefined;
  const file = { type: "string", contentMediaType: "application/octet-stream" };
  const files = Object.entries(contract.files);
  const fields = contract.fields ? collect(closedSchema(contract.fields), components) : {};
  const properties = isNode(fields) && isNode(fields["properties"]) ? fields["properties"] : {};
  const schema = {
    type: "object",
    properties: { ...properties, ...Object.fromEntries(files.map(([each]) => [each, file])) },
    required: files.filter(([, { required }]) => required).map(([each]) => each),
  };
  return { required: true, content: { "multipart/form-data": { schema } } };
}

function operation(route: Route, components: Node): Node {
  const name = operationId(route);
  const { answer } = route.contract;
  const content =
    "media" in answer
      ? { [answer.media]: { schema: {} } }
      : {
          "application/json": {
            schema: named(answer, `${capitalised(name)}Answer`, components),
          },
        };
  const requestBody = bodyOf(route.contract, capitalised(name), components);
  return {
    operationId: name,
    summary: route.summary,
    description: `Permission: ${route.permission}. Leaf in the log: ${route.event}.`,
    parameters: parametersOf(route, components),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: {
      "200": { description: "Done", content },
      default: { $ref: "#/components/responses/Problem" },
    },
    ...(route.permission === "public" ? { security: [] } : {}),
  };
}

const problem = {
  type: "object",
  required: ["type", "title", "status", "detail", "kind", "instance"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "What is wrong and how to mend it, in one sentence." },
    kind: { enum: Object.keys(outcomes) },
    instance: { type: "string" },
  },
};

/**
 * Describes routes as OpenAPI 3.1.1, from the same contracts that check requests and answers.
 * Schemas with a `$id` become components under that name; bodies and answers without one under the
 * name of their route. Fails when two different schemas have one name.
 */
export function openApiOf(routes: readonly Route[], version: string): Node {
  const schemas: Node = { Problem: problem };
  const paths: Record<string, Node> = {};
  for (const route of routes) {
    const path = route.path.replace(/:([A-Za-z_]+)/g, "{$1}").replace(/\*$/, "{path}");
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route, schemas);
  }
  return {
    openapi: "3.1.1",
    info: { title: "Muster", version, license: { name: "Apache-2.0", identifier: "Apache-2.0" } },
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas,
      responses: {
        Problem: {
          description: "It was refused or failed (RFC 9457)",
          content: {
            "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
          },
        },
      },
      securitySchemes: {
        token: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "muster" },
      },
    },
  };
}
