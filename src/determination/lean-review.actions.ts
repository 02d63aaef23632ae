import { profilesOn, roundOn, scoresSince } from "../assessments/scores-on.ts";
import {
  allCurrentScores,
  type OrganisationPacked,
  replayScores,
} from "../assessments/packed-scores.store.ts";
import { dayNumber } from "../assessments/packed-scores.ts";
import {
  closedSamples,
  storedClosing,
  storedProfiles,
  storedRounds,
  storedSample,
} from "../assessments/samples.store.ts";
import type { ClosedSample } from "../assessments/closed-sample.ts";
import type { CountedEvidence } from "../evidence/counted-evidence.ts";
import { countedEvidence } from "../evidence/evidence-counted.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { AskedReview } from "./ask-review.actions.ts";
import { outsideCounts } from "./outside-counts.ts";
import type { CountedStates } from "./gate-states.ts";
import { countsOf } from "./item-counts.ts";
import { measuredEvidence } from "./item-results.ts";
import { addInside, addOutside, emptyTally, type ItemTally } from "./item-tally.ts";
import {
  addOrganisation,
  beginFold,
  foldedOrganisation,
  type FoldedOrganisation,
  type LeanFold,
} from "./lean-fold.ts";
import { statesAsked } from "./states-asked.actions.ts";
import { leanRules } from "./lean-rules.ts";
import { withItems } from "./methodology-groups.ts";
import { type LeanInputs, measuredValue, type MeasuredValue } from "./lean-values.ts";

/** What ratings hang on beside scores: read once for a fold. */
interface Surroundings {
  readonly since: number;
  readonly round: number;
  readonly sampled: Uint8Array;
  readonly closed: ReadonlyMap<string, ClosedSample>;
  readonly notApplicable: ReadonlyMap<string, Uint8Array>;
  readonly measured: ReadonlyMap<string, ReadonlyMap<number, MeasuredValue>>;
  readonly states: ReadonlyMap<string, CountedStates>;
  /** The evidence of measured items, with names outside the list and where the source differs. */
  readonly evidence: CountedEvidence;
}

const nothingMeasured: CountedEvidence = { organisations: [], outside: [], differs: [] };

/** A fold with what it takes to rate one of its organisations again. */
export interface ReviewFold {
  readonly fold: LeanFold;
  readonly around: Surroundings;
}

/** The fold of a review on a day as known at an instant, made anew from the whole history. */
export async function replayedFold(
  transaction: Transaction,
  asked: AskedReview,
): Promise<ReviewFold> {
  const { review, on, asOf, yardstick } = asked;
  const ids = yardstick.items.map(({ id }) => id);
  const begun = await begin(transaction, asked);
  const scores = await replayScores(transaction, review.review, { on, asOf }, ids);
  return filled(begun, asked, scores.organisations);
}

/** The same as of now, made of the packed scores. `on` has to be no earlier than any score. */
export async function currentFold(
  transaction: Transaction,
  asked: AskedReview,
): Promise<ReviewFold> {
  const begun = await begin(transaction, asked);
  const { review, yardstick } = asked;
  const scores = await allCurrentScores(transaction, review.review, yardstick.items.length);
  return filled(begun, asked, scores.organisations);
}

const nothing: OrganisationPacked = { self: null, independent: null };
const none: ReadonlyMap<number, MeasuredValue> = new Map();

function filled(
  begun: ReviewFold,
  { question }: AskedReview,
  scores: ReadonlyMap<string, OrganisationPacked>,
): ReviewFold {
  for (const organisation of question.scope) {
    addOrganisation(
      begun.fold,
      ratedAnew(begun, organisation, scores.get(organisation) ?? nothing),
    );
  }
  return begun;
}

/** Rates one organisation of a fold by other scores. */
export function ratedAnew(
  { fold, around }: ReviewFold,
  organisation: string,
  { self, independent }: OrganisationPacked,
): FoldedOrganisation {
  const inputs: LeanInputs = {
    self,
    independent,
    since: around.since,
    round: around.round,
    sampled: around.sampled,
    closed: around.closed.get(organisation) ?? null,
    notApplicable: around.notApplicable.get(organisation) ?? new Uint8Array(fold.items.length),
    measured: around.measured.get(organisation) ?? none,
    states: around.states.get(organisation),
  };
  return foldedOrganisation(fold.rules, organisation, inputs);
}

/** A fold over nobody, with everything that does not hang on scores. */
async function begin(transaction: Transaction, asked: AskedReview): Promise<ReviewFold> {
  const { review, on, asOf, yardstick, methodology, question } = asked;
  const rules = leanRules(withItems(methodology.methodology, yardstick), yardstick);
  const bits = (items: ReadonlySet<string>): Uint8Array =>
    Uint8Array.from(yardstick.items, ({ id }) => (items.has(id) ? 1 : 0));
  const sample = await storedSample(transaction, review.review, asOf);
  const closing = await storedClosing(transaction, review.review, asOf);
  const profiles = profilesOn(await storedProfiles(transaction, review.review, asOf), asked);
  const round = roundOn(await storedRounds(transaction, review.review, asOf), asked);
  const { evidence, measured, tallies } = rules.measured.includes(1)
    ? await measuredItems(transaction, asked, rules.measured)
    : { evidence: nothingMeasured, measured: new Map(), tallies: new Map() };
  const around = {
    since: dayNumber(scoresSince({ on, maximumAgeDays: question.maximumAgeDays }, round)),
    round: round === null ? 0 : dayNumber(round),
    sampled: sample ? bits(new Set(sample.items)) : new Uint8Array(rules.items).fill(1),
    closed:
      closing !== undefined && closing.day <= on
        ? await closedSamples(transaction, review.review)
        : new Map<string, ClosedSample>(),
    notApplicable: new Map(
      [...profiles].map(([organisation, items]) => [organisation, bits(items)] as const),
    ),
    measured,
    states: await statesAsked(transaction, asked),
    evidence,
  };
  return { fold: beginFold(rules, yardstick.items, tallies), around };
}

async function measuredItems(
  transaction: Transaction,
  { question, yardstick }: AskedReview,
  places: Uint8Array,
) {
  const items = yardstick.items.filter((_, place) => places[place] === 1);
  const evidence = await countedEvidence(transaction, {
    ...question,
    yardstick: { ...yardstick, items },
  });
  const tallies = new Map<number, ItemTally>();
  const measured = new Map<string, Map<number, MeasuredValue>>();
  const measuredPlaces = [...yardstick.items.entries()].filter(([place]) => places[place] === 1);
  for (const [place] of measuredPlaces) tallies.set(place, emptyTally());
  for (const { organisation, items } of evidence.organisations) {
    const found = new Map(items.map((each) => [each.item, each]));
    const own = new Map<number, MeasuredValue>();
    for (const [place, { id }] of measuredPlaces) {
      const each = measuredEvidence(found.get(id), id);
      own.set(place, measuredValue(each));
      addInside(tallies.get(place) ?? emptyTally(), countsOf(each));
    }
    measured.set(organisation, own);
  }
  const outside = new Map(outsideCounts(evidence.outside).map((each) => [each.item, each]));
  for (const [place, { id }] of measuredPlaces) {
    const counts = outside.get(id);
    if (counts) addOutside(tallies.get(place) ?? emptyTally(), counts);
  }
  return { evidence, measured, tallies };
}
