import { Problem } from "../../kit/problem.ts";
import { type Client, SessionReply } from "../http/route.ts";
import type { Work } from "../work.ts";
import type { Session } from "./identity.contract.ts";
import { findAccount, findPassword, putPassword } from "./identity.store.ts";
import { takeLink } from "./links.store.ts";
import {
  countFailures,
  deleteFailures,
  deleteSession,
  insertFailure,
  insertSession,
} from "./sessions.store.ts";
import { passwordHash, passwordMatches } from "./password.ts";
import { type Actor, decide, type Permission, permissions } from "./policy.ts";
import { newSecret, secretDigest } from "./secret.ts";

/** How long a session lasts. */
export const sessionSeconds = 12 * 60 * 60;

/** Within how many seconds failed sign-ins add up. */
export const failureWindowSeconds = 15 * 60;

/**
 * How many failures are borne: from one address for one name, from one address, for one name from
 * anywhere. The last is high, so that a stranger cannot lock somebody out with a few tries.
 */
const mostFailures = { pair: 10, address: 50, name: 100 } as const;

/** IPv6 hands out whole networks: the first 64 bits count as one address. */
function addressKey(address: string): string {
  const isMapped = address.startsWith("::ffff:");
  return address.includes(":") && !isMapped ? address.split(":").slice(0, 4).join(":") : address;
}

function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name);
}

/** Who somebody is and what they may do on the instance as a whole. */
export function sessionView(actor: Actor): Session {
  const may = Object.keys(permissions).filter(
    (name) => isPermission(name) && decide(actor, name).allowed,
  );
  return { account: actor.account, name: actor.name, grants: [...actor.grants], may };
}

/** Starts a session for an account; its leaf says how the person came in. */
export async function startSession(
  work: Work,
  account: string,
  by: "password" | "link" | "set-up" | "demonstration-role",
): Promise<SessionReply<Session>> {
  const found = await findAccount(work.transaction, account);
  if (!found) throw new Error(`the account ${account} is gone`);
  const token = newSecret("session");
  await insertSession(work.transaction, secretDigest(token), account, sessionSeconds);
  await work.append({ kind: "session.started", subject: `account/${account}`, data: { by } });
  const { name, grants } = found;
  const person: Actor = { kind: "person", account, name, grants };
  return new SessionReply(sessionView(person), { token, seconds: sessionSeconds });
}

/**
 * Signs somebody in by name and password. A wrong one is answered, not thrown, so that it counts.
 * Refuses: not-signed-in (name or password wrong, without saying which), too-often.
 */
export async function signIn(
  work: Work,
  given: { readonly name: string; readonly password: string },
  client: Client,
): Promise<SessionReply<Session> | Problem> {
  const account = await accountWithPassword(work, given, client);
  if (account === undefined) {
    return new Problem(
      "not-signed-in",
      "Name or password is not right: try again, or ask an administrator for a new link.",
    );
  }
  return startSession(work, account, "password");
}

/**
 * The account of a name and its password; nothing where one is wrong, which counts against whoever
 * tries. Refuses (too-often).
 */
async function accountWithPassword(
  { transaction }: Work,
  given: { readonly name: string; readonly password: string },
  client: Client,
): Promise<string | undefined> {
  const address = addressKey(client.address);
  const name = given.name.toLowerCase();
  const pair = `pair ${address} ${name}`;
  const keys = [
    [pair, mostFailures.pair],
    [`address ${address}`, mostFailures.address],
    [`name ${name}`, mostFailures.name],
  ] as const;
  for (const [key, most] of keys) {
    if ((await countFailures(transaction, key, failureWindowSeconds)) >= most) {
      throw new Problem("too-often", "Too many sign-ins failed: wait 15 minutes and try again.");
    }
  }
  const found = await findPassword(transaction, given.name);
  const matches = await passwordMatches(given.password, found?.secret);
  if (!found || !matches) {
    await insertFailure(
      transaction,
      keys.map(([key]) => key),
    );
    return undefined;
  }
  await deleteFailures(transaction, pair);
  return found.account;
}

/**
 * Changes the password of whoever is signed in, who gives the one that holds now. Every session of
 * theirs ends, wherever it is, and this browser gets a new one. A wrong password is answered, not
 * thrown, so that it counts as at signing in.
 * Refuses: refused (a token, which has no browser; an account without password), bad-input, too-often.
 */
export async function changePassword(
  work: Work,
  given: { readonly current: string; readonly password: string },
  client: Client,
): Promise<SessionReply<Session> | Problem> {
  const { transaction, actor } = work;
  if (client.session === undefined) {
    throw new Problem("refused", "An API token changes no password: sign in on the page for it.");
  }
  const account = await accountWithPassword(
    work,
    { name: actor.name, password: given.current },
    client,
  );
  if (account !== actor.account) {
    return new Problem(
      "refused",
      "The present password is not right: try again, or ask an administrator for a new link.",
    );
  }
  const hash = await passwordHash(given.password);
  await putPassword(transaction, account, hash, await work.knownAt());
  await work.append({ kind: "account.password-set", subject: `account/${account}`, data: {} });
  return startSession(work, account, "password");
}

/** Signs somebody in by a one-time link. Refuses (not-signed-in): a link that was used or is too old. */
export async function signInByLink(work: Work, link: string): Promise<SessionReply<Session>> {
  const taken = await takeLink(work.transaction, secretDigest(link));
  if (taken?.purpose === "sign-in" && taken.account !== null) {
    return startSession(work, taken.account, "link");
  }
  throw new Problem(
    "not-signed-in",
    "This link was used already or is too old: ask for a new one.",
  );
}

/** Ends the session of this browser. */
export async function signOut(work: Work, client: Client): Promise<SessionReply<{ ok: true }>> {
  if (client.session === undefined) {
    throw new Problem("refused", "An API token has no session: revoke it with token revoke.");
  }
  await deleteSession(work.transaction, secretDigest(client.session));
  await work.append({ kind: "session.ended", subject: `account/${work.actor.account}`, data: {} });
  return new SessionReply({ ok: true }, null);
}
