import { timingSafeEqual } from "node:crypto";
import { Problem } from "../../kit/problem.ts";
import type { Transaction } from "../database/database.ts";
import type { Client } from "../http/route.ts";
import { findAccount } from "./identity.store.ts";
import { findSession } from "./sessions.store.ts";
import { findToken } from "./tokens.store.ts";
import { narrowGrants } from "./narrow-grants.ts";
import { type Actor, anonymous } from "./policy.ts";
import { secretDigest } from "./secret.ts";

/** The built-in account of whoever may run the command line on the machine itself. */
export const operatorAccount = "operator";

/** Says who sent a request. */
export type Identify = (transaction: Transaction, client: Client) => Promise<Actor>;

/**
 * Makes the function that says who sent a request: by API token, by this process's own token (which
 * stands for the operator of the machine and dies with the process), or by session.
 * Refuses (not-signed-in): a token that is unknown or revoked. An expired session is nobody.
 */
export function identifyWith(ownTokenDigest: Uint8Array): Identify {
  return async (transaction, client) => {
    if (client.token !== undefined) return byToken(transaction, client.token, ownTokenDigest);
    if (client.session === undefined) return anonymous;
    const found = await findSession(transaction, secretDigest(client.session));
    return found ? { ...found, kind: "person" } : anonymous;
  };
}

async function byToken(transaction: Transaction, token: string, own: Uint8Array): Promise<Actor> {
  const digest = secretDigest(token);
  if (timingSafeEqual(digest, own)) {
    const operator = await findAccount(transaction, operatorAccount);
    if (operator) {
      return {
        kind: "token",
        account: operator.account,
        name: operator.name,
        grants: operator.grants,
      };
    }
  }
  const found = await findToken(transaction, digest);
  if (!found) {
    throw new Problem(
      "not-signed-in",
      "This API token is not known here or was revoked: make another with token create.",
    );
  }
  const { account, name, grants, narrowed_to: narrowedTo } = found;
  const narrowed = narrowGrants(grants, narrowedTo);
  return { kind: "token", account, name, grants: narrowed, held: grants };
}
