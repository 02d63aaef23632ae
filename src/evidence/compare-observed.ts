import type { Observed } from "./evidence-facts.ts";
import type { Differing, RevisionDifference } from "./evidence.contract.ts";
import type { Mapping } from "./mapping.contract.ts";
import { readPattern } from "./tallies.ts";
import { byText } from "./text-order.ts";
import { stateOf } from "./unit-state.ts";

/** How many differing rows are shown; their numbers are always whole. */
const shown = 200;

type Rows = Pick<Observed, "units" | "counts">;

/**
 * Says how a revision differs from what it revises: units, or organisations where only counts are
 * there, that were added, removed or changed. Nothing is judged: the difference is shown.
 */
export function compareObserved(
  before: Rows,
  after: Rows,
  mapping: Mapping,
  revises: string,
): RevisionDifference {
  const [one, two] = [wordsByName(before, mapping), wordsByName(after, mapping)];
  const names = [...new Set([...one.keys(), ...two.keys()])].sort(byText);
  const rows: Differing[] = names
    .filter((name) => one.get(name) !== two.get(name))
    .map((name) => ({ name, before: one.get(name) ?? "", after: two.get(name) ?? "" }));
  return {
    revises,
    added: rows.filter((row) => !one.has(row.name)).length,
    removed: rows.filter((row) => !two.has(row.name)).length,
    changed: rows.filter((row) => one.has(row.name) && two.has(row.name)).length,
    rows: rows.slice(0, shown),
  };
}

function wordsByName(rows: Rows, mapping: Mapping): Map<string, string> {
  return new Map([
    ...rows.units.map(({ unit, owner, pattern }): [string, string] => [
      unit,
      unitWords(owner, pattern, mapping),
    ]),
    ...rows.counts.map(({ owner, seen, good }): [string, string] => [
      owner,
      `${seen} seen; good ${good.map((each) => each ?? "not measured").join(", ")}`,
    ]),
  ]);
}

function unitWords(owner: string, pattern: string, mapping: Mapping): string {
  if (mapping.kind !== "units") return owner;
  const { states, verdict } = readPattern(pattern);
  const parts = mapping.parts.map((part, at) => `${part.id} ${stateOf(states[at])}`);
  return [owner, ...parts, ...(verdict === "" ? [] : [`verdict ${verdict}`])].join("; ");
}
