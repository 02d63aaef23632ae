import type { TLocalizedValidationError } from "typebox/error";

/** How many names of fields a sentence may list before it only counts the rest. */
const mostNames = 10;

/** What the types of JSON Schema are called by people who write no code. */
const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  null: "nothing",
  object: "fields with values",
};

/** What patterns without a description of their own ask for; a pattern itself tells few people anything. */
/** What the formats of JSON Schema that are in use ask for. */
const formatNames: ReadonlyMap<string, string> = new Map([
  ["date", "a day of the calendar, such as 2026-03-31"],
  ["date-time", "an instant, such as 2026-03-31T10:00:00Z"],
]);

const patternNames: ReadonlyMap<string, string> = new Map([
  ["^[a-z0-9]+(?:-[a-z0-9]+)*$", "small letters, digits and single hyphens"],
  ["^[a-z0-9]+(-[a-z0-9]+)*$", "small letters, digits and single hyphens"],
  ["^\\d{4}-\\d{2}-\\d{2}$", "a date such as 2017-05-11"],
  ["^[0-9a-f]{64}$", "a SHA-256 digest of 64 digits, 0 to 9 and a to f"],
  ["^https?://", "a web address that begins with https://"],
  ["^[0-9]+(\\.[0-9]+){0,2}$", "a version such as 1 or 1.2, in quotes"],
  ["^\\d+(\\.\\d+)*$", "a version such as 1 or 1.2, in quotes"],
  ["^[a-z0-9-]+@[0-9][0-9.]*$", "a name and a version, such as web-transport@1"],
]);

/** What a value is, in words of people: "text", "a list", "nothing", … */
export function kindInWords(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "fields with values";
  if (typeof value === "string") return "plain text";
  return typeof value === "number" ? `the number ${value}` : JSON.stringify(value);
}

/** Names of fields as a sentence lists them; of many, the first ten and how many more there are. */
function namesInWords(names: readonly string[]): string {
  const more = names.length - mostNames;
  return more > 0 ? `${names.slice(0, mostNames).join(", ")} and ${more} more` : names.join(", ");
}

/** The longest number that a sentence writes out. */
const longestWritten = 40;

/** What was found where text was expected; of a number or of true and false, how it becomes text. */
function notText(value: unknown, written: string | undefined): string {
  if (typeof value !== "number" && typeof value !== "boolean") return kindInWords(value);
  const said = written ?? String(value);
  if (said.length > longestWritten) return `${kindInWords(value)}; put it in quotes`;
  return `${typeof value === "number" ? "the number " : ""}${said}; put it in quotes ("${said}")`;
}

/**
 * Says in words what was expected where a value did not fit, and what was found.
 * Given: the schema that did not fit, as it stands where the error points; the value there, and how
 * the file writes it, where that is known: 1.0 and 1 are the same number and not the same text.
 */
export function expectedInWords(
  error: TLocalizedValidationError,
  schema: Readonly<Record<string, unknown>>,
  value: unknown,
  written?: string,
): string {
  const { description } = schema;
  const about = typeof description === "string" ? description : undefined;
  const aside = about === undefined ? "" : ` (${about})`;
  switch (error.keyword) {
    case "required": {
      const missing = error.params.requiredProperties;
      return missing.length === 1
        ? `the field ${missing.join()} is missing; add it`
        : `the fields ${namesInWords(missing)} are missing; add them`;
    }
    case "type": {
      const types = [error.params.type].flat();
      const found = types.includes("string") ? notText(value, written) : kindInWords(value);
      return `expected ${typeInWords(types, schema)}${aside}, found ${found}`;
    }
    case "const":
      return `expected ${JSON.stringify(error.params.allowedValue)}${aside}`;
    case "enum":
      return `expected one of ${error.params.allowedValues.map(String).join(", ")}${aside}`;
    case "pattern":
      return `expected ${about ?? patternNames.get(String(error.params.pattern)) ?? `text of the pattern ${String(error.params.pattern)}`}`;
    case "format":
      return `expected ${about ?? formatNames.get(error.params.format) ?? `text of the format ${error.params.format}`}`;
    default:
      return `expected ${limitInWords(error)}${aside}`;
  }
}

function typeInWords(types: readonly string[], schema: Readonly<Record<string, unknown>>): string {
  const { title, required, properties } = schema;
  const names = Array.isArray(required) && required.length > 0 ? required : properties;
  const list = Array.isArray(names) ? names.map(String) : Object.keys(names ?? {});
  if (types[0] === "object" && list.length > 0) {
    const whose =
      typeof title === "string" ? ` of ${title[0]?.toLowerCase()}${title.slice(1)}` : "";
    return `the fields${whose} (${namesInWords(list)})`;
  }
  return types.map((type) => typeNames[type] ?? type).join(" or ");
}

function limitInWords(error: TLocalizedValidationError): string {
  switch (error.keyword) {
    case "minimum":
      return `${error.params.limit} or more`;
    case "maximum":
      return `${error.params.limit} or less`;
    case "exclusiveMinimum":
      return `more than ${error.params.limit}`;
    case "exclusiveMaximum":
      return `less than ${error.params.limit}`;
    case "minItems":
      return `at least ${error.params.limit} in this list`;
    case "maxItems":
      return `at most ${error.params.limit} in this list`;
    case "minLength":
      return error.params.limit === 1
        ? "some text, found none"
        : `at least ${error.params.limit} characters`;
    case "maxLength":
      return `at most ${error.params.limit} characters`;
    case "uniqueItems":
      return "every item of this list only once";
    default:
      return `something else: this ${error.message}`;
  }
}
