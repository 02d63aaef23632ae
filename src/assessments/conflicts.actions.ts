import { headOffices } from "../organisations/heads.store.ts";
import { standingsOfAccount } from "../offices/offices.store.ts";
import { postsOfStandings } from "../offices/posts-of-standings.ts";
import { readActs } from "../orders/orders.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { postsHeld } from "../platform/identity/posts.store.ts";
import { storedReviews } from "../reviews/reviews.store.ts";
import { overlap, type Span } from "./blindness.ts";

/**
 * The organisations that an account may not audit, by review, because it held a post there within
 * the period of the review's order: posts that were declared, roles for the organisation, and the
 * office that heads it. Of one review, or of all. Two statements where there is no post at all.
 */
export async function conflictsOf(
  transaction: Transaction,
  account: string,
  review: string | null,
  asOf: string,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const declared = await postsHeld(transaction, account);
  const standings = await standingsOfAccount(transaction, account, asOf);
  if (declared.length === 0 && standings.length === 0) return new Map();
  const held = postsOfStandings(standings, account);
  const headed = held.length === 0 ? [] : await headOffices(transaction, null, asOf);
  const posts = [
    ...declared,
    ...held.flatMap((post) =>
      headed
        .filter(({ office }) => office === post.office)
        .map(({ organisation }) => ({ ...post, organisation })),
    ),
  ];
  const found = new Map<string, ReadonlySet<string>>();
  for (const [id, period] of await periodsOf(transaction, review, asOf)) {
    const within = posts.filter((post) => overlap(post, period));
    if (within.length > 0) found.set(id, new Set(within.map(({ organisation }) => organisation)));
  }
  return found;
}

/**
 * The periods of the orders of reviews: from the day on which an order was signed to the day on
 * which it was closed or superseded. Without a signed order a period begins on the day on which the
 * review was made.
 */
async function periodsOf(
  transaction: Transaction,
  review: string | null,
  asOf: string,
): Promise<ReadonlyMap<string, Span>> {
  const reviews = (await storedReviews(transaction, asOf)).filter(
    (each) => review === null || each.review === review,
  );
  const orders = new Set(reviews.map(({ order }) => order).filter((order) => order !== ""));
  const [only] = orders.size === 1 ? orders : [null];
  const acts = orders.size === 0 ? [] : await readActs(transaction, asOf, only ?? null);
  return new Map(
    reviews.map(({ review: id, order, known_at: made }) => {
      const own = acts.filter((each) => each.order_id === order).map(({ act }) => act);
      const from = own.find(({ kind }) => kind === "signed")?.day ?? made.slice(0, 10);
      const end = own.findLast(({ kind }) => kind === "closed" || kind === "superseded");
      return [id, { from, until: end?.day ?? null }];
    }),
  );
}
