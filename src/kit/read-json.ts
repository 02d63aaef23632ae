import { Problem } from "./problem.ts";

/** A text in quotes, or a sign that opens, closes or parts; numbers and words carry no names. */
const pieces = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]/gsu;

/** Names that mean something to the language itself and are refused as fields. */
const prototypeNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads JSON (RFC 8259) as an exchange between strangers needs it: every field only once (I-JSON,
 * RFC 7493, section 2.3), so that no two readers understand it differently, and none that is named
 * like a part of the language.
 * Refuses (bad-input), in one sentence: what is not JSON, a doubled field, a prototype name.
 */
export function readJson(text: string, what: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const sentence = `${what} is not JSON: check it with a JSON reader.`;
    throw new Problem("bad-input", sentence, {}, { cause });
  }
  checkJsonNames(text, what);
  return value;
}

/**
 * Goes through the names of all fields of a text that is JSON already.
 * Refuses (bad-input): a doubled field, a prototype name.
 */
export function checkJsonNames(text: string, what: string): void {
  // One set of names for each object around the place, nothing for a list.
  const around: (Set<string> | null)[] = [];
  let last = "";
  for (const [piece] of text.matchAll(pieces)) {
    if (piece === "{") around.push(new Set());
    else if (piece === "[") around.push(null);
    else if (piece === "}" || piece === "]") around.pop();
    else if (piece === ":") takeName(around.at(-1), last, what);
    last = piece;
  }
}

function takeName(names: Set<string> | null | undefined, quoted: string, what: string): void {
  const name = String(JSON.parse(quoted));
  if (prototypeNames.has(name)) {
    throw new Problem(
      "bad-input",
      `${what} names a field ${name}, which none can be; take it out.`,
    );
  }
  if (names?.has(name) === true) {
    throw new Problem("bad-input", `${what} names the field ${name} twice; keep one.`);
  }
  names?.add(name);
}
