import { headOffices } from "../organisations/heads.store.ts";
import { standingsOfAccount } from "../offices/offices.store.ts";
import { postsOfStandings } from "../offices/posts-of-standings.ts";
import { readActs } from "../orders/orders.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { postsHeld } from "../platform/identity/posts.store.ts";
import { knownReview } from "../reviews/reviews.actions.ts";
import { overlap, type Span } from "./blindness.ts";

/**
 * The organisations that an account may not audit in a review, because it held a post there within
 * the period of the review's order: posts that were declared, roles for the organisation, and the
 * office that heads it. Two statements where there is no post at all.
 */
export async function conflictsOf(
  transaction: Transaction,
  account: string,
  review: string,
  asOf: string,
): Promise<ReadonlySet<string>> {
  const declared = await postsHeld(transaction, account);
  const standings = await standingsOfAccount(transaction, account, asOf);
  if (declared.length === 0 && standings.length === 0) return new Set();
  const period = await periodOf(transaction, review, asOf);
  const within = declared.filter((post) => overlap(post, period));
  const offices = new Set(
    postsOfStandings(standings, account)
      .filter((post) => overlap(post, period))
      .map(({ office }) => office),
  );
  const headed = offices.size === 0 ? [] : await headOffices(transaction, null, asOf);
  return new Set([
    ...within.map(({ organisation }) => organisation),
    ...headed.flatMap(({ office, organisation }) => (offices.has(office) ? [organisation] : [])),
  ]);
}

/**
 * The period of a review's order: from the day on which it was signed to the day on which it was
 * closed or superseded. Without a signed order it begins on the day on which the review was made.
 */
async function periodOf(transaction: Transaction, review: string, asOf: string): Promise<Span> {
  const { order, known_at: made } = await knownReview(transaction, review, asOf);
  const acts = order === "" ? [] : (await readActs(transaction, asOf, order)).map(({ act }) => act);
  const from = acts.find(({ kind }) => kind === "signed")?.day ?? made.slice(0, 10);
  const end = acts.findLast(({ kind }) => kind === "closed" || kind === "superseded");
  return { from, until: end?.day ?? null };
}
