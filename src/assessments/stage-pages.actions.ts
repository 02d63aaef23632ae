import type { Work } from "../platform/work.ts";
import { movers, peopleOf } from "./people.actions.ts";
import { systemsInside } from "./scored-organisation.actions.ts";
import { requireOrganisation, scoredReview } from "./scored-review.actions.ts";
import { sightOf } from "./sight.actions.ts";
import { actsOf, stagesNow } from "./stage-views.actions.ts";
import type {
  OneStages,
  OrganisationStages,
  SideStage,
  Stage,
  StagePage,
  StagesQuery,
} from "./stages.contract.ts";
import { readSides, readStageActs, sidesWithScores } from "./stages.store.ts";
import { stageOf } from "./stages.ts";

const pageLength = 100;
const historyLength = 200;

/** What somebody who may not see an organisation's own side is told of it: nothing. */
function hiddenSide(side: SideStage): SideStage {
  return {
    ...side,
    stage: "assigned",
    since: null,
    by: null,
    reason: "",
    leaf: null,
    extension: null,
    locked: false,
    locked_words: "",
    days_late: 0,
    once_locked: false,
    scored: 0,
    may: [],
  };
}

/** How an organisation stands, as far as whoever asks may see it. */
export function sightedStages(
  stages: OrganisationStages,
  sight: "everything" | "own-side" | "nothing",
): OrganisationStages {
  if (sight === "everything") return stages;
  const self = hiddenSide(stages.self);
  const independent = sight === "nothing" ? hiddenSide(stages.independent) : stages.independent;
  const hidden = sight === "nothing" ? (["self", "independent"] as const) : (["self"] as const);
  return { ...stages, both_in: null, self, independent, hidden: [...hidden] };
}

/**
 * How both sides of each organisation stand, in pages by identifier, with how many are at each stage.
 * Of what whoever asks may not see nothing is told, nor counted.
 */
export async function listStages(
  work: Work,
  review: string,
  { side, stage, after, limit = pageLength }: StagesQuery,
): Promise<StagePage> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const sight = await sightOf(work, review);
  const rows = await readSides(transaction, review, null);
  const given = await sidesWithScores(transaction, review, null);
  const at = new Map(rows.map((row) => [`${row.side} ${row.organisation}`, actsOf(row).stage]));
  const stageAt = (which: "self" | "independent", organisation: string): Stage => {
    const seen = sight.of(organisation);
    if (seen === "nothing" || (seen === "own-side" && which === "self")) return "assigned";
    const key = `${which} ${organisation}`;
    return stageOf(at.get(key) ?? null, given.has(key));
  };
  const sides = side === undefined ? (["self", "independent"] as const) : ([side] as const);
  const matching = scored.scope.filter(
    (organisation) =>
      stage === undefined || sides.every((which) => stageAt(which, organisation) === stage),
  );
  const rest = matching.filter((organisation) => after === undefined || organisation > after);
  const shown = rest.slice(0, limit);
  const now = await stagesNow(work, scored, shown);
  const counts = (which: "self" | "independent"): Record<string, number> => {
    const found: Record<string, number> = {};
    for (const organisation of scored.scope) {
      const here = stageAt(which, organisation);
      found[here] = (found[here] ?? 0) + 1;
    }
    return found;
  };
  const seen = now.organisations.map((each) => sightedStages(each, sight.of(each.organisation)));
  return {
    review,
    simulated: scored.summary.simulated,
    terms: now.terms,
    counts: { self: counts("self"), independent: counts("independent") },
    total: matching.length,
    organisations: seen,
    people: await peopleOf(transaction, movers(seen)),
    next: rest.length > shown.length ? (shown.at(-1) ?? null) : null,
  };
}

/** How both sides of one organisation stand, with the newest acts that led there. */
export async function showStages(work: Work, review: string, name: string): Promise<OneStages> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const organisation = await requireOrganisation(transaction, scored, name);
  const sight = (await sightOf(work, review)).requireAny(organisation);
  const { terms, organisations } = await stagesNow(work, scored, [organisation]);
  const [stages] = organisations;
  if (stages === undefined) throw new Error("an organisation has no stages");
  const acts = await readStageActs(transaction, review, organisation, historyLength + 1);
  const seen = acts.filter(({ side }) => sight === "everything" || side === "independent");
  const shown = sightedStages(stages, sight);
  const history = seen.slice(0, historyLength).map(({ organisation: _whose, ...act }) => act);
  return {
    review,
    simulated: scored.summary.simulated,
    terms,
    ...shown,
    systems: await systemsInside(transaction, scored, organisation, scored.asOf.slice(0, 10)),
    history,
    people: await peopleOf(transaction, [...movers([shown]), ...history.map(({ by }) => by)]),
    more: seen.length > historyLength,
  };
}
