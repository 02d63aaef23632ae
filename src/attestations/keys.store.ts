import { Type } from "typebox";
import type { Transaction } from "../platform/database/database.ts";
import type { KeyActFact, KeyFact } from "./key-state.ts";
import { KeyAct } from "./keys.contract.ts";

const orNull = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

const KeyRow = Type.Object({
  fingerprint: Type.String(),
  public_key: Type.String(),
  account: Type.String(),
  office: orNull(Type.String()),
  replaces: orNull(Type.String()),
  known_at: Type.String(),
});
const ActRow = Type.Object({
  fingerprint: Type.String(),
  act: KeyAct.properties.act,
  by: Type.String(),
  reason: Type.String(),
  known_at: Type.String(),
  leaf: Type.String(),
});

/** A key with the acts about it, oldest first. */
export interface KeptKey {
  readonly key: KeyFact;
  readonly acts: readonly KeyActFact[];
}

/** Which keys: of whom, from which on. */
export interface KeysAsked {
  readonly account?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Keys, the newest first, each with its acts; two statements. */
export async function readKeys(transaction: Transaction, asked: KeysAsked): Promise<KeptKey[]> {
  const keys = await transaction.rows(
    KeyRow,
    `select fingerprint, public_key, account, office, replaces, known_at from person_keys
     where ($1::text is null or account = $1) and ($2::text is null or fingerprint = $2)
       and ($3::text is null or no < (select no from person_keys where fingerprint = $3))
     order by no desc limit $4`,
    [asked.account ?? null, asked.fingerprint ?? null, asked.after ?? null, asked.limit],
  );
  const acts = await transaction.rows(
    ActRow,
    `select fingerprint, act, by, reason, known_at, leaf from person_key_acts
     where fingerprint = any($1::text[]) order by no`,
    [keys.map(({ fingerprint }) => fingerprint)],
  );
  const byKey = Map.groupBy(acts, ({ fingerprint }) => fingerprint);
  return keys.map((key) => ({
    key,
    acts: (byKey.get(key.fingerprint) ?? []).map(({ fingerprint: _key, ...act }) => act),
  }));
}

/** Keeps two writers from the keys of one person. Held to the end of the transaction. */
export async function lockKeys(transaction: Transaction, account: string): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('keys ' || $1, 0))`, [
    account,
  ]);
}

/** Writes a key. */
export async function insertKey(transaction: Transaction, key: KeyFact): Promise<void> {
  await transaction.run(
    `insert into person_keys (fingerprint, public_key, account, office, replaces, known_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [key.fingerprint, key.public_key, key.account, key.office, key.replaces, key.known_at],
  );
}

/** Writes an act about a key. */
export async function insertKeyAct(
  transaction: Transaction,
  fingerprint: string,
  act: KeyActFact,
): Promise<void> {
  await transaction.run(
    `insert into person_key_acts (fingerprint, act, by, reason, known_at, leaf)
     values ($1, $2, $3, $4, $5, $6)`,
    [fingerprint, act.act, act.by, act.reason, act.known_at, act.leaf],
  );
}
