import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFacts } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { remember } from "../platform/database/remember.ts";
import type { AskedReview, ReviewAsked } from "./ask-review.actions.ts";
import { foldNow } from "./kept-folds.actions.ts";
import { lastFactAsked } from "./last-facts.actions.ts";
import { replayedFold, type ReviewFold } from "./lean-review.actions.ts";

/** What stood earlier never changes: a few of such folds are remembered. */
const recallFold = remember<ReviewFold>(4);

/**
 * The fold that answers a question under rules that combine scores: the one that is kept where the
 * question is about what stands now, else one that is made from the history.
 * A kept fold goes on with the facts: take out of it what is needed before anything else is waited for.
 */
export async function foldOfQuestion(
  transaction: Transaction,
  asked: ReviewAsked,
  question: AskedReview,
): Promise<ReviewFold> {
  const { review, methodology } = asked;
  const newest = await lastFactAsked(transaction, question, "infinity");
  if (newest === question.factsAt) {
    const plain = { review, ...(methodology === undefined ? {} : { methodology }) };
    const { made, asked: meant } = await foldNow(transaction, plain);
    if (meant.on === question.on) return made;
    // A day to which nothing newer was said stands by packed scores, too.
    if (meant.on < question.on) {
      return (await foldNow(transaction, { ...plain, on: question.on })).made;
    }
  }
  const key = JSON.stringify([review, question.on, question.factsAt, question.rules]);
  return recallFold(transaction, key, () => replayedFold(transaction, question));
}

/** The organisations of a question with their names of the day: by name, then by identifier. */
export async function namedOrganisations(
  transaction: Transaction,
  { question, on, asOf }: AskedReview,
): Promise<{ readonly organisation: string; readonly name: string }[]> {
  const facts = await organisationFacts(transaction, asOf);
  const known = new Map(facts.map((fact) => [fact.id, fact]));
  const named = question.scope.toSorted().map((organisation) => {
    const fact = known.get(organisation);
    return { organisation, name: fact === undefined ? organisation : nameOn(fact, on, asOf) };
  });
  return named.toSorted((left, right) =>
    left.name < right.name ? -1 : left.name > right.name ? 1 : 0,
  );
}
