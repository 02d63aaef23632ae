import { Type } from "typebox";
import { canonicalJson } from "../../kit/canonical-json.ts";
import type { Transaction } from "../database/database.ts";
import { grantsOf, Holder } from "./grants-of.store.ts";
import { GrantView, TokenView } from "./identity.contract.ts";
import type { Grant } from "./policy.ts";

const TokenHolder = Type.Object({
  ...Holder.properties,
  narrowed_to: Type.Union([Type.Array(GrantView), Type.Null()]),
});

/** Whose API token has this digest, when it was not revoked. */
export function findToken(
  transaction: Transaction,
  digest: Uint8Array,
): Promise<Type.Static<typeof TokenHolder> | undefined> {
  return transaction.first(
    TokenHolder,
    `select accounts.id as account, accounts.name, api_tokens.narrowed_to, ${grantsOf("accounts.id")} as grants
       from api_tokens join accounts on accounts.id = api_tokens.account
      where api_tokens.digest = $1 and api_tokens.revoked_at is null`,
    [digest],
  );
}

const tokenColumns = `id as token, name, created_at, narrowed_to`;

/** Makes an API token. */
export async function insertToken(
  transaction: Transaction,
  token: {
    readonly digest: Uint8Array;
    readonly account: string;
    readonly name: string;
    readonly narrowedTo: readonly Grant[] | null;
    readonly at: string;
  },
): Promise<Type.Static<typeof TokenView>> {
  const row = await transaction.first(
    TokenView,
    `insert into api_tokens (digest, account, name, narrowed_to, created_at) values ($1, $2, $3, $4, $5) returning ${tokenColumns}`,
    [
      token.digest,
      token.account,
      token.name,
      token.narrowedTo === null ? null : canonicalJson(token.narrowedTo),
      token.at,
    ],
  );
  if (!row) throw new Error("a token was not written");
  return row;
}

/** The tokens of an account that were not revoked; an account holds at most `mostTokens` of them. */
export function listTokens(
  transaction: Transaction,
  account: string,
): Promise<Type.Static<typeof TokenView>[]> {
  return transaction.rows(
    TokenView,
    `select ${tokenColumns} from api_tokens where account = $1 and revoked_at is null order by created_at, id`,
    [account],
  );
}

/** Revokes a token of an account by its identifier; answers its name, or nothing when there is none. */
export async function revokeToken(
  transaction: Transaction,
  account: string,
  token: string,
  at: string,
): Promise<string | undefined> {
  const row = await transaction.first(
    Type.Object({ name: Type.String() }),
    `update api_tokens set revoked_at = $3 where account = $1 and id::text = $2 and revoked_at is null returning name`,
    [account, token, at],
  );
  return row?.name;
}
