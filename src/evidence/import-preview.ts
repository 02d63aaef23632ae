import type { Observed, UnitState } from "./evidence-facts.ts";
import type { ImportPreview } from "./evidence.contract.ts";
import type { CountsMapping, Mapping, UnitsMapping } from "./mapping.contract.ts";
import { readPattern } from "./tallies.ts";
import { patternState, stateOf } from "./unit-state.ts";

const rowsShown = 12;

/**
 * What a mapping made of a file, before anything of it is kept: the first units by name with the
 * state of each part, and for every item how many are good, bad and unknown in the whole file.
 */
export function importPreview(observed: Observed, mapping: Mapping): ImportPreview {
  switch (mapping.kind) {
    case "units":
      return unitsPreview(observed, mapping);
    case "counts":
      return countsPreview(observed, mapping);
    case "inventory":
      return {
        heads: [],
        items: [],
        rows: observed.units.slice(0, rowsShown).map(({ owner, unit }) => ({
          owner,
          unit,
          cells: [],
          verdict: "",
        })),
      };
    default:
      return mapping satisfies never;
  }
}

function unitsPreview(observed: Observed, mapping: UnitsMapping): ImportPreview {
  const patterns = new Map<string, number>();
  for (const { pattern } of observed.units) {
    patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1);
  }
  return {
    heads: mapping.parts.map((part) => part.title),
    items: mapping.items.map(({ item, rule, units }) => {
      const counts = { good: 0, bad: 0, unknown: 0 };
      for (const [pattern, count] of patterns) {
        const found = patternState(pattern, mapping, item);
        if (found) counts[found.state] += count;
      }
      return { item, rule, units: units ?? mapping.units, ...counts };
    }),
    rows: observed.units.slice(0, rowsShown).map(({ owner, unit, pattern }) => {
      const { states, verdict } = readPattern(pattern);
      return { owner, unit, cells: mapping.parts.map((_, at) => stateOf(states[at])), verdict };
    }),
  };
}

function countsPreview(observed: Observed, mapping: CountsMapping): ImportPreview {
  return {
    heads: mapping.items.map(({ item }) => item),
    items: mapping.items.map(({ item, rule, rest, units }, at) => {
      const counts: Record<UnitState, number> = { good: 0, bad: 0, unknown: 0 };
      for (const { seen, good } of observed.counts) {
        const proved = good[at] ?? null;
        counts.good += proved ?? 0;
        counts[proved === null ? "unknown" : rest] += seen - (proved ?? 0);
      }
      return { item, rule, units: units ?? mapping.units, ...counts };
    }),
    rows: observed.counts.slice(0, rowsShown).map(({ owner, seen, good }) => ({
      owner,
      unit: String(seen),
      cells: mapping.items.map((_, at) => String(good[at] ?? "")),
      verdict: "",
    })),
  };
}
