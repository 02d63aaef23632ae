import type { OrganisationScores } from "../assessments/organisation-scores.ts";
import { emptyEvidence, type ItemEvidence, type MissingReason } from "../evidence/item-evidence.ts";
import { whole } from "./exact.ts";
import { halfAndHalf } from "./half-and-half.ts";
import { type ItemValue, unknownValue, valueOfItem } from "./item-value.ts";
import { measuredFirst } from "./measured-first.ts";
import { type Methodology, type ScoreItem, scoreItems } from "./methodology.ts";
import type { RatingInputs } from "./rating-inputs.ts";

/** One item with its evidence, value and weight; weight 0 when it does not enter the score. */
export interface ItemResult {
  readonly item: string;
  readonly title: string;
  readonly weight: number;
  /** What the value is made of, in counts: measured, or combined from scores. */
  readonly evidence: ItemEvidence;
  readonly value: ItemValue;
  readonly self: ItemEvidence | null;
  readonly independent: ItemEvidence | null;
  /** Whether the item was sampled for independent scoring: an independent score elsewhere does not count. */
  readonly sampled: boolean;
}

/** Stands in the tree of reasons where a count is no list of units, but was combined from scores. */
export const combinedPart = "combined";

/** What the counts of a combined value are called: it is a mean, not a count of things. */
export const combinedUnits = "parts in a billion";

/**
 * The value of every item of a yardstick by a methodology, with the evidence that it is made of.
 * `trust` is in billionths (trust.ts). Throws a RangeError when counts do not add up.
 */
export function itemResults(inputs: RatingInputs, trust: number): ItemResult[] {
  const { evidence, methodology, yardstick, scores } = inputs;
  const members = new Map(scoreItems(methodology).map((member) => [member.item, member]));
  const found = new Map(evidence.items.map((each) => [each.item, each]));
  const said = saidBy(scores);
  return yardstick.items.map(({ id, title, measured_by }) => {
    const measured = measuredEvidence(found.get(id), id);
    const self = said.self.get(id) ?? null;
    const independent = said.independent.get(id) ?? null;
    const sampled = said.sampled.has(id);
    const combined =
      methodology.scores === "measured" || measured_by !== undefined
        ? { evidence: measured, value: valueOfItem(measured) }
        : combine(methodology.scores, trust, id, { self, independent, sampled });
    return {
      item: id,
      title,
      weight: weightOf(members.get(id), said.notApplicable),
      ...combined,
      self,
      independent,
      sampled,
    };
  });
}

interface Said {
  readonly self: ReadonlyMap<string, ItemEvidence>;
  readonly independent: ReadonlyMap<string, ItemEvidence>;
  readonly sampled: ReadonlySet<string>;
  readonly notApplicable: ReadonlySet<string>;
}

function saidBy(scores: OrganisationScores | undefined): Said {
  const byItem = (evidence: readonly ItemEvidence[] = []): Map<string, ItemEvidence> =>
    new Map(evidence.map((each) => [each.item, each]));
  return {
    self: byItem(scores?.self),
    independent: byItem(scores?.independent),
    sampled: new Set(scores?.sampled),
    notApplicable: new Set(scores?.notApplicable),
  };
}

/** What was measured of an item, as a rating takes it. */
export function measuredEvidence(found: ItemEvidence | undefined, item: string): ItemEvidence {
  return withoutMissing(found ?? emptyEvidence(item, "no-collection"));
}

/** Where the whole is missing, every unit is unknown: counts and value then say the same. */
function withoutMissing(evidence: ItemEvidence): ItemEvidence {
  if (evidence.missing === null) return evidence;
  return { ...evidence, good: 0, bad: 0, unknown: evidence.n - evidence.unseen };
}

function weightOf(member: ScoreItem | undefined, notApplicable: ReadonlySet<string>): number {
  return member === undefined || notApplicable.has(member.item) ? 0 : member.weight;
}

/** Both kinds of score of one item, and whether it was sampled for independent scoring. */
interface GivenScores {
  readonly self: ItemEvidence | null;
  readonly independent: ItemEvidence | null;
  readonly sampled: boolean;
}

/**
 * The value of an item without a measured source, with evidence that says the same in counts: those
 * of the one score that counts, or billionths where several were combined. An independent score
 * outside the sample does not count: the sample is fixed beforehand.
 */
function combine(
  scores: Exclude<Methodology["scores"], "measured">,
  trust: number,
  item: string,
  given: GivenScores,
): { readonly value: ItemValue; readonly evidence: ItemEvidence } {
  const self = valueOf(given.self);
  const independent = given.sampled ? valueOf(given.independent) : null;
  const value = combinedValue(scores, trust, { self, independent, sampled: given.sampled });
  const rule = `combined: ${scores}`;
  const only = value === independent ? given.independent : value === self ? given.self : null;
  if (only !== null) return { value, evidence: { ...only, rule } };
  const read = scores === "maturity-average" ? independent : (independent ?? self);
  if (read === null) {
    const missing = reasonOf(scores, given);
    const evidence = { ...emptyEvidence(item, missing), units: "scores", unseen: 1, n: 1, rule };
    return { value, evidence };
  }
  const counts = { good: value.lo, bad: whole - value.hi, n: whole };
  const evidence = {
    ...emptyEvidence(item, null),
    ...counts,
    units: combinedUnits,
    unknown: value.hi - value.lo,
    rule,
  };
  return { value, evidence };
}

function combinedValue(
  scores: Exclude<Methodology["scores"], "measured">,
  trust: number,
  given: { self: ItemValue | null; independent: ItemValue | null; sampled: boolean },
): ItemValue {
  switch (scores) {
    case "measured-first":
      return measuredFirst({ ...given, measuredSource: false, measured: null }, trust);
    case "half-and-half":
      return halfAndHalf(given.self, given.independent);
    case "maturity-average":
      return given.independent ?? unknownValue;
    default:
      return scores satisfies never;
  }
}

/** A score as a value; null where it is not there, or says that it is missing. */
function valueOf(evidence: ItemEvidence | null): ItemValue | null {
  if (evidence === null || evidence.n === 0 || evidence.missing !== null) return null;
  return valueOfItem(evidence);
}

/** Why no score counts: what the one that was asked for first says, else that none was given. */
function reasonOf(
  scores: Methodology["scores"],
  { self, independent, sampled }: GivenScores,
): MissingReason {
  const asked = [
    ...(sampled ? [independent] : []),
    ...(scores === "maturity-average" ? [] : [self]),
  ];
  return asked.find((each) => each !== null)?.missing ?? "not-reported";
}
