import { Problem } from "../kit/problem.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import { type AskedReview, askReview, type ReviewAsked } from "./ask-review.actions.ts";
import { foldOfQuestion, namedOrganisations } from "./asked-fold.actions.ts";
import { determineReview } from "./determination.actions.ts";
import type { ItemView } from "./determination-views.contract.ts";
import { ratedItems } from "./determine.ts";
import { itemHeadline, itemLede } from "./item-words.ts";
import { totalAt } from "./lean-answer.ts";
import { scoresAsked } from "./scores-asked.actions.ts";

/** What the page of one item across all organisations shows. Refuses (not-found) an unknown item. */
export async function showItem(work: Work, item: string, asked: ReviewAsked): Promise<ItemView> {
  const question = await askReview(work.transaction, asked);
  const { yardstick } = question;
  const found = yardstick.items.find(({ id }) => id === item);
  if (found === undefined) {
    const known = yardstick.items.map(({ id }) => id).join(", ");
    const sentence = `${yardstick.id}@${yardstick.version} has no item ${item}; its items are ${known}.`;
    throw new Problem("not-found", sentence);
  }
  const { total, rows } =
    question.methodology.methodology.scores === "measured"
      ? await foundInFull(work.transaction, question, item)
      : await foundInFold(work.transaction, asked, question, found);
  return {
    review: question.review.review,
    on: question.on,
    as_of: question.asOf,
    item,
    title: found.title,
    text: found.text,
    yardstick: `${yardstick.id}@${yardstick.version}`,
    headline: itemHeadline(total),
    lede: itemLede(total),
    minimum_units: question.methodology.methodology.sample?.units ?? 0,
    total,
    items: yardstick.items.map(({ id, title }) => ({ item: id, title })),
    rows,
  };
}

type Found = Pick<ItemView, "total" | "rows">;

/** Where only what was measured counts: from a determination with everything in it. */
async function foundInFull(
  transaction: Transaction,
  question: AskedReview,
  item: string,
): Promise<Found> {
  const { determination } = await determineReview(transaction, question);
  const total = determination.enterprise.items.find((each) => each.item === item);
  if (total === undefined) throw new Error(`the enterprise view lacks ${item}`);
  const rows = determination.ratings.flatMap(({ organisation, name, items }) =>
    items
      .filter((each) => each.item === item)
      .map(({ value, evidence }) => ({ organisation, name, value, evidence })),
  );
  return { total, rows };
}

/** Where scores are combined only this item is read, of every organisation. */
async function foundInFold(
  transaction: Transaction,
  asked: ReviewAsked,
  question: AskedReview,
  item: Yardstick["items"][number],
): Promise<Found> {
  const named = await namedOrganisations(transaction, question);
  const scores = await scoresAsked(transaction, question, question.question.scope, item.id);
  const { fold, around } = await foldOfQuestion(transaction, asked, question);
  // From here on nothing is waited for: the fold goes on with what others commit.
  const measured = new Map(around.evidence.organisations.map((each) => [each.organisation, each]));
  // A value hangs on the item alone: what the others weigh is not laid out a thousand times.
  const alone = { ...question.methodology.methodology, functions: [] };
  const methodology = { ...question.methodology, methodology: alone };
  const rules = { yardstick: { ...question.yardstick, items: [item] }, methodology, parts: [] };
  const rows = named
    .toSorted((left, right) => (left.organisation < right.organisation ? -1 : 1))
    .flatMap(({ organisation, name }) => {
      const items = measured.get(organisation)?.items ?? [];
      const own = scores.get(organisation);
      return ratedItems({ organisation, name, items }, rules, own).map(({ value, evidence }) => ({
        organisation,
        name,
        value,
        evidence,
      }));
    });
  return { total: totalAt(fold, fold.rules.placeOf.get(item.id) ?? -1), rows };
}
