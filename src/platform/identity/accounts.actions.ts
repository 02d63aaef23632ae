import { randomBytes } from "node:crypto";
import type { Static } from "typebox";
import { Problem } from "../../kit/problem.ts";
import type { SessionReply } from "../http/route.ts";
import type { Work } from "../work.ts";
import type {
  AccountMade,
  AccountPage,
  AccountView,
  GrantChange,
  LinkView,
  NewLink,
  Session,
} from "./identity.contract.ts";
import {
  findAccount,
  findAccountByName,
  hadAdministrator,
  hasAdministrator,
  insertAccount,
  insertGrant,
  listAccounts,
  putPassword,
  withdrawGrant,
} from "./identity.store.ts";
import { findLink, insertLink, type Link, takeLink } from "./links.store.ts";
import { passwordHash } from "./password.ts";
import type { Grant } from "./policy.ts";
import { postsHeld } from "./posts.store.ts";
import { Refusal } from "./refusal.ts";
import { newSecret, secretDigest } from "./secret.ts";
import { startSession } from "./sign-in.actions.ts";

const day = 24 * 60 * 60;
const pageOf = { "set-up": "/set-up", join: "/set-up", "sign-in": "/sign-in" } as const;

async function makeLink(
  work: Work,
  link: { readonly purpose: Link["purpose"]; readonly account: string | null },
  seconds: number,
): Promise<Static<typeof NewLink>> {
  const secret = newSecret("link");
  const expiresAt = await insertLink(work.transaction, secretDigest(secret), link, seconds);
  const subject = link.account === null ? "instance" : `account/${link.account}`;
  await work.append({
    kind: "link.made",
    subject,
    data: { purpose: link.purpose, expires_at: expiresAt },
  });
  // Behind #, so that browsers send the secret to no server and write it into no log.
  return { path: `${pageOf[link.purpose]}#${secret}`, expires_at: expiresAt };
}

/** A one-time link that makes the first administrator; nothing once a person was made one in any way. */
export async function createSetUpLink(work: Work): Promise<Static<typeof NewLink> | undefined> {
  if (await hadAdministrator(work.transaction)) return undefined;
  return makeLink(work, { purpose: "set-up", account: null }, day);
}

/** A one-time link that signs an account in at once. Refuses (not-found): no such account. */
export async function createSignInLink(
  work: Work,
  account: string,
  seconds = day,
): Promise<Static<typeof NewLink>> {
  await requireAccount(work, account);
  return makeLink(work, { purpose: "sign-in", account }, seconds);
}

/** A one-time link with which an account sets its password, a first or a new one. */
export async function createJoinLink(work: Work, account: string): Promise<Static<typeof NewLink>> {
  await requireAccount(work, account);
  return makeLink(work, { purpose: "join", account }, 7 * day);
}

async function requireAccount(work: Work, account: string): Promise<AccountView> {
  const found = await findAccount(work.transaction, account);
  if (found) return found;
  throw new Problem("not-found", `There is no account ${account}: account list shows them.`);
}

/** An account by its name or identifier. Refuses (not-found). */
export async function requireAccountNamed(work: Work, name: string): Promise<AccountView> {
  const found =
    (await findAccount(work.transaction, name)) ??
    (await findAccountByName(work.transaction, name));
  return found ?? requireAccount(work, name);
}

/** Makes an account with its first roles. Refuses (conflict): the name is taken. */
export async function createAccount(
  work: Work,
  name: string,
  grants: readonly Grant[],
): Promise<AccountView> {
  if (await findAccountByName(work.transaction, name)) {
    throw new Problem("conflict", `An account is called ${name} already: choose another name.`);
  }
  const account = `person-${randomBytes(6).toString("hex")}`;
  await insertAccount(work.transaction, account, name, await work.knownAt());
  await work.append({ kind: "account.created", subject: `account/${account}`, data: { name } });
  for (const grant of grants) await giveRole(work, account, grant);
  return requireAccount(work, account);
}

/** Makes an account with a link to join by. */
export async function inviteAccount(
  work: Work,
  name: string,
  grants: readonly Grant[],
): Promise<Static<typeof AccountMade>> {
  const account = await createAccount(work, name, grants);
  return { account, link: await createJoinLink(work, account.account) };
}

async function giveRole(work: Work, account: string, grant: Grant): Promise<boolean> {
  const { transaction, actor } = work;
  await requireNoPost(work, account, grant);
  if (!(await insertGrant(transaction, account, grant, await work.knownAt(), actor.account)))
    return false;
  const { role, organisation } = grant;
  await work.append({
    kind: "grant.given",
    subject: `account/${account}`,
    data: { role, organisation },
  });
  return true;
}

/** Refuses to assign somebody to audit an organisation in which they hold a post today. */
async function requireNoPost(work: Work, account: string, grant: Grant): Promise<void> {
  const { role, organisation } = grant;
  if (role !== "auditor" || organisation === null) return;
  const today = (await work.knownAt()).slice(0, 10);
  const post = (await postsHeld(work.transaction, account)).find(
    (held) => held.organisation === organisation && (held.until === null || held.until >= today),
  );
  if (!post) return;
  const sentence = `${account} holds a post in ${organisation} (${post.title}, from ${post.from}) and can not audit it: give the role to another auditor.`;
  throw new Refusal(sentence, "conflict");
}

/** Gives a role to an account; says so when it was held already. */
export async function grantRole(
  work: Work,
  account: string,
  grant: Grant,
): Promise<Static<typeof GrantChange>> {
  const found = await requireAccountNamed(work, account);
  const changed = await giveRole(work, found.account, grant);
  return { account: await requireAccount(work, found.account), unchanged: !changed };
}

/** Withdraws a role. Refuses: the last administration everywhere, after which nobody could give any. */
export async function withdrawRole(
  work: Work,
  account: string,
  grant: Grant,
): Promise<Static<typeof GrantChange>> {
  const { transaction, actor } = work;
  const found = await requireAccountNamed(work, account);
  const changed = await withdrawGrant(
    transaction,
    found.account,
    grant,
    await work.knownAt(),
    actor.account,
  );
  if (!changed) return { account: found, unchanged: true };
  if (!(await hasAdministrator(transaction))) {
    throw new Problem(
      "refused",
      "This is the last administrator: give the role to somebody else first.",
    );
  }
  const { role, organisation } = grant;
  await work.append({
    kind: "grant.withdrawn",
    subject: `account/${found.account}`,
    data: { role, organisation },
  });
  return { account: await requireAccount(work, found.account), unchanged: false };
}

/** Accounts in the order of their names, a page at a time. */
export async function readAccounts(
  work: Work,
  after: string,
  limit: number,
): Promise<Static<typeof AccountPage>> {
  const found = await listAccounts(work.transaction, after, limit + 1);
  const accounts = found.slice(0, limit);
  return { accounts, next: found.length > limit ? (accounts.at(-1)?.name ?? null) : null };
}

/** The links of the first start are all spent by the first administrator, whoever made that one. */
async function isSpent(work: Work, { purpose }: Link): Promise<boolean> {
  return purpose === "set-up" && (await hadAdministrator(work.transaction));
}

/** What a one-time link is for. Refuses (not-found): used already, or too old. */
export async function readLink(work: Work, secret: string): Promise<Static<typeof LinkView>> {
  const link = await findLink(work.transaction, secretDigest(secret));
  if (!link || (await isSpent(work, link)))
    throw new Problem("not-found", "This link was used already or is too old: ask for a new one.");
  return { purpose: link.purpose, name: link.name ?? "", expires_at: link.expires_at };
}

/**
 * Sets a password by a one-time link and signs in: of the first administrator, who gives a name and
 * also becomes reviewing officer, or of an account that was made before.
 * Refuses: bad-input (no name where one is needed), not-found (used already, or too old), conflict
 * (the name is taken; the link still works).
 */
export async function setUp(
  work: Work,
  given: { readonly link: string; readonly name?: string; readonly password: string },
): Promise<SessionReply<Session>> {
  const link = await takeLink(work.transaction, secretDigest(given.link));
  if (!link || link.purpose === "sign-in") throw spentLink();
  const hash = await passwordHash(given.password);
  // Writers wait for each other here, so that of two links that come at once one makes the first.
  const at = await work.knownAt();
  if (await isSpent(work, link)) throw spentLink();
  const account = link.account ?? (await createFirstAdministrator(work, given.name));
  await putPassword(work.transaction, account, hash, at);
  await work.append({ kind: "account.password-set", subject: `account/${account}`, data: {} });
  return startSession(work, account, "set-up");
}

function spentLink(): Problem {
  return new Problem(
    "not-found",
    "This link was used already or is too old: ask for a new one, or, as long as there is no administrator, start Muster again.",
  );
}

async function createFirstAdministrator(work: Work, name: string | undefined): Promise<string> {
  if (name === undefined)
    throw new Problem("bad-input", "a name is needed for the first account.", {
      field: "body name",
    });
  const grants = (["administrator", "reviewing-officer"] as const).map((role) => ({
    role,
    organisation: null,
  }));
  return (await createAccount(work, name, grants)).account;
}
