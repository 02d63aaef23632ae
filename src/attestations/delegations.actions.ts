import { addSpan, readDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import { seatedHolder } from "../organisations/head-on.ts";
import { headOn } from "../organisations/heads.actions.ts";
import type { Transaction } from "../platform/database/database.ts";
import { accountNames } from "../platform/identity/account-names.ts";
import { requireAccountNamed } from "../platform/identity/accounts.actions.ts";
import { Refusal } from "../platform/identity/refusal.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { storedReviews } from "../reviews/reviews.store.ts";
import { requireReviewed } from "../decisions/decisions.actions.ts";
import type {
  AttestationQuery,
  Delegation,
  DelegationGiven,
  DelegationPage,
  NewDelegation,
} from "./attestations.contract.ts";
import {
  type DelegationFact,
  insertDelegation,
  insertDelegationEnd,
  readDelegations,
} from "./delegations.store.ts";

/** How long a delegation lasts at most. */
const longestYears = 1;

async function shown(
  transaction: Transaction,
  facts: readonly DelegationFact[],
): Promise<Delegation[]> {
  const asOf = await lastKnownAt(transaction);
  const names = await accountNames(
    transaction,
    facts.flatMap(({ by, to }) => [by, to]),
  );
  const reviews = facts.length === 0 ? [] : await storedReviews(transaction, asOf);
  const simulated = new Set(reviews.flatMap((each) => (each.simulated ? [each.review] : [])));
  return facts.map((fact) => ({
    ...fact,
    simulated: simulated.has(fact.review),
    by_name: names.get(fact.by) ?? fact.by,
    to_name: names.get(fact.to) ?? fact.to,
  }));
}

/** Delegations for an organisation, the newest first, a page at a time. */
export async function listDelegations(
  { transaction }: Work,
  organisation: string,
  { after, limit = 50 }: AttestationQuery,
): Promise<DelegationPage> {
  const asOf = await lastKnownAt(transaction);
  const facts = await readDelegations(transaction, organisation, { after, limit: limit + 1, asOf });
  const page = facts.slice(0, limit);
  return {
    delegations: await shown(transaction, page),
    next: facts.length > limit ? (page.at(-1)?.delegation ?? null) : null,
  };
}

/** Requires that whoever asks holds the head office, or acts, today. Refuses (not-permitted, logged). */
async function requireHolder(work: Work, organisation: string, day: string): Promise<void> {
  const asOf = await lastKnownAt(work.transaction);
  const holder = seatedHolder(await headOn(work.transaction, organisation, day, asOf));
  if (typeof holder === "string") throw new Refusal(holder, "rule");
  if (holder.account === work.actor.account) return;
  const sentence = `Only the holder of ${holder.title ?? holder.office} delegates, and ends what was delegated.`;
  throw new Refusal(sentence, "rule");
}

/**
 * Lets somebody else sign for an organisation: in one review, on some days. It shows in what is
 * signed, and lapses when whoever gave it no longer holds the office.
 * Refuses: everybody but the holder (not-permitted, logged), oneself, days the wrong way round, past
 * or more than a year.
 */
export async function giveDelegation(
  work: Work,
  organisation: string,
  given: NewDelegation,
): Promise<DelegationGiven> {
  const { transaction, actor } = work;
  const asOf = await lastKnownAt(transaction);
  const today = asOf.slice(0, 10);
  await requireHolder(work, organisation, today);
  const { simulated } = await requireReviewed(
    transaction,
    { review: given.review, organisation },
    asOf,
  );
  const to = await requireAccountNamed(work, given.to);
  if (to.account === actor.account) {
    throw new Problem("refused", "nobody needs a delegation from themselves.", { field: "to" });
  }
  checkDays(given, today);
  const { review, from, until, reason } = given;
  const facts = await readDelegations(transaction, organisation, {
    to: to.account,
    limit: 100,
    asOf,
  });
  const same = facts.find(
    (fact) =>
      fact.review === review &&
      fact.from === from &&
      fact.until === until &&
      fact.by === actor.account &&
      fact.ended_at === null,
  );
  if (same) return { delegation: await one(transaction, same), unchanged: true };
  const knownAt = await work.knownAt();
  const delegation = await work.append({
    kind: "delegation.given",
    subject: `organisation/${organisation}`,
    data: {
      to: to.account,
      review,
      from,
      until,
      reason,
      ...(simulated ? { simulated: true } : {}),
    },
  });
  const fact = {
    delegation,
    organisation,
    review,
    by: actor.account,
    to: to.account,
    from,
    until,
    reason,
    known_at: knownAt,
  };
  await insertDelegation(transaction, fact);
  return {
    delegation: await one(transaction, { ...fact, ended_at: null }),
    unchanged: false,
  };
}

async function one(transaction: Transaction, fact: DelegationFact): Promise<Delegation> {
  const [delegation] = await shown(transaction, [fact]);
  if (delegation) return delegation;
  throw new Error("a delegation is gone");
}

function checkDays({ from, until }: NewDelegation, today: string): void {
  readDay(from, { field: "from" });
  readDay(until, { field: "until" });
  if (until < from || until < today) {
    throw new Problem(
      "bad-input",
      `a delegation until ${until} would never count; give later days.`,
      {
        field: "until",
      },
    );
  }
  if (until <= addSpan(from, { years: longestYears })) return;
  throw new Problem("refused", "a delegation lasts a year at most; give an earlier last day.", {
    field: "until",
  });
}

/** Ends a delegation. Refuses: everybody but the holder (not-permitted, logged), one that is not there. */
export async function endDelegation(
  work: Work,
  organisation: string,
  delegation: string,
): Promise<DelegationGiven> {
  const { transaction, actor } = work;
  const asOf = await lastKnownAt(transaction);
  await requireHolder(work, organisation, asOf.slice(0, 10));
  const [fact] = await readDelegations(transaction, organisation, { delegation, limit: 1, asOf });
  if (!fact) {
    const sentence = `There is no delegation ${delegation.slice(0, 16)}… for ${organisation}.`;
    throw new Problem("not-found", sentence);
  }
  if (fact.ended_at !== null) return { delegation: await one(transaction, fact), unchanged: true };
  const knownAt = await work.knownAt();
  const subject = `organisation/${organisation}`;
  await work.append({ kind: "delegation.ended", subject, data: { delegation } });
  await insertDelegationEnd(transaction, delegation, actor.account, knownAt);
  return { delegation: await one(transaction, { ...fact, ended_at: knownAt }), unchanged: false };
}
