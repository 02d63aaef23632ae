import { readDay, readInstant } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { risksOf, risksOfAll } from "../findings/risks-of.actions.ts";
import type { RiskOf } from "../findings/risks.contract.ts";
import type { Transaction } from "../platform/database/database.ts";
import { accountNames } from "../platform/identity/account-names.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { listedReview } from "../reviews/reviews.actions.ts";
import type { ReviewSummary } from "../reviews/reviews.contract.ts";
import type {
  Accountability,
  AccountabilityPage,
  AccountabilityQuery,
  DecisionList,
  DecisionsPrepared,
  DecisionsQuery,
  NewDecision,
} from "./decisions.contract.ts";
import {
  insertDecisions,
  insertMark,
  latestMarks,
  lockDecisions,
  standingDecisions,
} from "./decisions.store.ts";
import {
  accountabilityOn,
  decidedRisk,
  decidedRisks,
  decisionsDigest,
  type DecisionFact,
  type RiskMatter,
} from "./risk-states.ts";
import { dueDays } from "./signatures-due.actions.ts";

interface Pair {
  readonly review: string;
  readonly organisation: string;
}

/** A review whose list has an organisation. Refuses (not-found). */
export async function requireReviewed(
  transaction: Transaction,
  { review, organisation }: Pair,
  asOf: string,
): Promise<ReviewSummary> {
  const { summary, scope } = await listedReview(transaction, review, asOf, null);
  if (scope.includes(organisation)) return summary;
  throw new Problem("not-found", `${organisation} is not in the list of the review ${review}.`);
}

/** Everything about the risks of many organisations; the number of queries does not grow with them. */
export async function riskMatters(
  transaction: Transaction,
  summary: Pick<ReviewSummary, "review" | "order">,
  organisations: readonly string[],
  { on, asOf }: { readonly on: string; readonly asOf: string },
): Promise<RiskMatter[]> {
  const { review } = summary;
  const risks = await risksOfAll(transaction, review, organisations, asOf);
  const decisions = await standingDecisions(transaction, review, organisations, asOf);
  const marks = await latestMarks(transaction, review, organisations, asOf);
  const dueOf = await dueDays(transaction, summary, on, asOf);
  const byOrganisation = Map.groupBy(decisions, (fact) => fact.organisation);
  const signed = new Map(marks.map((mark) => [mark.organisation, mark]));
  return organisations.map((organisation) => ({
    organisation,
    risks: risks.get(organisation) ?? [],
    decisions: new Map((byOrganisation.get(organisation) ?? []).map((fact) => [fact.risk, fact])),
    signed: signed.get(organisation) ?? null,
    due: dueOf(organisation),
  }));
}

/** What the determination counts of many organisations on a day, as known at an instant. */
export async function accountabilityOfAll(
  transaction: Transaction,
  summary: Pick<ReviewSummary, "review" | "order">,
  organisations: readonly string[],
  when: { readonly on: string; readonly asOf: string },
): Promise<Map<string, Accountability>> {
  const matters = await riskMatters(transaction, summary, organisations, when);
  return new Map(matters.map((matter) => [matter.organisation, accountabilityOn(matter, when.on)]));
}

/** The same of one organisation. Refuses (not-found) a review that is not there. */
export async function accountabilityOf(
  transaction: Transaction,
  review: string,
  organisation: string,
  on: string,
  asOf: string,
): Promise<Accountability> {
  const { summary } = await listedReview(transaction, review, asOf, null);
  const matter = await oneMatter(transaction, summary, organisation, { on, asOf });
  return accountabilityOn(matter, on);
}

async function oneMatter(
  transaction: Transaction,
  summary: Pick<ReviewSummary, "review" | "order">,
  organisation: string,
  when: { readonly on: string; readonly asOf: string },
): Promise<RiskMatter> {
  const [matter] = await riskMatters(transaction, summary, [organisation], when);
  if (matter) return matter;
  throw new Error("the risks of no organisation were asked for");
}

async function whenOf(
  transaction: Transaction,
  { on, as_of }: { readonly on?: string | undefined; readonly as_of?: string | undefined },
): Promise<{ on: string; asOf: string }> {
  const asOf =
    as_of === undefined ? await lastKnownAt(transaction) : readInstant(as_of, { field: "as_of" });
  return { asOf, on: on === undefined ? asOf.slice(0, 10) : readDay(on, { field: "on" }) };
}

/** The risks of an organisation with what was decided, by number, a page at a time. */
export async function listDecisions(
  { transaction }: Work,
  pair: Pair,
  query: DecisionsQuery,
): Promise<DecisionList> {
  const { on, asOf } = await whenOf(transaction, query);
  const summary = await requireReviewed(transaction, pair, asOf);
  const matter = await oneMatter(transaction, summary, pair.organisation, { on, asOf });
  const names = await accountNames(
    transaction,
    [...matter.decisions.values()].map(({ by }) => by),
  );
  const limit = query.limit ?? 200;
  const start = query.after === undefined ? 0 : 1 + placeOf(matter.risks, query.after);
  const shown = matter.risks.slice(start, start + limit);
  return {
    ...pair,
    simulated: summary.simulated,
    on,
    as_of: asOf,
    accountability: accountabilityOn(matter, on),
    risks: shown.map((risk) => decidedRisk(matter, risk, on, names)),
    next: start + limit < matter.risks.length ? (shown.at(-1)?.risk ?? null) : null,
  };
}

function placeOf(risks: readonly RiskOf[], after: string): number {
  return risks.findIndex(({ risk }) => risk === after);
}

/** Each organisation of a review with what is undecided and unsigned, a page at a time. */
export async function listAccountability(
  { transaction }: Work,
  review: string,
  query: AccountabilityQuery,
): Promise<AccountabilityPage> {
  const { on, asOf } = await whenOf(transaction, query);
  const { summary, scope } = await listedReview(transaction, review, asOf, null);
  const limit = query.limit ?? 200;
  const rest = scope.filter((each) => query.after === undefined || each > query.after);
  const shown = rest.slice(0, limit);
  const found = await accountabilityOfAll(transaction, summary, shown, { on, asOf });
  return {
    review,
    simulated: summary.simulated,
    on,
    as_of: asOf,
    organisations: [...found.values()],
    next: rest.length > limit ? (shown.at(-1) ?? null) : null,
  };
}

/**
 * Prepares decisions on risks of one organisation: all of them or none. They count when the head
 * has signed. What says the same as what stands is left out.
 * Refuses: a risk that is not there or closed, an acceptance without a last day (or another decision
 * with one), a day that is none, and a decision that somebody else changed meanwhile (conflict).
 */
export async function prepareDecisions(
  work: Work,
  pair: Pair,
  given: readonly NewDecision[],
): Promise<DecisionsPrepared> {
  const { transaction } = work;
  await lockDecisions(transaction, pair.review, pair.organisation);
  const asOf = await lastKnownAt(transaction);
  const { simulated } = await requireReviewed(transaction, pair, asOf);
  const risks = await risksOf(transaction, pair.review, pair.organisation, asOf);
  const standing = new Map(
    (await standingDecisions(transaction, pair.review, [pair.organisation], asOf)).map((fact) => [
      fact.risk,
      fact,
    ]),
  );
  requireOnce(given);
  for (const each of given) {
    requireOpen(risks, each, pair.organisation);
    checkDays(each);
    requireExpected(standing.get(each.risk), each);
  }
  const changed = given.filter((each) => !saysTheSame(standing.get(each.risk), each));
  const prepared = changed.map(({ risk }) => risk);
  if (changed.length === 0) return { ...pair, simulated, prepared, unchanged: true };
  const knownAt = await work.knownAt();
  const decisions = changed.map(factsOf);
  const leaf = await work.append({
    kind: "decision.prepared",
    subject: `review/${pair.review}/organisation/${pair.organisation}`,
    data: { decisions, ...(simulated ? { simulated: true } : {}) },
  });
  const by = work.actor.account;
  const about = { organisation: pair.organisation, by, known_at: knownAt, leaf };
  await insertDecisions(
    transaction,
    pair.review,
    decisions.map((each): DecisionFact => ({ ...each, ...about })),
  );
  return { ...pair, simulated, prepared, unchanged: false };
}

function factsOf({ risk, decision, reason, cost, date, owner, expires }: NewDecision) {
  return { risk, decision, reason, cost: cost ?? null, date, owner, expires: expires ?? null };
}

function requireOnce(given: readonly NewDecision[]): void {
  const seen = new Set<string>();
  for (const { risk } of given) {
    if (!seen.has(risk)) seen.add(risk);
    else throw new Problem("bad-input", `${risk} is decided twice in this; give it once.`);
  }
}

function requireOpen(risks: readonly RiskOf[], { risk }: NewDecision, organisation: string): void {
  const found = risks.find((each) => each.risk === risk);
  if (!found) {
    const sentence = `${organisation} has no risk ${risk} in this review; its page lists them.`;
    throw new Problem("not-found", sentence, { field: "risk" });
  }
  if (found.state === "open") return;
  throw new Problem("refused", `${risk} is closed, so there is nothing to decide.`, {
    field: "risk",
  });
}

function checkDays({ risk, decision, date, expires }: NewDecision): void {
  readDay(date, { field: `${risk} date` });
  if (decision !== "accept") {
    if (expires === undefined) return;
    const sentence = `only an acceptance expires; leave the day out, or accept ${risk}.`;
    throw new Problem("bad-input", sentence, { field: "expires" });
  }
  if (expires === undefined) {
    const sentence = `an acceptance expires; say on which day that of ${risk} does.`;
    throw new Problem("bad-input", sentence, { field: "expires" });
  }
  if (readDay(expires, { field: `${risk} expires` }) >= date) return;
  const sentence = `the acceptance of ${risk} would end on ${expires}, before it begins on ${date}.`;
  throw new Problem("bad-input", sentence, { field: "expires" });
}

function requireExpected(standing: DecisionFact | undefined, { risk, expects }: NewDecision): void {
  if (expects === undefined || expects === (standing?.leaf ?? null)) return;
  const now = standing === undefined ? "none stands" : `it is “${standing.decision}”`;
  throw new Problem(
    "conflict",
    `the decision on ${risk} is another one than was shown: ${now} now; look at it and decide anew.`,
  );
}

function saysTheSame(standing: DecisionFact | undefined, given: NewDecision): boolean {
  if (standing === undefined) return false;
  const { decision, reason, cost, date, owner, expires } = factsOf(given);
  return (
    standing.decision === decision &&
    standing.reason === reason &&
    standing.cost === cost &&
    standing.date === date &&
    standing.owner === owner &&
    standing.expires === expires
  );
}

/** Marks what stands decided as signed: asked by the attestation, in its own transaction. */
export async function markSigned(
  transaction: Transaction,
  review: string,
  matter: RiskMatter,
  signed: { readonly attestation: string; readonly by: string; readonly knownAt: string },
): Promise<void> {
  await insertMark(transaction, review, {
    organisation: matter.organisation,
    attestation: signed.attestation,
    decisions_digest: decisionsDigest(matter),
    decided: Object.fromEntries(decidedRisks(matter)),
    day: signed.knownAt.slice(0, 10),
    by: signed.by,
    known_at: signed.knownAt,
  });
}
