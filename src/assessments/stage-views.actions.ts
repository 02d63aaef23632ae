import { todayOf } from "../platform/log/known-at.ts";
import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFactsOf } from "../organisations/organisations.store.ts";
import { decide } from "../platform/identity/policy.ts";
import type { Work } from "../platform/work.ts";
import { liveItems } from "../yardsticks/wording.ts";
import { dueDays } from "./due-days.actions.ts";
import { packedStride, type PackedScores } from "./packed-scores.ts";
import { storedProfiles } from "./samples.store.ts";
import { mayGive, type ScoredReview } from "./scored-review.actions.ts";
import { profilesOn } from "./scores-on.ts";
import type { ScoreKind } from "./scores.contract.ts";
import { currentScores } from "./scores.store.ts";
import { noActs, type SideActs, sideStage } from "./side-stages.ts";
import type { OrganisationStages, ReviewTerms } from "./stages.contract.ts";
import { readBothIn, readSides, type StoredSide } from "./stages.store.ts";
import type { Mover } from "./stages.ts";
import { reviewTerms } from "./terms.actions.ts";

/** Who may bring a side of an organisation to another stage. */
export function moversOf(work: Work, side: ScoreKind, organisation: string): Set<Mover> {
  const movers = new Set<Mover>();
  if (mayGive(work, side, organisation)) movers.add("side");
  if (decide(work.actor, "assessment.write", organisation).allowed) movers.add("officer");
  return movers;
}

/** What acts made of a side, from its row. */
export function actsOf(row: StoredSide | undefined): SideActs {
  if (row === undefined) return noActs;
  const { stage, since, by, reason, leaf, once_locked, extended_until: until } = row;
  const extension =
    until === null
      ? null
      : {
          until,
          officer: row.extension_officer ?? "",
          reason: row.extension_reason ?? "",
          by: row.extension_by ?? "",
          known_at: row.extension_known_at ?? "",
          leaf: row.extension_leaf ?? "",
        };
  return { stage, since, by, reason, leaf, once_locked, extension };
}

/** How both sides of some organisations of a review stand now, in their order, under its terms. */
export interface StagesNow {
  readonly terms: ReviewTerms;
  readonly organisations: readonly OrganisationStages[];
}

/**
 * How both sides of some organisations stand now: the number of statements does not grow with them.
 */
export async function stagesNow(
  work: Work,
  scored: ScoredReview,
  organisations: readonly string[],
): Promise<StagesNow> {
  const { transaction } = work;
  const { summary, asOf, yardstick } = scored;
  const { review, order } = summary;
  const terms = await reviewTerms(transaction, summary);
  const today = await todayOf(transaction);
  const due = {
    self: await dueDays(transaction, order, terms.self, today),
    independent: await dueDays(transaction, order, terms.independent, today),
  };
  const rows = await readSides(transaction, review, organisations);
  const sides = new Map(rows.map((row) => [`${row.side} ${row.organisation}`, row]));
  const inAt = await readBothIn(transaction, review, organisations);
  const facts = await organisationFactsOf(transaction, organisations, asOf);
  const names = new Map(facts.map((each) => [each.id, nameOn(each, today, asOf)]));
  const live = new Set(liveItems(yardstick).map(({ id }) => id));
  const places = yardstick.items.flatMap(({ id }, place) => (live.has(id) ? [place] : []));
  const without = profilesOn(await storedProfiles(transaction, review, asOf), { on: today, asOf });
  const current = await currentScores(transaction, review, organisations, yardstick.items.length);
  const packed = new Map(current.map((each) => [`${each.kind} ${each.organisation}`, each.scores]));
  const sideOf = (side: ScoreKind, organisation: string) => {
    const day = due[side].of(organisation);
    const left = without.get(organisation);
    const asked =
      left === undefined
        ? places
        : places.filter((place) => !left.has(yardstick.items[place]?.id ?? ""));
    return sideStage({
      acts: actsOf(sides.get(`${side} ${organisation}`)),
      due: day.due,
      dueWords: day.words,
      scored: scoredOf(packed.get(`${side} ${organisation}`), asked),
      of: asked.length,
      movers: moversOf(work, side, organisation),
      today,
    });
  };
  return {
    terms,
    organisations: organisations.map((organisation) => ({
      organisation,
      name: names.get(organisation) ?? organisation,
      both_in: inAt.get(organisation) ?? null,
      self: sideOf("self", organisation),
      independent: sideOf("independent", organisation),
      hidden: [],
    })),
  };
}

/** On how many of some places of the yardstick anything was said. */
function scoredOf(scores: PackedScores | undefined, places: readonly number[]): number {
  if (scores === undefined) return 0;
  return places.filter((place) => (scores[place * packedStride + 3] ?? 0) !== 0).length;
}
