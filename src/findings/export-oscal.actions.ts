import { countScores } from "../assessments/exchange-scores.store.ts";
import { toldScores } from "../assessments/score-facts.store.ts";
import {
  requireOrganisation,
  type ScoredReview,
  scoredReview,
} from "../assessments/scored-review.actions.ts";
import { shownScore } from "../assessments/shown-score.ts";
import { sightOf } from "../assessments/sight.actions.ts";
import { Problem } from "../kit/problem.ts";
import type { Work } from "../platform/work.ts";
import type { OscalQuery } from "./oscal-exchange.contract.ts";
import type {
  ExchangedScore,
  ExchangeHead,
  PlanContent,
  ResultsContent,
} from "./oscal/exchange.contract.ts";
import { writeAssessmentResults, writePlanOfAction } from "./oscal/write-exchange.ts";
import { askedInstant, reachOf } from "./record-access.actions.ts";
import { namesOf, standingOf } from "./records.actions.ts";
import type { Register } from "./records.contract.ts";
import { readRecords } from "./records.store.ts";
import type { ContentOf, RecordRow } from "./stored-record.contract.ts";

/** How many scores go into one document: enough for forty organisations by the largest catalogue. */
const mostScores = 100_000;

/**
 * The scores, findings, risks and recommendations of a review that whoever asks may see, as OSCAL
 * assessment results. Refuses (too-large): more scores than one document holds.
 */
export async function exportAssessmentResults(
  work: Work,
  review: string,
  query: OscalQuery,
): Promise<string> {
  const asked = await askedFor(work, review, query);
  const scores = await scoresOf(work, asked);
  const findings = await recordsOf(work, asked, "findings");
  const risks = await recordsOf(work, asked, "risks");
  const recommendations = await recordsOf(work, asked, "recommendations");
  const about = [...findings, ...risks, ...recommendations];
  const head = await headOf(work, asked, [...scores, ...about]);
  const content: ResultsContent = {
    ...head,
    scores,
    findings: findings.map((row) => bare(head, "findings", row)),
    risks: risks.map((row) => bare(head, "risks", row)),
    recommendations: recommendations.map((row) => ({
      ...bare(head, "recommendations", row),
      response: row.response,
      order: row.order_id,
    })),
  };
  return writeAssessmentResults(content);
}

/**
 * The plan of action of a review that whoever asks may see, with its risks and findings, as OSCAL plan
 * of action and milestones. Refuses (refused): a plan without an action.
 */
export async function exportPlanOfAction(
  work: Work,
  review: string,
  query: OscalQuery,
): Promise<string> {
  const asked = await askedFor(work, review, query);
  const findings = await recordsOf(work, asked, "findings");
  const risks = await recordsOf(work, asked, "risks");
  const actions = await recordsOf(work, asked, "actions");
  const head = await headOf(work, asked, [...findings, ...risks, ...actions]);
  const content: PlanContent = {
    ...head,
    findings: findings.map((row) => bare(head, "findings", row)),
    risks: risks.map((row) => bare(head, "risks", row)),
    actions: actions.map((row) => bare(head, "actions", row)),
  };
  return writePlanOfAction(content);
}

interface Asked {
  readonly scored: ScoredReview;
  readonly asOf: string;
  /** The one organisation that is asked for. */
  readonly about: string | null;
  /** The organisations that whoever asks is bound to; null for all. */
  readonly only: readonly string[] | null;
  readonly reach: Awaited<ReturnType<typeof reachOf>>;
}

async function askedFor(work: Work, review: string, query: OscalQuery): Promise<Asked> {
  const scored = await scoredReview(work.transaction, review);
  const about =
    query.organisation === undefined
      ? null
      : await requireOrganisation(work.transaction, scored, query.organisation);
  const reach = await reachOf(work, review);
  const only =
    about === null ? reach.only : (reach.only?.filter((each) => each === about) ?? [about]);
  return { scored, asOf: askedInstant(query.as_of, scored.asOf), about, only, reach };
}

function recordsOf<R extends Register>(
  { transaction }: Work,
  { scored, asOf, only, reach }: Asked,
  register: R,
): Promise<RecordRow<R>[]> {
  const wanted = { ...reach, review: scored.summary.review, asOf, only };
  return readRecords(transaction, register, wanted);
}

async function scoresOf(work: Work, { scored, asOf, only }: Asked): Promise<ExchangedScore[]> {
  const { transaction } = work;
  const { review } = scored.summary;
  const sight = await sightOf(work, review);
  const seen = (only ?? null) === null && sight.whole ? null : [...(only ?? scored.scope)];
  if ((await countScores(transaction, review, seen)) > mostScores) {
    const sentence = `more than ${mostScores.toLocaleString("en")} scores were given here, which is too much for one document; take one organisation at a time.`;
    throw new Problem("too-large", sentence, { field: "organisation" });
  }
  const told = await toldScores(transaction, review, { on: asOf.slice(0, 10), asOf }, seen);
  const order = (one: ExchangedScore, other: ExchangedScore): number =>
    Number(one.kind === "independent") - Number(other.kind === "independent");
  return told
    .filter(({ organisation, kind }) => {
      const may = sight.of(organisation);
      return may === "everything" || (may === "own-side" && kind === "independent");
    })
    .flatMap((score) => {
      const { organisation, item, kind } = score;
      const found = scored.items.get(item);
      return found === undefined
        ? []
        : [{ organisation, item, kind, ...shownScore(score, found.item) }];
    })
    .toSorted(order);
}

async function headOf(
  { transaction }: Work,
  { scored, asOf }: Asked,
  about: readonly { readonly organisation: string | null }[],
): Promise<ExchangeHead> {
  const { review, title, simulated, yardstick } = scored.summary;
  const names = await namesOf(transaction, about, asOf);
  const organisations = [...names]
    .map(([id, name]) => ({ id, name }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return { review, title, simulated, yardstick, as_of: asOf, organisations };
}

/** A record as OSCAL's writer takes it. */
function bare<R extends Register>(
  head: ExchangeHead,
  register: R,
  row: RecordRow<R>,
): ReturnType<typeof standingOf> & { content: ContentOf<R> } {
  const names = new Map(head.organisations.map(({ id, name }) => [id, name]));
  return { ...standingOf(register, row, { summary: head, names }), content: row.content };
}
