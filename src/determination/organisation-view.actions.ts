import { digestOf } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import type { SourceDifference } from "../evidence/counted-evidence.ts";
import { sightOf } from "../assessments/sight.actions.ts";
import { organisationEvidence } from "../evidence/evidence-counted.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { askReview, type AskedReview, type ReviewAsked } from "./ask-review.actions.ts";
import { foldOfQuestion, namedOrganisations } from "./asked-fold.actions.ts";
import { daysOf, determineReview, rulesFor } from "./determination.actions.ts";
import type { OrganisationView } from "./determination-views.contract.ts";
import type { RatedItem, Rating } from "./determination.contract.ts";
import { leafOfRating } from "./determination.store.ts";
import { capabilitiesOf } from "./capabilities.ts";
import { rate, ratedItems } from "./determine.ts";
import { itemCounter } from "./item-counts.ts";
import { ranksInFold } from "./lean-ranks.ts";
import { methodologySummary } from "./methodology-summary.ts";
import {
  bySize,
  historyOf,
  organisationHeadline,
  organisationLede,
  ranksOf,
  standingByScore,
  standingInWords,
} from "./organisation-words.ts";
import type { PartWords } from "./rating-inputs.ts";
import { scoresAsked } from "./scores-asked.actions.ts";
import { statesAsked } from "./states-asked.actions.ts";

/** How many days the page of an organisation looks back on: bounds the number of its queries. */
const daysShown = 6;
/** The same of a catalogue with more items than anybody reads day by day. */
const daysShownOfMany = 2;
const manyItems = 200;

/** In place of the standing among organisations of which not everything may be seen. */
const standingHidden = "its standing is shown when both sides of every organisation are in";

/** What is said of one organisation among all. */
type Among = Pick<OrganisationView, "standing" | "ranks" | "previous" | "next" | "source_differs">;

interface Found extends Among {
  readonly rating: Rating;
  readonly parts: readonly PartWords[];
}

/**
 * What the page of one organisation shows; to an auditor who may not see all others, nothing of them.
 * Refuses (not-found) one that is not in the list.
 */
export async function showOrganisation(
  work: Work,
  organisation: string,
  asked: ReviewAsked,
): Promise<OrganisationView> {
  const { transaction } = work;
  const { whole } = await sightOf(work, asked.review);
  const asking = whole ? asked : await askedOfOne(transaction, asked);
  const question = await askReview(transaction, asking);
  if (!question.question.scope.includes(organisation)) {
    const sentence = `there is no organisation ${organisation} in the list of ${question.review.review}; \`review show\` names those that are.`;
    throw new Problem("not-found", sentence);
  }
  const { methodology } = question.methodology;
  const { rating, parts, ...among } =
    methodology.scores === "measured"
      ? await foundInFull(transaction, question, organisation)
      : await foundInFold(transaction, asking, question, organisation);
  return {
    review: question.review.review,
    on: question.on,
    as_of: question.asOf,
    methodology: methodologySummary(question.methodology),
    rating,
    headline: organisationHeadline(rating, methodology),
    lede: organisationLede(rating, methodology, parts),
    changes: rating.changes,
    // The days on which others were scored are theirs.
    history: await history(transaction, question, rating, whole),
    ...capabilitiesIn(question, rating),
    ...among,
    // Where it stands among the others tells of them.
    ...(whole ? {} : { standing: standingHidden, ranks: {} }),
    proof: {
      rating_digest: digestOf(rating),
      methodology_digest: question.methodology.digest,
      evidence_digest: evidenceDigest(rating),
      leaf: await leafOfRating(transaction, question.review.review, organisation, rating.inputs),
    },
  };
}

/**
 * A question of one organisation that rests on no other: the day and the instant of the last score,
 * which are meant where they are left out, may be those of another.
 */
async function askedOfOne(transaction: Transaction, asked: ReviewAsked): Promise<ReviewAsked> {
  const now = await lastKnownAt(transaction);
  return { ...asked, on: asked.on ?? now.slice(0, 10), as_of: asked.as_of ?? now };
}

/** Where only what was measured counts: from a determination with everything in it. */
async function foundInFull(
  transaction: Transaction,
  question: AskedReview,
  organisation: string,
): Promise<Found> {
  const { determination, evidence, rules } = await determineReview(transaction, question);
  const { methodology } = question.methodology;
  const ordered = bySize(determination.ratings, methodology);
  const at = ordered.findIndex((each) => each.organisation === organisation);
  const rating = ordered[at];
  if (rating === undefined) throw new Error(`the determination lacks ${organisation}`);
  return {
    rating,
    parts: rules.parts,
    standing: standingInWords(rating, ordered, methodology),
    ranks: ranksOf(rating, ordered, methodology),
    previous: neighbour(ordered[at - 1]),
    next: neighbour(ordered[at + 1]),
    source_differs: unitsThatDiffer(evidence.differs, organisation),
  };
}

/** Where scores are combined only this one is rated in full: among the others it stands by a fold. */
async function foundInFold(
  transaction: Transaction,
  asked: ReviewAsked,
  question: AskedReview,
  organisation: string,
): Promise<Found> {
  const all = [organisation];
  const organisations = await organisationEvidence(transaction, question.question, all);
  const [evidence] = organisations;
  if (evidence === undefined) throw new Error(`there is no evidence of ${organisation}`);
  const rules = await rulesFor(transaction, question, { organisations });
  const scores = await scoresAsked(transaction, question, all);
  const states = await statesAsked(transaction, question, all);
  const named = await namedOrganisations(transaction, question);
  const { fold, around } = await foldOfQuestion(transaction, asked, question);
  // From here on nothing is waited for: the fold goes on with what others commit.
  const rating = rate(evidence, rules, scores.get(organisation), states.get(organisation));
  const at = named.findIndex((each) => each.organisation === organisation);
  const standing = standingByScore(
    rating.score,
    fold.organisations.map(({ score }) => score),
  );
  return {
    rating,
    parts: rules.parts,
    standing,
    ranks: ranksInFold(fold, organisation),
    previous: neighbour(named[at - 1]),
    next: neighbour(named[at + 1]),
    source_differs: unitsThatDiffer(around.evidence.differs, organisation),
  };
}

function unitsThatDiffer(differs: readonly SourceDifference[], organisation: string): number {
  return differs
    .filter((each) => each.organisation === organisation)
    .reduce((sum, { units }) => sum + units, 0);
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

function neighbour(
  found: { readonly organisation: string; readonly name: string } | undefined,
): OrganisationView["next"] {
  return found === undefined ? null : { organisation: found.organisation, name: found.name };
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
  whole: boolean,
): Promise<OrganisationView["history"]> {
  const days = whole ? await daysOf(transaction, asked) : [];
  const most = asked.yardstick.items.length > manyItems ? daysShownOfMany : daysShown;
  const earlier = days.filter((day) => day < asked.on).slice(0, most - 1);
  const byItem = (items: readonly RatedItem[]): ReadonlyMap<string, RatedItem> =>
    new Map(items.map((each) => [each.item, each]));
  const past: { day: string; items: ReadonlyMap<string, RatedItem> }[] = [];
  for (const day of earlier.toReversed()) {
    past.push({ day, items: byItem(await itemsOn(transaction, asked, rating.organisation, day)) });
  }
  const all = [...past, { day: asked.on, items: byItem(rating.items) }];
  return asked.yardstick.items.map((item) =>
    historyOf(
      item,
      all.map(({ day, items }) => ({
        day,
        value: items.get(item.id) ?? null,
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
  return ratedItems(evidence, rules, scores.get(organisation));
}
