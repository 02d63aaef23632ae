import { Problem } from "../kit/problem.ts";
import { readOffices } from "../offices/offices.store.ts";
import type { Transaction } from "../platform/database/database.ts";
import { accountNames } from "../platform/identity/account-names.ts";
import { requireAccountNamed } from "../platform/identity/accounts.actions.ts";
import { decide } from "../platform/identity/policy.ts";
import { lastKnownAt } from "../platform/log/known-at.ts";
import type { Work } from "../platform/work.ts";
import { type KeyFact, keyStanding } from "./key-state.ts";
import type { KeyQuery, PersonKey } from "./keys.contract.ts";
import { type KeptKey, readKeys } from "./keys.store.ts";

/** Keys with names for people; the number of queries does not grow with them. */
export async function shownKeys(
  transaction: Transaction,
  kept: readonly KeptKey[],
): Promise<PersonKey[]> {
  const accounts = kept.flatMap(({ key, acts }) => [key.account, ...acts.map(({ by }) => by)]);
  const names = await accountNames(transaction, accounts);
  const named = (account: string): string => names.get(account) ?? account;
  const offices = kept.some(({ key }) => key.office !== null)
    ? await readOffices(transaction, await lastKnownAt(transaction))
    : [];
  return kept.map(({ key, acts }) => {
    const { known_at: requestedAt, ...rest } = key;
    const { state, activeFrom, activeUntil, waitsFor } = keyStanding(key, acts);
    return {
      ...rest,
      account_name: named(key.account),
      office_title: offices.find(({ office }) => office === key.office)?.title ?? null,
      state,
      requested_at: requestedAt,
      active_from: activeFrom,
      active_until: activeUntil,
      waits_for: waitsFor,
      acts: acts.map((act) => ({ ...act, by_name: named(act.by) })),
    };
  });
}

/** Whether somebody is an officer who approves keys. */
export const mayApprove = ({ actor }: Work): boolean => decide(actor, "key.approve").allowed;

/** Keys, the newest first, a page at a time: officers see all, everybody else their own. */
export async function listKeys(
  work: Work,
  query: KeyQuery,
): Promise<{ keys: PersonKey[]; next: string | null }> {
  const { transaction, actor } = work;
  const limit = query.limit ?? 100;
  const asked =
    query.account === undefined ? undefined : await requireAccountNamed(work, query.account);
  const account = mayApprove(work) ? asked?.account : actor.account;
  const kept = await readKeys(transaction, { account, after: query.after, limit: limit + 1 });
  const page = kept.slice(0, limit);
  const keys = await shownKeys(transaction, page);
  return {
    keys: keys.filter(({ state }) => query.state === undefined || state === query.state),
    next: kept.length > limit ? (page.at(-1)?.key.fingerprint ?? null) : null,
  };
}

/** The key that an account signs with now; nothing where none is active. */
export async function activeKeyOf(
  transaction: Transaction,
  account: string,
): Promise<KeyFact | undefined> {
  const kept = await readKeys(transaction, { account, limit: 100 });
  return kept.find(({ key, acts }) => keyStanding(key, acts).state === "active")?.key;
}

/** A key by its fingerprint, with its acts. Refuses (not-found). */
export async function requireKey(transaction: Transaction, fingerprint: string): Promise<KeptKey> {
  const [kept] = await readKeys(transaction, { fingerprint, limit: 1 });
  if (kept) return kept;
  throw new Problem(
    "not-found",
    `There is no key with the fingerprint ${fingerprint.slice(0, 16)}…; key list shows them.`,
  );
}
