import type { OrganisationScores } from "../assessments/organisation-scores.ts";
import { rankOf } from "./band.ts";
import { type Fraction, ofBillionths, whole } from "./exact.ts";
import { capByGate, type GateState, gateState, type Ranks } from "./gate.ts";
import { type CountedStates, stateGate } from "./gate-states.ts";
import { type ItemResult, itemResults } from "./item-results.ts";
import { maturityAverages } from "./maturity-average.ts";
import {
  type Gate,
  type Methodology,
  scoreItems,
  type StateGate,
  type ValueGate,
} from "./methodology.ts";
import type { RatingInputs } from "./rating-inputs.ts";
import { type Shown, shownOf } from "./shown.ts";
import { trustIn } from "./trust.ts";
import { type Score, weightedMean } from "./weighted-mean.ts";

/** Everything that a methodology says of one organisation, before it is put into words. */
export interface RatingResult {
  readonly items: readonly ItemResult[];
  readonly functions: readonly {
    readonly id: string;
    readonly title: string;
    readonly score: Score;
  }[];
  readonly score: Score;
  readonly gates: readonly { readonly gate: Gate; readonly state: GateState }[];
  /** What was decided and signed; undefined where nobody asked, or nothing of it is told. */
  readonly states: CountedStates | undefined;
  readonly ranks: Ranks;
  readonly shown: Shown;
  /** Units of the sample; null where the methodology asks none. */
  readonly sample: { readonly units: number; readonly least: number; readonly of: string } | null;
  /** In billionths. */
  readonly trust: number;
  readonly anyEvidence: boolean;
}

/**
 * Rates one organisation (determination.md, sections 1 and 2): values, score, gates, band, display.
 * Given: its evidence, one entry an item of the yardstick, and scores that people gave.
 * Throws a RangeError when counts do not add up.
 * Does not: put anything into words (reasons.ts) or compute digests (determine.ts).
 */
export function rateOrganisation(inputs: RatingInputs): RatingResult {
  const { methodology, scores } = inputs;
  const trust = trustOf(methodology, scores);
  return rateItems(methodology, itemResults(inputs, trust), trust, {
    states: inputs.states,
    stateOf: ({ when }) => stateGate(when, inputs.states),
  });
}

/** How the gates on decisions and signatures stand, and the counts that they are told by. */
export interface RatedStates {
  readonly states: CountedStates | undefined;
  readonly stateOf: (gate: StateGate) => GateState;
}

/** Rates items whose values are known: score, functions, gates, band and display. */
export function rateItems(
  methodology: Methodology,
  items: readonly ItemResult[],
  trust: number,
  { states, stateOf }: RatedStates,
): RatingResult {
  const score = scoreOf(methodology, items);
  const functions = methodology.functions.map(({ id, title, items: members }) => {
    const named = new Set(members.map(({ item }) => item));
    return { id, title, score: weightedMean(weighed(items.filter(({ item }) => named.has(item)))) };
  });
  const edges = methodology.labels.map(({ from }) => from);
  const gates = methodology.gates.map((gate) => ({
    gate,
    state:
      gate.when === null ? gateState(subjectOf(gate, items, functions), gate.below) : stateOf(gate),
  }));
  const ranks = gates.reduce<Ranks>(
    (capped, { gate, state }) => capByGate(capped, state, gate.cap),
    { lo: rankOf(score.lo, edges), hi: rankOf(score.hi, edges) },
  );
  const sample = sampleOf(methodology, items);
  const anyEvidence = weighed(items).some(isEvidence);
  const shown = shownOf({
    ranks,
    sample,
    coverage: score.coverage,
    minimumCoverage: methodology.minimumCoverage,
    anyEvidence,
  });
  return { items, functions, score, gates, states, ranks, shown, sample, trust, anyEvidence };
}

/** Some evidence is a value that says more than nothing, or a unit that was at least seen. */
function isEvidence({ value, evidence }: ItemResult): boolean {
  const seen = evidence.good + evidence.bad + evidence.unknown;
  return value.lo > 0 || value.hi < whole || seen > 0;
}

function scoreOf(methodology: Methodology, items: readonly ItemResult[]): Score {
  if (methodology.scores !== "maturity-average") return weightedMean(weighed(items));
  const supplemental = new Set(
    scoreItems(methodology).flatMap(({ item, core }) => (core ? [] : [item])),
  );
  return maturityAverages(
    weighed(items).map(({ item, value }) => ({ core: !supplemental.has(item), value })),
  ).core;
}

function weighed(items: readonly ItemResult[]): ItemResult[] {
  return items.filter(({ weight }) => weight > 0);
}

/** How far a self-score of an organisation is believed, in billionths. */
export function trustOf(methodology: Methodology, scores: OrganisationScores | undefined): number {
  if (methodology.scores !== "measured-first" || scores === undefined) return 0;
  return trustIn(scores.closed, methodology.trustFromPairs);
}

function subjectOf(
  gate: ValueGate,
  items: readonly ItemResult[],
  functions: RatingResult["functions"],
): { readonly lo: Fraction; readonly hi: Fraction } {
  if (gate.of.kind === "function") {
    const found = functions.find(({ id }) => id === gate.of.id);
    return found?.score ?? weightedMean([]);
  }
  const found = items.find(({ item }) => item === gate.of.id);
  if (found === undefined) return weightedMean([]);
  return found.value.counts === null
    ? { lo: ofBillionths(found.value.lo), hi: ofBillionths(found.value.hi) }
    : weightedMean([{ value: found.value, weight: 1 }]);
}

function sampleOf(methodology: Methodology, items: readonly ItemResult[]): RatingResult["sample"] {
  if (methodology.sample === null) return null;
  const { of, units } = methodology.sample;
  return { of, least: units, units: items.find(({ item }) => item === of)?.evidence.n ?? 0 };
}
