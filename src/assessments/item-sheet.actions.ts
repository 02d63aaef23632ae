import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFactsOf } from "../organisations/organisations.store.ts";
import type { Work } from "../platform/work.ts";
import { askedWhen } from "./asked-when.actions.ts";
import { givers, peopleOf } from "./people.actions.ts";
import { storedProfiles, storedSample } from "./samples.store.ts";
import { mayGive, requireItem, scoredReview } from "./scored-review.actions.ts";
import { toldScores } from "./score-facts.store.ts";
import type { ItemSheet, ItemSheetQuery } from "./score-views.contract.ts";
import { profilesOn } from "./scores-on.ts";
import type { ScoreKind } from "./scores.contract.ts";
import { shownScore } from "./shown-score.ts";
import { sideLocks } from "./side-locks.actions.ts";
import { sightOf } from "./sight.actions.ts";

const pageLength = 200;
const kinds: readonly ScoreKind[] = ["self", "independent"];

/**
 * One item with what every organisation of the list says of it and what was said of them, in pages by
 * identifier, as of a day and an instant; the number of statements does not grow. Of what whoever
 * asks may not see nothing is told.
 */
export async function showItemSheet(
  work: Work,
  review: string,
  itemName: string,
  asked: ItemSheetQuery,
): Promise<ItemSheet> {
  const { transaction } = work;
  const { after, limit = pageLength } = asked;
  const scored = await scoredReview(transaction, review);
  const { item, wording } = requireItem(itemName, scored);
  const { on, asOf } = await askedWhen(work, asked, scored.asOf);
  const rest = scored.scope.filter((each) => after === undefined || each > after);
  const page = rest.slice(0, limit);
  const sight = await sightOf(work, review);
  const told = await toldScores(transaction, review, { on, asOf }, page, item.id);
  const at = new Map(told.map((each) => [`${each.kind} ${each.organisation}`, each]));
  const facts = await organisationFactsOf(transaction, page, asOf);
  const names = new Map(facts.map((each) => [each.id, nameOn(each, on, asOf)]));
  const without = profilesOn(await storedProfiles(transaction, review, asOf), { on, asOf });
  const sample = await storedSample(transaction, review, asOf);
  const locks = await sideLocks(transaction, scored.summary, page);
  const organisations = page.map((organisation): ItemSheet["organisations"][number] => {
    const seen = sight.of(organisation);
    const sides = kinds.filter(
      (kind) => seen === "everything" || (seen === "own-side" && kind === "independent"),
    );
    const shown = (kind: ScoreKind) => {
      const score = sides.includes(kind) ? at.get(`${kind} ${organisation}`) : undefined;
      return score === undefined ? null : shownScore(score, item);
    };
    const locked = (kind: ScoreKind): string =>
      sides.includes(kind) ? (locks.because(kind, organisation) ?? "") : "";
    return {
      organisation,
      name: names.get(organisation) ?? organisation,
      applicable: without.get(organisation)?.has(item.id) !== true,
      self: shown("self"),
      independent: shown("independent"),
      hidden: kinds.filter((kind) => !sides.includes(kind)),
      may_give: sides.filter((kind) => locked(kind) === "" && mayGive(work, kind, organisation)),
      locked_words: { self: locked("self"), independent: locked("independent") },
    };
  });
  return {
    review,
    simulated: scored.summary.simulated,
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
    sampled: sample === undefined || sample.items.includes(item.id),
    on,
    as_of: asOf,
    total: scored.scope.length,
    organisations,
    people: await peopleOf(
      transaction,
      givers(organisations.flatMap(({ self, independent }) => [self, independent])),
    ),
    next: rest.length > page.length ? (page.at(-1) ?? null) : null,
  };
}
