import { profilesOn } from "../assessments/scores-on.ts";
import { storedProfiles } from "../assessments/samples.store.ts";
import { valueOfCounts } from "../assessments/score-counts.ts";
import { toldScores } from "../assessments/score-facts.store.ts";
import { type ScoredReview, scoredReview } from "../assessments/scored-review.actions.ts";
import { riskMatters } from "../decisions/decisions.actions.ts";
import type { RiskMatter } from "../decisions/risk-states.ts";
import { Problem } from "../kit/problem.ts";
import { readStandings } from "../offices/offices.store.ts";
import { headOn } from "../organisations/heads.actions.ts";
import type { HeadOn } from "../organisations/heads.contract.ts";
import { nameOn } from "../organisations/organisation-names.ts";
import { organisationFactsOf } from "../organisations/organisations.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { accountNames } from "../platform/identity/account-names.ts";
import type { HeadStatement, StatedItem, StatedRisk } from "./attestations.contract.ts";
import { readAttestations } from "./attestations.store.ts";
import { readDelegations } from "./delegations.store.ts";
import { readSigned } from "./signed-statement.ts";
import { type AllowedSigner, signerOn } from "./signer.ts";
import { composeStatement, type StatementParts } from "./statement.ts";

/** Of whom a statement is, who asks, and as known when. */
export interface StatementAsked {
  readonly review: string;
  readonly organisation: string;
  readonly account: string;
  readonly asOf: string;
}

/** A statement as it is now, with whoever may sign it. */
export interface Composed {
  readonly statement: HeadStatement;
  /** By what right whoever asks may sign; or one sentence that says why not. */
  readonly allowed: AllowedSigner | string;
  readonly matter: RiskMatter;
}

/**
 * Composes the statement of an organisation as it is shown and signed now. For whoever may not sign,
 * it is that of the holder, so that staff can prepare it.
 * Refuses (not-found): a review that is not there, and an organisation that is not in its list.
 */
export async function composeNow(
  transaction: Transaction,
  asked: StatementAsked,
): Promise<Composed> {
  const { review, organisation, asOf } = asked;
  const on = asOf.slice(0, 10);
  const scored = await scoredReview(transaction, review);
  const { summary, scope } = scored;
  if (!scope.includes(organisation)) {
    throw new Problem("not-found", `${organisation} is not in the list of the review ${review}.`);
  }
  const [matter] = await riskMatters(transaction, summary, [organisation], { on, asOf });
  if (!matter) throw new Error("the risks of no organisation were asked for");
  const name = await nameOf(transaction, organisation, asOf);
  const head = await headOn(transaction, organisation, on, asOf);
  const allowed = await allowedSigner(transaction, asked, head, name);
  const self = await selfScores(transaction, asked);
  const items = await statedItems(transaction, scored, self, asked);
  const preparers = new Set([...matter.decisions.values(), ...self.values()].map(({ by }) => by));
  const account = typeof allowed === "string" ? head.account : asked.account;
  const names = await accountNames(transaction, [...preparers, account ?? ""]);
  const named = (each: string): string => names.get(each) ?? each;
  const { title, order, yardstick, methodology, simulated } = summary;
  const statement = composeStatement({
    simulated,
    review: { id: review, title, order, yardstick, methodology },
    organisation: { id: organisation, name },
    on,
    as_of: asOf,
    due: matter.due,
    head,
    signer: signerOf(allowed, head, account ?? "", named),
    risks: statedRisks(matter, on, named),
    items,
    prepared_by: [...preparers].map(named).toSorted(),
    last: await lastSigned(transaction, asked),
  });
  return { statement, allowed, matter };
}

/** Who signs: whoever asks, or, where that is nobody who may, the holder. */
function signerOf(
  allowed: AllowedSigner | string,
  { state }: HeadOn,
  account: string,
  named: (account: string) => string,
): HeadStatement["signer"] {
  const name = account === "" ? "" : named(account);
  if (typeof allowed === "string") {
    const capacity = state === "acting" ? "acting" : "holder";
    return { account, name, capacity, delegation: null };
  }
  return { account, name, capacity: allowed.capacity, delegation: allowed.delegation };
}

async function allowedSigner(
  transaction: Transaction,
  { review, organisation, account, asOf }: StatementAsked,
  head: HeadOn,
  name: string,
): Promise<AllowedSigner | string> {
  const asked = { to: account, limit: 100, asOf };
  return signerOn({
    account,
    review,
    organisation: name,
    day: asOf.slice(0, 10),
    head,
    standings: head.office === null ? [] : await readStandings(transaction, asOf, [head.office]),
    delegations: await readDelegations(transaction, organisation, asked),
  });
}

async function lastSigned(
  transaction: Transaction,
  asked: StatementAsked,
): Promise<StatementParts["last"]> {
  const [kept] = await readAttestations(transaction, asked, { limit: 1 });
  if (kept === undefined) return null;
  const statement = readSigned(kept.payload).predicate;
  return { attestation: kept.attestation, signed_at: kept.known_at, statement };
}

type Told = Awaited<ReturnType<typeof toldScores>>[number];

async function selfScores(
  transaction: Transaction,
  { review, organisation, asOf }: StatementAsked,
): Promise<ReadonlyMap<string, Told>> {
  const when = { on: asOf.slice(0, 10), asOf };
  const told = await toldScores(transaction, review, when, [organisation]);
  return new Map(
    told.flatMap((score) => (score.kind === "self" ? [[score.item, score] as const] : [])),
  );
}

/** What the organisation is asked to say of itself, with what it said. */
async function statedItems(
  transaction: Transaction,
  { items }: ScoredReview,
  self: ReadonlyMap<string, Told>,
  { review, organisation, asOf }: StatementAsked,
): Promise<StatedItem[]> {
  const profiles = await storedProfiles(transaction, review, asOf);
  const without = profilesOn(profiles, { on: asOf.slice(0, 10), asOf }).get(organisation);
  return [...items.values()].flatMap(({ item }) => {
    const isAsked = item.withdrawn === undefined && item.measured_by === undefined;
    if (!isAsked || without?.has(item.id) === true) return [];
    const score = self.get(item.id);
    const value = score === undefined ? null : valueOfCounts(score.counts, item.scale);
    return [{ item: item.id, title: item.title, value, day: score?.day ?? null }];
  });
}

async function nameOf(
  transaction: Transaction,
  organisation: string,
  asOf: string,
): Promise<string> {
  const facts = await organisationFactsOf(transaction, [organisation], asOf);
  const fact = facts.find(({ id }) => id === organisation);
  return fact === undefined ? organisation : nameOn(fact, asOf.slice(0, 10), asOf);
}

function statedRisks(
  matter: RiskMatter,
  day: string,
  named: (account: string) => string,
): StatedRisk[] {
  return matter.risks
    .filter(({ state }) => state === "open")
    .map(({ risk, title, statement, severity, effect, cost, findings }) => {
      const fact = matter.decisions.get(risk);
      const stated = { risk, title, statement, severity, effect, cost, findings };
      if (fact === undefined) return { ...stated, decision: null };
      const { decision, reason, date, owner, expires } = fact;
      return {
        ...stated,
        decision: {
          decision,
          reason,
          cost: fact.cost,
          date,
          owner,
          expires,
          expired: expires !== null && expires < day,
          prepared_by: named(fact.by),
          prepared_at: fact.known_at,
        },
      };
    });
}
