import { nearestNames } from "../kit/nearest-names.ts";
import { Problem } from "../kit/problem.ts";
import type { OrganisationFact } from "../organisations/organisation-facts.ts";

/**
 * Turns the lines of a list into identifiers: a line is an identifier, or a name or alias that at
 * some time meant exactly one organisation.
 * Refuses (bad-input): the first line that is neither, with the nearest known names; nothing is
 * created or guessed.
 */
export function resolveList(
  lines: readonly string[],
  organisations: readonly OrganisationFact[],
): string[] {
  const ids = new Set(organisations.map(({ id }) => id));
  const holders = new Map<string, Set<string>>();
  for (const { id, names } of organisations) {
    for (const { name } of names) {
      const holding = holders.get(name.trim()) ?? new Set<string>();
      holders.set(name.trim(), holding.add(id));
    }
  }
  const found = lines.map((line) => {
    const text = line.trim();
    if (ids.has(text)) return text;
    const [only, ...others] = holders.get(text) ?? [];
    if (only !== undefined && others.length === 0) return only;
    if (only !== undefined) {
      const sentence = `“${text}” has been the name of ${[only, ...others].join(" and ")}; give the identifier.`;
      throw new Problem("bad-input", sentence, { field: "organisations" });
    }
    const near = nearestNames(text, [...holders.keys()]);
    const hint =
      near.length === 0
        ? "import it first"
        : `the nearest are ${near.map(({ name }) => name).join(", ")}`;
    const sentence = `“${text}” is no known organisation; ${hint}.`;
    throw new Problem("bad-input", sentence, { field: "organisations" });
  });
  return [...new Set(found)].toSorted();
}
