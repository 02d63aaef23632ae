import { digestOf } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { organisationEvidence } from "../evidence/evidence-counted.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import type { Work } from "../platform/work.ts";
import { askReview, type AskedReview, type ReviewAsked } from "./ask-review.actions.ts";
import { daysOf, determineReview, rulesFor } from "./determination.actions.ts";
import type { OrganisationView } from "./determination-views.contract.ts";
import type { RatedItem, Rating } from "./determination.contract.ts";
import { leafOfRating } from "./determination.store.ts";
import { capabilitiesOf } from "./capabilities.ts";
import { rate } from "./determine.ts";
import { itemCounter } from "./item-counts.ts";
import { methodologySummary } from "./methodology-summary.ts";
import {
  bySize,
  historyOf,
  organisationHeadline,
  organisationLede,
  ranksOf,
  standingInWords,
} from "./organisation-words.ts";
import { scoresAsked } from "./scores-asked.actions.ts";

/** How many days the page of an organisation looks back on: bounds the number of its queries. */
const daysShown = 6;

/** What the page of one organisation shows. Refuses (not-found) one that is not in the list. */
export async function showOrganisation(
  work: Work,
  organisation: string,
  asked: ReviewAsked,
): Promise<OrganisationView> {
  const { transaction } = work;
  const question = await askReview(transaction, asked);
  const { determination, evidence, rules } = await determineReview(transaction, question);
  const { methodology } = question.methodology;
  const ordered = bySize(determination.ratings, methodology);
  const at = ordered.findIndex((each) => each.organisation === organisation);
  const rating = ordered[at];
  if (rating === undefined) {
    const sentence = `there is no organisation ${organisation} in the list of ${question.review.review}; \`review show\` names those that are.`;
    throw new Problem("not-found", sentence);
  }
  const differs = evidence.differs.filter((each) => each.organisation === organisation);
  return {
    review: question.review.review,
    on: question.on,
    as_of: question.asOf,
    methodology: methodologySummary(question.methodology),
    rating,
    standing: standingInWords(rating, ordered, methodology),
    headline: organisationHeadline(rating, methodology),
    lede: organisationLede(rating, methodology, rules.parts),
    changes: rating.changes,
    ranks: ranksOf(rating, ordered, methodology),
    previous: neighbour(ordered[at - 1]),
    next: neighbour(ordered[at + 1]),
    history: await history(transaction, question, rating),
    ...capabilitiesIn(question, rating),
    source_differs: differs.reduce((sum, { units }) => sum + units, 0),
    proof: {
      rating_digest: digestOf(rating),
      methodology_digest: question.methodology.digest,
      evidence_digest: evidenceDigest(rating),
      leaf: await leafOfRating(transaction, question.review.review, organisation, rating.inputs),
    },
  };
}

/** Nothing where the yardstick describes no capabilities. */
function capabilitiesIn(
  { yardstick, methodology }: AskedReview,
  { items }: Rating,
): Pick<OrganisationView, "capabilities"> {
  if ((yardstick.capabilities ?? []).length === 0) return {};
  const counter = itemCounter(methodology.methodology, yardstick);
  const capabilities = capabilitiesOf(yardstick, items.map(counter)).map((each) => ({
    ...each,
    lacking: [...each.lacking],
    unknown: [...each.unknown],
  }));
  return { capabilities };
}

function neighbour(rating: Rating | undefined): OrganisationView["next"] {
  return rating === undefined ? null : { organisation: rating.organisation, name: rating.name };
}

/** The digest of the file that the score rests on; empty where there is none. */
function evidenceDigest({ items }: Rating): string {
  const scored = items.find(({ weight }) => weight > 0);
  return scored?.evidence.collection?.file_digest ?? "";
}

async function history(
  transaction: Transaction,
  asked: AskedReview,
  rating: Rating,
): Promise<OrganisationView["history"]> {
  const days = await daysOf(transaction, asked);
  const earlier = days.filter((day) => day < asked.on).slice(0, daysShown - 1);
  const past: { day: string; items: readonly RatedItem[] }[] = [];
  for (const day of earlier.toReversed()) {
    past.push({ day, items: await itemsOn(transaction, asked, rating.organisation, day) });
  }
  const all = [...past, { day: asked.on, items: rating.items }];
  return asked.yardstick.items.map((item) =>
    historyOf(
      item,
      all.map(({ day, items }) => ({
        day,
        value: items.find((each) => each.item === item.id) ?? null,
      })),
    ),
  );
}

async function itemsOn(
  transaction: Transaction,
  asked: AskedReview,
  organisation: string,
  on: string,
): Promise<readonly RatedItem[]> {
  const question = { ...asked.question, on };
  const organisations = await organisationEvidence(transaction, question, [organisation]);
  const [evidence] = organisations;
  if (evidence === undefined) return [];
  const rules = await rulesFor(transaction, { ...asked, on, question }, { organisations });
  const scores = await scoresAsked(transaction, { ...asked, on }, [organisation]);
  return rate(evidence, rules, scores.get(organisation)).items;
}
