import { type PackedScores, packedStride } from "../assessments/packed-scores.ts";
import type { ItemEvidence } from "../evidence/item-evidence.ts";
import { cutDown, cutUp, fraction, whole } from "./exact.ts";
import type { CountedStates } from "./gate-states.ts";
import { halfAndHalf } from "./half-and-half.ts";
import { countsOf, type ItemCounts } from "./item-counts.ts";
import { measuredEvidence } from "./item-results.ts";
import { type ItemValue, unknownValue, valueOfItem } from "./item-value.ts";
import type { LeanRules } from "./lean-rules.ts";
import { measuredFirst } from "./measured-first.ts";
import type { ClosedSample } from "../assessments/closed-sample.ts";

/** What one organisation has, packed: as much as its rating hangs on. */
export interface LeanInputs {
  readonly self: PackedScores | null;
  readonly independent: PackedScores | null;
  /** 1 where the item was sampled for independent scoring. */
  readonly sampled: Uint8Array;
  /** What the closing of the sample recorded; null until it is closed. */
  readonly closed: ClosedSample | null;
  /** 1 where the item has no weight by an approved profile. */
  readonly notApplicable: Uint8Array;
  /** What was measured, by place; for an item that is not there nothing was. */
  readonly measured: ReadonlyMap<number, MeasuredValue>;
  /** Days (packed-scores.ts) from which on scores count; older ones are missing. */
  readonly since: number;
  /** The day of the round that is open: what is older was not reported. 0 before the first. */
  readonly round: number;
  /** What was decided and signed; undefined where no gate looks at it. */
  readonly states: CountedStates | undefined;
}

/** A measured value with what else a rating asks of it. */
export interface MeasuredValue {
  readonly value: ItemValue;
  readonly n: number;
  /** Whether a unit was at least seen. */
  readonly seen: boolean;
  /** As it enters totals. */
  readonly counts: ItemCounts;
}

/** Takes out of what was measured as much as a rating from packed scores needs. */
export function measuredValue(evidence: ItemEvidence): MeasuredValue {
  const { good, bad, unknown, unseen, n, missing } = evidence;
  // Where the whole is missing, every unit that is not unseen is unknown.
  const seen = missing === null ? good + bad + unknown : n - unseen;
  const counts = countsOf(measuredEvidence(evidence, evidence.item));
  return { value: valueOfItem(evidence), n, seen: seen > 0, counts };
}

/** Values of all items of one organisation in billionths, by place. */
export interface LeanValues {
  readonly lo: Int32Array;
  readonly hi: Int32Array;
}

/** Above this a count in billionths may not be a safe integer any more. */
const mostCounted = Math.floor(Number.MAX_SAFE_INTEGER / whole);

/** Billionths of `part` in `n`, cut down. Division of safe integers that is cut is exact. */
function billionthsDown(part: number, n: number): number {
  return part <= mostCounted ? Math.floor((part * whole) / n) : cutDown(fraction(part, n));
}

function billionthsUp(part: number, n: number): number {
  return part <= mostCounted ? Math.ceil((part * whole) / n) : cutUp(fraction(part, n));
}

/** `share` of `trust`, both in billionths, cut down; the product is split so that it stays safe. */
function shareOf(share: number, trust: number): number {
  const upper = Math.floor(trust / 32_768);
  const product = share * upper;
  const thousands = Math.floor(product / whole);
  const rest = (product - thousands * whole) * 32_768 + share * (trust - upper * 32_768);
  return thousands * 32_768 + Math.floor(rest / whole);
}

/** A score as a value; null where none counts. The same as `valueOfItem` of its evidence. */
function scoreAt(scores: PackedScores | null, place: number, since: number): ItemValue | null {
  if (!counts(scores, place, since)) return null;
  const at = place * packedStride;
  const [good = 0, bad = 0, n = 0] = scores.subarray(at, at + 3);
  const lo = billionthsDown(good, n);
  const hi = good + bad === n ? lo : billionthsUp(n - bad, n);
  return { lo, hi, counts: { good, bad, n } };
}

function counts(scores: PackedScores | null, place: number, since: number): scores is PackedScores {
  if (scores === null) return false;
  const at = place * packedStride;
  const day = scores[at + 3] ?? 0;
  return day > 0 && day >= since && (scores[at + 2] ?? 0) > 0;
}

/** The value of one item with its exact counts: the same as rate-organisation.ts gives it. */
export function valueAt(
  rules: LeanRules,
  inputs: LeanInputs,
  trust: number,
  place: number,
): ItemValue {
  const { self, independent, since } = inputs;
  const sampled = inputs.sampled[place] === 1;
  const given = {
    measuredSource: rules.measured[place] === 1,
    measured: inputs.measured.get(place)?.value ?? unknownValue,
    self: scoreAt(self, place, since),
    independent: sampled ? scoreAt(independent, place, since) : null,
    sampled,
  };
  switch (rules.methodology.scores) {
    case "measured":
      return given.measured;
    case "measured-first":
      return measuredFirst(given, trust);
    case "half-and-half":
      return given.measuredSource ? given.measured : halfAndHalf(given.self, given.independent);
    case "maturity-average":
      return given.measuredSource ? given.measured : (given.independent ?? unknownValue);
    default:
      return rules.methodology.scores satisfies never;
  }
}

/** Whether anybody said anything of an item that counts, or anything was seen of it. */
export function isSeen(rules: LeanRules, inputs: LeanInputs, place: number): boolean {
  if (rules.measured[place] === 1) return inputs.measured.get(place)?.seen === true;
  const { self, independent, sampled, since } = inputs;
  if (sampled[place] === 1 && counts(independent, place, since)) return true;
  return rules.methodology.scores !== "maturity-average" && counts(self, place, since);
}

/**
 * Whether an item has no score that counts because the one that was asked for first is older than
 * the methodology allows, and not merely of an earlier round.
 */
export function isStale(rules: LeanRules, inputs: LeanInputs, place: number): boolean {
  const { self, independent, sampled, since, round } = inputs;
  const given = (scores: PackedScores | null): number => scores?.[place * packedStride + 3] ?? 0;
  const selfDay = rules.methodology.scores === "maturity-average" ? 0 : given(self);
  const first = (sampled[place] === 1 ? given(independent) : 0) || selfDay;
  return first > 0 && first < since && first >= round && !isSeen(rules, inputs, place);
}

/** How many units the evidence of an item has: where people gave scores, the steps of its value. */
export function unitsAt(
  rules: LeanRules,
  inputs: LeanInputs,
  trust: number,
  place: number,
): number {
  if (rules.measured[place] === 1) return inputs.measured.get(place)?.n ?? 0;
  const own = valueAt(rules, inputs, trust, place).counts;
  return own?.n ?? (isSeen(rules, inputs, place) ? whole : 1);
}

/**
 * Values of all items, without an object for each: a thousand organisations with a thousand items
 * are a million values. A test holds every one against `valueAt`.
 */
export function leanValues(rules: LeanRules, inputs: LeanInputs, trust: number): LeanValues {
  const lo = new Int32Array(rules.items);
  const hi = new Int32Array(rules.items);
  const own = new Int32Array(2);
  const other = new Int32Array(2);
  const kind = rules.methodology.scores;
  for (let place = 0; place < rules.items; place += 1) {
    if (kind === "measured" || rules.measured[place] === 1) {
      const value = inputs.measured.get(place)?.value ?? unknownValue;
      own[0] = value.lo;
      own[1] = value.hi;
    } else {
      const sampled = inputs.sampled[place] === 1;
      const hasIndependent = sampled && readInto(other, inputs.independent, place, inputs.since);
      if (kind === "maturity-average") {
        own.set(hasIndependent ? other : nothing);
      } else {
        const hasSelf = readInto(own, inputs.self, place, inputs.since);
        if (kind === "half-and-half") halve(own, hasSelf, other, hasIndependent);
        else if (hasIndependent) own.set(other);
        else if (hasSelf) own[0] = sampled ? 0 : shareOf(own[0] ?? 0, trust);
      }
    }
    lo[place] = own[0] ?? 0;
    hi[place] = own[1] ?? whole;
  }
  return { lo, hi };
}

const nothing = Int32Array.of(0, whole);

/** Writes a score as [lo, hi], or [0, 1] where none counts; answers whether one does. */
function readInto(
  into: Int32Array,
  scores: PackedScores | null,
  place: number,
  since: number,
): boolean {
  if (!counts(scores, place, since)) {
    into[0] = 0;
    into[1] = whole;
    return false;
  }
  const at = place * packedStride;
  const good = scores[at] ?? 0;
  const bad = scores[at + 1] ?? 0;
  const n = scores[at + 2] ?? 0;
  const lo = billionthsDown(good, n);
  into[0] = lo;
  into[1] = good + bad === n ? lo : billionthsUp(n - bad, n);
  return true;
}

function halve(self: Int32Array, hasSelf: boolean, other: Int32Array, hasOther: boolean): void {
  const [selfLo = 0, selfHi = whole] = hasSelf ? self : nothing;
  const [otherLo = 0, otherHi = whole] = hasOther ? other : nothing;
  const exact = selfLo === selfHi && otherLo === otherHi;
  const lo = Math.floor((selfLo + otherLo) / 2);
  self[0] = lo;
  self[1] = exact ? lo : Math.ceil((selfHi + otherHi) / 2);
}
