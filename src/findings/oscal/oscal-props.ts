import { canonicalJson } from "../../kit/canonical-json.ts";
import { Problem } from "../../kit/problem.ts";
import { uuidOf } from "../../yardsticks/oscal/resolve-profile.ts";
import type { Prop } from "../../yardsticks/oscal/oscal.contract.ts";

/** The namespace of everything for which OSCAL has no field of its own. */
export const ours = "urn:muster:assessment";

/** What OSCAL has no field for, by name; what is as it is by default is left out. */
export type Extra = Readonly<Record<string, unknown>>;

/**
 * Writes what OSCAL has no field for as properties of our namespace, one for each name: a text on
 * one line as it is, everything else as JSON with the class `json`. What equals its default is left
 * out.
 */
export function writeProps(extra: Extra, defaults: Extra): Prop[] {
  return Object.entries(extra).flatMap(([name, value]) =>
    same(value, defaults[name]) ? [] : [writeProp(name, value)],
  );
}

function writeProp(name: string, value: unknown): Prop {
  const tag = name.replaceAll("_", "-");
  // OSCAL's string: one line, not empty, no blank at either end.
  if (typeof value === "string" && /^\S(.*\S)?$/u.test(value) && value.isWellFormed()) {
    return { name: tag, ns: ours, value };
  }
  return { name: tag, ns: ours, class: "json", value: oneLine(canonicalOf(value)) };
}

/** JSON whose line ends, wherever a reader sees one, are written as escapes. */
function oneLine(json: string): string {
  return json.replaceAll(
    /[\u007F-\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]/gu,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
}

function canonicalOf(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : canonicalJson(value);
}

function same(one: unknown, other: unknown): boolean {
  return other !== undefined && canonicalOf(one) === canonicalOf(other);
}

/**
 * Reads the properties of our namespace back, over their defaults. Properties of others, and of names
 * that are not known, are passed over.
 * Refuses (bad-input): a property twice, and JSON that is none.
 */
export function readProps(
  props: readonly Prop[] | undefined,
  defaults: Extra,
  where: string,
): Record<string, unknown> {
  const found: Record<string, unknown> = { ...defaults };
  const seen = new Set<string>();
  for (const { name: tag, ns, value, class: kind } of props ?? []) {
    const name = tag.replaceAll("-", "_");
    if (ns !== ours || !Object.hasOwn(defaults, name)) continue;
    if (seen.has(name)) {
      throw new Problem("bad-input", `the property ${tag} stands here twice; keep one.`, {
        field: where,
      });
    }
    seen.add(name);
    found[name] = kind === "json" ? jsonOf(value, tag, where) : value;
  }
  return found;
}

function jsonOf(text: string, name: string, where: string): unknown {
  try {
    // Whatever it says is held against the shape of a record afterwards.
    return JSON.parse(text);
  } catch (cause) {
    const sentence = `the property ${name} is said to be JSON and is none; take it as it was written.`;
    throw new Problem("bad-input", sentence, { field: where }, { cause });
  }
}

/** The UUID of something in a review: always the same for the same thing. */
export function exchangeUuid(review: string, ...parts: readonly string[]): string {
  return uuidOf(["muster/assessment", review, ...parts]);
}

/** A title as OSCAL has it: on one line, and never empty. */
export function titleOf(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim() || "untitled";
}

/** A day as the instant that OSCAL asks for. */
export function instantOfDay(day: string): string {
  return `${day}T00:00:00Z`;
}

/** The day of an instant. */
export function dayOfInstant(instant: string): string {
  return instant.slice(0, 10);
}
