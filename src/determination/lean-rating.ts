import { rankOf } from "./band.ts";
import { type Fraction, ofBillionths, whole } from "./exact.ts";
import { capByGate, gateState, type Ranks } from "./gate.ts";
import { stateGate } from "./gate-states.ts";
import type { ItemValue } from "./item-value.ts";
import type { LeanRules, WeighedPlaces } from "./lean-rules.ts";
import {
  isSeen,
  type LeanInputs,
  type LeanValues,
  leanValues,
  unitsAt,
  valueAt,
} from "./lean-values.ts";
import type { ValueGate } from "./methodology.ts";
import { trustIn } from "./trust.ts";
import { type Shown, shownOf } from "./shown.ts";
import { type Score, weightedMean } from "./weighted-mean.ts";

/** A rating without items in words, reasons and changes: what the fast path needs of it. */
export interface LeanRating {
  readonly score: Score;
  readonly ranks: Ranks;
  readonly shown: Shown;
  /** In billionths. */
  readonly trust: number;
  readonly values: LeanValues;
}

/**
 * Rates one organisation from packed scores: the same score, ranks and display as rateOrganisation
 * gives for the same scores written out, which a property test holds for every kind of rule.
 * Given: rules laid out once (lean-rules.ts) and what the organisation has.
 */
export function leanRating(rules: LeanRules, inputs: LeanInputs): LeanRating {
  const { methodology } = rules;
  const trust =
    methodology.scores === "measured-first"
      ? trustIn(inputs.closed, methodology.trustFromPairs)
      : 0;
  const values = leanValues(rules, inputs, trust);
  const exactly = (place: number): ItemValue => valueAt(rules, inputs, trust, place);
  const mean = (over: WeighedPlaces): Score => leanMean(over, values, inputs, exactly);
  const score = mean(rules.score);
  const edges = methodology.labels.map(({ from }) => from);
  const subjectOf = ({ of }: ValueGate): { readonly lo: Fraction; readonly hi: Fraction } => {
    if (of.kind === "function") {
      const places = rules.functions.get(of.id);
      return places === undefined ? weightedMean([]) : mean(places);
    }
    const place = rules.placeOf.get(of.id);
    if (place === undefined) return weightedMean([]);
    const value = exactly(place);
    return value.counts === null
      ? { lo: ofBillionths(value.lo), hi: ofBillionths(value.hi) }
      : weightedMean([{ value, weight: 1 }]);
  };
  const ranks = methodology.gates.reduce<Ranks>(
    (capped, gate) =>
      capByGate(
        capped,
        gate.when === null
          ? gateState(subjectOf(gate), gate.below)
          : stateGate(gate.when, inputs.states),
        gate.cap,
      ),
    { lo: rankOf(score.lo, edges), hi: rankOf(score.hi, edges) },
  );
  const shown = shownOf({
    ranks,
    sample: sampleOf(rules, inputs, trust),
    coverage: score.coverage,
    minimumCoverage: methodology.minimumCoverage,
    anyEvidence: anyEvidence(rules, inputs, values),
  });
  return { score, ranks, shown, trust, values };
}

/** The weighted mean: sums are Numbers where they are provably safe integers, else BigInts. */
function leanMean(
  { places, weights }: WeighedPlaces,
  { lo, hi }: LeanValues,
  { notApplicable }: LeanInputs,
  exactly: (place: number) => ItemValue,
): Score {
  let weight = 0;
  let count = 0;
  let only = -1;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    if (notApplicable[place] === 1) continue;
    weight += weights[at] ?? 0;
    count += 1;
    only = place;
  }
  // One item may be a single share with exact counts, and nothing to weigh is [0, 1].
  if (count < 2) return weightedMean(count === 0 ? [] : [{ value: exactly(only), weight }]);
  if (weight > Number.MAX_SAFE_INTEGER / whole) {
    return weightedMean(
      [...places].flatMap((place, at) =>
        notApplicable[place] === 1 ? [] : [{ value: exactly(place), weight: weights[at] ?? 0 }],
      ),
    );
  }
  let least = 0;
  let most = 0;
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    if (notApplicable[place] === 1) continue;
    const each = weights[at] ?? 0;
    least += each * (lo[place] ?? 0);
    most += each * (hi[place] ?? 0);
  }
  const denominator = BigInt(whole * weight);
  const over = (numerator: number): Fraction => ({ numerator: BigInt(numerator), denominator });
  return {
    lo: over(least),
    hi: over(most),
    coverage: over(whole * weight - (most - least)),
    single: false,
  };
}

function sampleOf(
  rules: LeanRules,
  inputs: LeanInputs,
  trust: number,
): { readonly units: number; readonly least: number } | null {
  const { sample } = rules.methodology;
  if (sample === null) return null;
  const place = rules.placeOf.get(sample.of);
  return {
    least: sample.units,
    units: place === undefined ? 0 : unitsAt(rules, inputs, trust, place),
  };
}

function anyEvidence(rules: LeanRules, inputs: LeanInputs, { lo, hi }: LeanValues): boolean {
  return rules.weighed.some(
    (place) =>
      inputs.notApplicable[place] !== 1 &&
      ((lo[place] ?? 0) > 0 || (hi[place] ?? whole) < whole || isSeen(rules, inputs, place)),
  );
}
