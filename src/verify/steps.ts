import type { Static, TSchema } from "typebox";
import { canonicalJson } from "../kit/canonical-json.ts";
import { checkShape, pathInWords } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import type { ReadEntry } from "../reports/recompute.ts";
import { type Check, fails } from "./verification.ts";

/** Runs a step and keeps the check that it makes. */
export async function add(
  checks: Check[],
  what: Check["what"],
  step: () => Check | Promise<Check>,
): Promise<void> {
  const check = await attempt(checks, what, step);
  if (check !== null) checks.push(check);
}

/** Runs a step; what it refuses becomes a failed check that names the place. */
export async function attempt<T>(
  checks: Check[],
  what: Check["what"],
  step: () => T | Promise<T>,
): Promise<T | null> {
  try {
    return await step();
  } catch (error) {
    const problem = error instanceof Problem ? error : null;
    // Only exact, well-formed bundles get further than their digests: whatever a changed one makes
    // our own rules throw is a fault of the bundle, and is told as one.
    const words = problem?.message ?? `cannot be used: ${String(error)}`;
    const { file, field } = problem?.place ?? {};
    checks.push(
      fails(
        what,
        words.replace(/\.$/, ""),
        [field ?? file ?? ""].filter((name) => name !== ""),
      ),
    );
    return null;
  }
}

/** Reads canonical JSON of a shape; any other text of the same value is refused (RFC 8785). */
export function readJson<S extends TSchema>(schema: S, name: string, read: ReadEntry): Static<S> {
  const text = textOf(read(name));
  const value: unknown = parsed(text, name);
  if (canonicalJson(value) !== text) {
    throw new Problem("bad-input", "is not canonical JSON (RFC 8785).", { file: name });
  }
  return checkShape(schema, value, (path) => ({ file: name, field: pathInWords(path) }));
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem("bad-input", "is not JSON.", { file: name }, { cause: error });
  }
}

/** The text of an entry, as it stands there. */
export function textOf(content: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
}
