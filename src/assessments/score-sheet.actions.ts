import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFactsOf } from "../organisations/organisations.store.ts";
import { ReadyAnswer } from "../platform/http/route.ts";
import type { Work } from "../platform/work.ts";
import { askedWhen } from "./asked-when.actions.ts";
import { givers, movers, peopleOf } from "./people.actions.ts";
import { profileOn } from "./profiles.store.ts";
import { type ToldScore, toldScores } from "./score-facts.store.ts";
import { storedClosing, storedProfiles, storedSample } from "./samples.store.ts";
import { requireScoredIn, systemsInside } from "./scored-organisation.actions.ts";
import { mayGive, type ScoredItem, scoredReview } from "./scored-review.actions.ts";
import { profilesOn } from "./scores-on.ts";
import { sightOf } from "./sight.actions.ts";
import type { ScoreKind, ScoreSheet, ShownScore } from "./scores.contract.ts";
import { shownScore } from "./shown-score.ts";
import { sightedStages } from "./stage-pages.actions.ts";
import { stagesNow } from "./stage-views.actions.ts";

const allKinds: readonly ScoreKind[] = ["self", "independent"];

/**
 * All items of a review's yardstick with what one organisation says of itself and what was said of
 * it independently, as of a day and as known at an instant; left out, today and now. Every answer
 * stands beside the digest of the wording that was answered. A blind auditor is shown the independent
 * side only.
 * Refuses: whoever held a post there (not-permitted), a review or organisation that is not there, a day that is none, an instant to come.
 */
export async function showScores(
  work: Work,
  review: string,
  name: string,
  asked: { readonly on?: string; readonly as_of?: string; readonly system?: string },
): Promise<ReadyAnswer<ScoreSheet>> {
  const { transaction } = work;
  const scored = await scoredReview(transaction, review);
  const { organisation, owner } = await requireScoredIn(transaction, scored, name, asked.system);
  const sight = (await sightOf(work, review)).requireAny(owner);
  const hidden: ScoreKind[] = sight === "everything" ? [] : ["self"];
  const kinds = allKinds.filter((kind) => !hidden.includes(kind));
  const { on, asOf } = await askedWhen(work, asked, scored.asOf);
  const told = await toldScores(transaction, review, { on, asOf }, [organisation]);
  const shown = told.filter(({ kind }) => kinds.includes(kind));
  const scores = new Map(shown.map((each) => [`${each.kind} ${each.item}`, each]));
  const sample = await storedSample(transaction, review, asOf);
  const closing = await storedClosing(transaction, review, asOf);
  const sampled = sample === undefined ? null : new Set(sample.items);
  const profiles = await storedProfiles(transaction, review, asOf);
  const without = profilesOn(profiles, { on, asOf }).get(owner) ?? new Set<string>();
  const profile = await profileOn(transaction, review, owner, { on, asOf });
  const reasons = new Map([
    ...profiles
      .filter((each) => each.organisation === owner && !each.applies)
      .flatMap(({ items, reason }) => items.map((item) => [item, reason] as const)),
    ...(profile?.content.not_applicable ?? []).map(({ item, reason }) => [item, reason] as const),
  ]);
  const facts = await organisationFactsOf(transaction, [organisation, owner], asOf);
  const named = (id: string): string => {
    const fact = facts.find((each) => each.id === id);
    return fact === undefined ? id : nameOn(fact, on, asOf);
  };
  const { organisations: stages } = await stagesNow(work, scored, [owner]);
  const [stage] = stages.map((each) => sightedStages(each, sight));
  if (stage === undefined) throw new Error("an organisation has no stages");
  const head: Omit<ScoreSheet, "items"> = {
    review,
    organisation,
    name: named(organisation),
    yardstick: `${scored.yardstick.id}@${scored.yardstick.version}`,
    simulated: scored.summary.simulated,
    on,
    as_of: asOf,
    within: owner === organisation ? null : { organisation: owner, name: named(owner) },
    systems:
      owner === organisation ? await systemsInside(transaction, scored, organisation, on) : [],
    stages: { both_in: stage.both_in, self: stage.self, independent: stage.independent },
    profile:
      profile === undefined
        ? null
        : {
            version: profile.version,
            from: profile.from,
            practices: profile.content.practices,
          },
    sample_closed: closing?.day ?? null,
    may_give: kinds.filter((kind) => mayGive(work, kind, owner)),
    hidden,
    people: await peopleOf(transaction, [...givers(shown), ...movers([stage])]),
  };
  const items = [...scored.items.values()].map((each) => {
    const { id } = each.item;
    const own: SheetOwn = {
      sampled: sampled === null || sampled.has(id),
      applicable: !without.has(id),
      not_applicable_reason: without.has(id) ? (reasons.get(id) ?? null) : null,
      self: shownOr(scores.get(`self ${id}`), each),
      independent: shownOr(scores.get(`independent ${id}`), each),
    };
    return `${wordsOf(each)},${JSON.stringify(own).slice(1)}`;
  });
  const text = `${JSON.stringify(head).slice(0, -1)},"items":[${items.join()}]}`;
  return new ReadyAnswer(new TextEncoder().encode(text), true);
}

type SheetItem = ScoreSheet["items"][number];
type SheetOwn = Pick<
  SheetItem,
  "sampled" | "applicable" | "not_applicable_reason" | "self" | "independent"
>;

/** What every organisation is shown of an item, as JSON without its end; kept with the yardstick. */
const keptWords = new WeakMap<ScoredItem, string>();

function wordsOf(item: ScoredItem): string {
  let words = keptWords.get(item);
  if (words === undefined) {
    words = JSON.stringify(itemOf(item)).slice(0, -1);
    keptWords.set(item, words);
  }
  return words;
}

function itemOf({ item, wording }: ScoredItem): Omit<SheetItem, keyof SheetOwn> {
  return {
    item: item.id,
    label: item.label ?? item.id,
    title: item.title,
    text: item.text,
    scale: item.scale,
    units: item.units ?? null,
    group: item.group ?? null,
    wording,
    withdrawn: item.withdrawn !== undefined,
    measured_by: item.measured_by ?? null,
  };
}

function shownOr(told: ToldScore | undefined, { item }: ScoredItem): ShownScore | null {
  return told === undefined ? null : shownScore(told, item);
}
