import { Problem } from "../kit/problem.ts";

/** Fields that stand on one line wherever they are shown. */
const oneLine: ReadonlySet<string> = new Set([
  "title",
  "system",
  "owner",
  "office",
  "role",
  "period",
  "organisation",
  "ref",
  "note",
]);

/**
 * Makes every text of what was entered plain: line breaks as one sign, nothing blank around it, and
 * the names of things on one line, so that an export reads back the same.
 * Refuses (bad-input): control characters and halves of characters, with the field that has them.
 */
export function plainEntry<V>(value: V, field = ""): V {
  // The same shape comes back with other texts in it.
  return plain(value, field) as V;
}

function plain(value: unknown, field: string): unknown {
  if (typeof value === "string") return plainText(value, field);
  if (Array.isArray(value)) return value.map((each) => plain(each, field));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each, name)]));
}

/** One text made plain; see `plainEntry`. */
export function plainText(text: string, field: string): string {
  const lines = text.replaceAll(/\r\n?|[\u2028\u2029]/gu, "\n");
  if (/[^\P{Cc}\n\t]/u.test(lines) || !lines.isWellFormed()) {
    const sentence = "this text holds signs that cannot be shown; take the control characters out.";
    throw new Problem("bad-input", sentence, { field });
  }
  return oneLine.has(field) ? lines.trim().replaceAll(/\s+/gu, " ") : lines.trim();
}
