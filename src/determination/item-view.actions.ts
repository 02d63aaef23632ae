import { Problem } from "../kit/problem.ts";
import type { Work } from "../platform/work.ts";
import { askReview, type ReviewAsked } from "./ask-review.actions.ts";
import { determineReview } from "./determination.actions.ts";
import type { ItemView } from "./determination-views.contract.ts";
import { itemHeadline, itemLede } from "./item-words.ts";

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
  const { determination } = await determineReview(work.transaction, question);
  const total = determination.enterprise.items.find((each) => each.item === item);
  if (total === undefined) throw new Error(`the enterprise view lacks ${item}`);
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
    rows: determination.ratings.flatMap(({ organisation, name, items }) =>
      items
        .filter((each) => each.item === item)
        .map(({ value, evidence }) => ({ organisation, name, value, evidence })),
    ),
  };
}
