import type { Path } from "../kit/check-shape.ts";
import { Problem } from "../kit/problem.ts";
import { readYaml } from "../kit/read-yaml.ts";
import { compareFractions, type Fraction } from "./exact.ts";
import { effectiveFrom } from "./maturity-average.ts";
import { MethodologyFile } from "./methodology.contract.ts";
import {
  type Gate,
  type Label,
  type Methodology,
  outsideTheOrder,
  type ValueGate,
} from "./methodology.ts";
import { readPercent } from "./percent.ts";

/** What a weight may be at most: above that, one item would decide alone and hide the others. */
const largestWeight = 1000;

type Refuse = (path: Path, sentence: string) => never;

/**
 * Reads a methodology (YAML, docs/methodology-format.md).
 * Refuses (bad-input), with the place in the file: what is not of the shape, empty lists, bands that
 * overlap or leave a gap, labels and functions and items named twice, weights that are not 1 to 1000,
 * gates and samples that speak of what is not there, percentages and ages that make no sense.
 */
export function readMethodology(content: string | Uint8Array, file: string): Methodology {
  const { value, placeOf } = readYaml(MethodologyFile, content, file);
  const refuse: Refuse = (path, sentence) => {
    throw new Problem("bad-input", sentence, placeOf(path));
  };
  const percent = (written: string | number, path: Path): Fraction =>
    readPercent(written) ??
    refuse(path, `"${written}" is not a percentage from 0 to 100; write 95 or "97.5".`);

  checkFunctions(value, refuse);
  const labels = readLabels(value, percent, refuse);
  checkMaturity(value, labels, refuse);
  const minimumCoverage = percent(value.minimum_coverage, ["minimum_coverage"]);
  if (minimumCoverage.numerator === 0n) {
    refuse(["minimum_coverage"], "with no minimum nothing known would be rated; give at least 1.");
  }
  if (value.maximum_age_days < 1 || value.maximum_age_days > 36_525) {
    refuse(["maximum_age_days"], "expected a number of days from 1 to 36525; mend it.");
  }
  return {
    id: value.id,
    version: value.version,
    title: value.title,
    scope: value.scope,
    authority: value.authority,
    yardstick: value.yardstick,
    scores: value.scores,
    trustFromPairs: readTrust(value, refuse),
    functions: value.functions.map(({ id, title, items = [], group, weight, core }) => ({
      id,
      title,
      items: items.map((each) => ({
        item: each.item,
        weight: each.weight,
        core: each.core ?? true,
      })),
      group: group === undefined ? null : { id: group, weight: weight ?? 1, core: core ?? true },
    })),
    labels,
    gates: readGates(value, labels, percent, refuse),
    sample: readSample(value, refuse),
    minimumCoverage,
    minimumCoveragePercent: String(value.minimum_coverage),
    systemicAbove: percent(value.systemic_above, ["systemic_above"]),
    systemicAbovePercent: String(value.systemic_above),
    maximumAgeDays: value.maximum_age_days,
  };
}

function checkFunctions(value: MethodologyFile, refuse: Refuse): void {
  if (value.functions.length === 0) refuse(["functions"], "a score needs at least one function.");
  const functions = new Set<string>();
  const items = new Set<string>();
  for (const [at, each] of value.functions.entries()) {
    if (functions.has(each.id)) {
      refuse(["functions", at, "id"], `the function ${each.id} stands here twice; keep one.`);
    }
    functions.add(each.id);
    checkMembers(each, ["functions", at], items, refuse);
  }
}

function checkMembers(
  { items, group, weight, core }: MethodologyFile["functions"][number],
  path: Path,
  weighed: Set<string>,
  refuse: Refuse,
): void {
  if ((items === undefined) === (group === undefined)) {
    refuse(path, "a function names its items, or one group of the yardstick: exactly one of both.");
  }
  checkWeight(weight ?? 1, [...path, "weight"], refuse);
  if (group === undefined && (weight !== undefined || core !== undefined)) {
    refuse(path, "weight and core of a function belong to a group; write them at each item.");
  }
  if (items?.length === 0) {
    refuse([...path, "items"], "a function needs at least one item; add one.");
  }
  for (const [at, each] of (items ?? []).entries()) {
    const here: Path = [...path, "items", at];
    if (weighed.has(each.item))
      refuse([...here, "item"], `${each.item} is weighed twice; keep one.`);
    weighed.add(each.item);
    checkWeight(each.weight, [...here, "weight"], refuse);
  }
}

function checkWeight(weight: number, path: Path, refuse: Refuse): void {
  if (weight >= 1 && weight <= largestWeight) return;
  refuse(path, `expected a whole number from 1 to ${largestWeight}; mend it.`);
}

function readLabels(
  value: MethodologyFile,
  percent: (written: string | number, path: Path) => Fraction,
  refuse: Refuse,
): Label[] {
  const { labels } = value;
  if (labels.length < 2) refuse(["labels"], "expected at least two labels, best first; add them.");
  const names = new Set<string>(Object.values(outsideTheOrder).map(({ label }) => label));
  const read = labels.map((each, at) => {
    if (names.has(each.label)) {
      refuse(["labels", at, "label"], `${each.label} is already a label; choose another.`);
    }
    names.add(each.label);
    return {
      label: each.label,
      name: each.name,
      rank: labels.length - 1 - at,
      from: percent(each.from, ["labels", at, "from"]),
      fromPercent: String(each.from),
      said: each.said,
      briefly: each.briefly,
    };
  });
  for (const [at, each] of read.entries()) {
    const better = read[at - 1];
    if (better && compareFractions(each.from, better.from) >= 0) {
      refuse(
        ["labels", at, "from"],
        `this band overlaps that of ${better.name}, which begins at ${better.fromPercent} %; labels go from best to worst.`,
      );
    }
  }
  const worst = read.at(-1);
  if (worst && worst.from.numerator !== 0n) {
    refuse(["labels", read.length - 1, "from"], "the worst band begins at 0; nothing is left out.");
  }
  return read.toReversed();
}

function checkMaturity(value: MethodologyFile, labels: readonly Label[], refuse: Refuse): void {
  if (value.scores !== "maturity-average") return;
  const best = labels.at(-1);
  if (best && compareFractions(best.from, effectiveFrom) !== 0) {
    refuse(["labels", 0, "from"], "under maturity-average level 4 is effective; write 75.");
  }
  for (const [at, { items = [], weight = 1 }] of value.functions.entries()) {
    if (weight !== 1) {
      refuse(["functions", at, "weight"], "maturity-average weighs all alike; write 1.");
    }
    const heavy = items.findIndex((each) => each.weight !== 1);
    if (heavy !== -1) {
      refuse(
        ["functions", at, "items", heavy, "weight"],
        "maturity-average weighs all alike; write 1.",
      );
    }
  }
}

function readGates(
  value: MethodologyFile,
  labels: readonly Label[],
  percent: (written: string | number, path: Path) => Fraction,
  refuse: Refuse,
): Gate[] {
  if (value.gates === "none") return [];
  if (value.gates.length === 0) refuse(["gates"], "an empty list; write gates: none.");
  const ids = new Set<string>();
  return value.gates.map((gate, at) => {
    if (ids.has(gate.id)) refuse(["gates", at, "id"], `the gate ${gate.id} stands here twice.`);
    ids.add(gate.id);
    const cap = labels.find(({ label }) => label === gate.cap);
    if (!cap) {
      const known = labels.map(({ label }) => label).join(", ");
      return refuse(["gates", at, "cap"], `no such label; known here are ${known}.`);
    }
    const head = { id: gate.id, title: gate.title, cap: cap.rank };
    const { when, below: written } = gate;
    if (when !== undefined) {
      if (gate.item === undefined && gate.function === undefined && written === undefined) {
        return { ...head, when };
      }
      refuse(["gates", at], `a gate with when: ${when} looks at no value; leave the others out.`);
    }
    const of = gateSubject(gate, at, value, refuse);
    if (written === undefined) {
      return refuse(["gates", at], "this gate lacks below; say below which percentage it is shut.");
    }
    const below = percent(written, ["gates", at, "below"]);
    if (below.numerator === 0n) {
      refuse(["gates", at, "below"], "nothing is below 0; give a percentage above it.");
    }
    return { ...head, when: null, of, below, belowPercent: String(written) };
  });
}

function gateSubject(
  gate: { readonly item?: string; readonly function?: string },
  at: number,
  value: MethodologyFile,
  refuse: Refuse,
): ValueGate["of"] {
  if (gate.item !== undefined && gate.function === undefined)
    return { kind: "item", id: gate.item };
  if (gate.function === undefined || gate.item !== undefined) {
    return refuse(
      ["gates", at],
      "a gate looks at one item or one function, or says when; name exactly one.",
    );
  }
  if (!value.functions.some(({ id }) => id === gate.function)) {
    refuse(["gates", at, "function"], `no such function as ${gate.function}; name one from above.`);
  }
  return { kind: "function", id: gate.function };
}

function readSample(value: MethodologyFile, refuse: Refuse): Methodology["sample"] {
  if (value.minimum_sample === "none") return null;
  const { of, units } = value.minimum_sample;
  if (units < 1 || units > 1_000_000) {
    refuse(["minimum_sample", "units"], "expected a number of units from 1 to 1000000; mend it.");
  }
  if (!value.functions.some(({ items }) => (items ?? []).some(({ item }) => item === of))) {
    refuse(["minimum_sample", "of"], `${of} is not an item of the score; name one that is.`);
  }
  return { of, units };
}

function readTrust(value: MethodologyFile, refuse: Refuse): number {
  const pairs = value.trust_from_pairs;
  if ((value.scores === "measured-first") !== (pairs !== undefined)) {
    refuse(["trust_from_pairs"], "this belongs to scores: measured-first, and only there.");
  }
  if (pairs !== undefined && (pairs < 1 || pairs > 10_000)) {
    refuse(["trust_from_pairs"], "expected a number of items from 1 to 10000; mend it.");
  }
  return pairs ?? 1;
}
