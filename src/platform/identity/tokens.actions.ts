import type { Static } from "typebox";
import { Problem } from "../../kit/problem.ts";
import type { Work } from "../work.ts";
import type { TokenList, TokenMade } from "./identity.contract.ts";
import { insertToken, listTokens, revokeToken } from "./tokens.store.ts";
import { narrowGrants } from "./narrow-grants.ts";
import type { Grant } from "./policy.ts";
import { newSecret, secretDigest } from "./secret.ts";

const mostTokens = 100;

/**
 * Makes an API token of whoever asks. It may do what its maker can, or less; one made with a token
 * never holds more than that token. Refuses: a role that its maker does not hold, more than 100.
 */
export async function createToken(
  work: Work,
  name: string,
  wanted: readonly Grant[] | null,
): Promise<Static<typeof TokenMade>> {
  const { transaction, actor } = work;
  if (wanted) {
    const able = narrowGrants(actor.grants, wanted);
    const lacking = wanted.find((grant) => !able.includes(grant));
    if (lacking)
      throw new Problem("refused", `You do not hold the role ${lacking.role} there: leave it out.`);
  }
  if ((await listTokens(transaction, actor.account)).length >= mostTokens) {
    throw new Problem("refused", `There are ${mostTokens} tokens already: revoke some first.`);
  }
  const narrowedTo = wanted ?? (actor.kind === "token" ? actor.grants : null);
  const secret = newSecret("muster");
  const at = await work.knownAt();
  const token = await insertToken(transaction, {
    digest: secretDigest(secret),
    account: actor.account,
    name,
    narrowedTo,
    at,
  });
  const data = {
    token: token.token,
    name,
    narrowed_to: narrowedTo === null ? null : narrowedTo.map((grant) => ({ ...grant })),
  };
  await work.append({ kind: "token.created", subject: `account/${actor.account}`, data });
  return { token, secret };
}

/** The tokens of whoever asks, without their secrets. */
export async function readTokens(work: Work): Promise<Static<typeof TokenList>> {
  return { tokens: await listTokens(work.transaction, work.actor.account) };
}

/** Revokes a token of whoever asks. Refuses (not-found). */
export async function withdrawToken(work: Work, token: string): Promise<{ ok: true }> {
  const { transaction, actor } = work;
  const name = await revokeToken(transaction, actor.account, token, await work.knownAt());
  if (name === undefined)
    throw new Problem("not-found", "You have no such token: token list shows them.");
  await work.append({
    kind: "token.revoked",
    subject: `account/${actor.account}`,
    data: { token, name },
  });
  return { ok: true };
}
