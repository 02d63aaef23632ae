import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFactsOf } from "../organisations/organisations.store.ts";
import type { Work } from "../platform/work.ts";
import type { Yardstick, YardstickItem } from "../yardsticks/yardstick.contract.ts";
import { askedWhen } from "./asked-when.actions.ts";
import {
  allCurrentScores,
  type OrganisationPacked,
  packedScores,
  replayScores,
} from "./packed-scores.store.ts";
import { storedProfiles, storedRounds } from "./samples.store.ts";
import { requireOrganisation, type ScoredReview, scoredReview } from "./scored-review.actions.ts";
import { profilesOn, roundOn } from "./scores-on.ts";
import { lastAssessmentFact, scoreDays } from "./scores.store.ts";

/** One item that is compared, with its place in the yardstick. */
export interface PlacedItem {
  readonly item: YardstickItem;
  readonly place: number;
}

/** The scores of a review on a day, laid out to be compared. */
export interface Compared {
  readonly scored: ScoredReview;
  readonly on: string;
  readonly asOf: string;
  readonly organisations: readonly string[];
  /** Items that are scored by people: neither withdrawn nor measured. */
  readonly items: readonly PlacedItem[];
  /** Those that apply to an organisation. */
  itemsOf(organisation: string): readonly PlacedItem[];
  scoresOf(organisation: string): OrganisationPacked;
  readonly round: string | null;
}

const nothing: OrganisationPacked = { self: null, independent: null };

/** Reads the scores of a review, or of one organisation, in a number of statements that never grows. */
export async function compared(
  work: Work,
  review: string,
  asked: { readonly on?: string; readonly as_of?: string },
  only?: string,
): Promise<Compared> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const { on, asOf } = await askedWhen(work, asked, scored.asOf);
  const organisations =
    only === undefined ? scored.scope : [await requireOrganisation(transaction, scored, only)];
  const { items } = scored.yardstick;
  const last = await lastAssessmentFact(transaction, review, "infinity");
  const [day] = await scoreDays(transaction, review, "infinity");
  const newest = (last === null || last <= asOf) && (day ?? on) <= on;
  const read = newest
    ? only === undefined
      ? (await allCurrentScores(transaction, review, items.length)).organisations
      : await packedScores(transaction, review, organisations, items.length)
    : (
        await replayScores(
          transaction,
          review,
          { on, asOf },
          items.map(({ id }) => id),
        )
      ).organisations;
  const round = roundOn(await storedRounds(transaction, review, asOf), { on, asOf });
  const without = profilesOn(await storedProfiles(transaction, review, asOf), { on, asOf });
  const placed = items
    .map((item, place) => ({ item, place }))
    .filter(({ item }) => item.withdrawn === undefined);
  return {
    scored,
    on,
    asOf,
    organisations,
    items: placed,
    itemsOf: (organisation) => {
      const left = without.get(organisation);
      return left === undefined ? placed : placed.filter(({ item }) => !left.has(item.id));
    },
    scoresOf: (organisation) => read.get(organisation) ?? nothing,
    round,
  };
}

/** What stands at the head of every answer about differences. */
export function headOf({ scored, on, asOf }: Compared) {
  const { review, simulated } = scored.summary;
  return { review, simulated, on, as_of: asOf };
}

/** The titles of a yardstick's groups. */
export function groupsOf({ groups }: Yardstick): ReadonlyMap<string, string> {
  return new Map((groups ?? []).map(({ id, title }) => [id, title]));
}

/** What organisations are called on the day that is compared. */
export async function namesOf(
  work: Work,
  { on, asOf }: Compared,
  organisations: readonly string[],
): Promise<(organisation: string) => string> {
  const facts = await organisationFactsOf(work.transaction, organisations, asOf);
  const names = new Map(facts.map((each) => [each.id, nameOn(each, on, asOf)]));
  return (organisation) => names.get(organisation) ?? organisation;
}
