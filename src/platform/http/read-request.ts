import type { TSchema } from "typebox";
import { checkShape, pathInWords } from "../../kit/check-shape.ts";
import { Problem } from "../../kit/problem.ts";
import { closedSchema } from "./closed-schema.ts";
import type { Contract } from "./route.ts";
import { valuesFromText } from "./values-from-text.ts";

/** The parts of a request beside its path, as they came: text in query and fields, JSON in the body. */
export interface GivenParts {
  readonly query: unknown;
  readonly body: unknown;
  readonly fields: unknown;
}

function refuseUnstorable(value: unknown, field: string): void {
  if (typeof value === "string") {
    if (!value.isWellFormed() || value.includes("\u0000")) {
      throw new Problem("bad-input", "this text holds half a character or U+0000; take it out.", {
        field,
      });
    }
  } else if (Array.isArray(value)) {
    value.forEach((each, at) => refuseUnstorable(each, `${field}[${at}]`));
  } else if (typeof value === "object" && value !== null) {
    for (const [name, each] of Object.entries(value)) refuseUnstorable(each, `${field}.${name}`);
  }
}

function checkPart(part: string, schema: TSchema | undefined, given: unknown): unknown {
  if (!schema) return undefined;
  const value = checkShape(closedSchema(schema), given, (path) => ({
    field: [part, pathInWords(path)].filter((word) => word !== "").join(" "),
  }));
  refuseUnstorable(value, part);
  return value;
}

function refuseUndeclared(part: string, schema: TSchema | undefined, given: unknown): void {
  if (schema || given === undefined || given === null) return;
  const [name] = Object.keys(Object(given));
  if (name === undefined) return;
  throw new Problem("bad-input", `nothing is expected in the ${part} here; take it out.`, {
    field: `${part} ${name}`,
  });
}

function checkText(part: string, schema: TSchema | undefined, given: unknown): unknown {
  return checkPart(part, schema, schema && valuesFromText(schema, given));
}

/** Reads the parts of a path by the contract, as the types it asks for. Refuses (bad-input). */
export function readPath(contract: Contract, given: unknown): unknown {
  return checkText("path", contract.params, given);
}

/**
 * Checks the other parts of a request by its contract. Query and fields are read from text; the
 * body is taken as it is. Whatever a contract does not name is refused, never dropped.
 * Refuses (bad-input): the first field that does not fit, in one sentence.
 */
export function readParts(contract: Contract, given: GivenParts): GivenParts {
  refuseUndeclared("query", contract.query, given.query);
  refuseUndeclared("body", contract.body, given.body);
  refuseUndeclared("fields", contract.fields, given.fields);
  return {
    query: checkText("query", contract.query, given.query),
    body: checkPart("body", contract.body, given.body),
    fields: checkText("fields", contract.fields, given.fields),
  };
}
