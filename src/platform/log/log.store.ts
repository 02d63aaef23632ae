import { Type } from "typebox";
import type { Digest } from "../../kit/canonical-json.ts";
import { type Tiles, tileKey } from "../../kit/merkle-tiles.ts";
import { Problem } from "../../kit/problem.ts";
import { type Signer, verifierKey } from "../../kit/signed-note.ts";
import { Bytes } from "../database/bytes.ts";
import type { Transaction } from "../database/database.ts";
import { openSql, type Veil, veilValues } from "./veil.ts";

const Head = Type.Object({ size: Type.Integer(), root: Bytes, note: Type.String() });
const Indexed = Type.Object({ digest: Bytes, index: Type.Integer() });
const Tile = Type.Object({ level: Type.Integer(), index: Type.Integer(), hashes: Bytes });
const Leaf = Type.Object({ digest: Bytes });
const Note = Type.Object({ note: Type.String() });
const VerifierKey = Type.Object({ verifier_key: Type.String() });
const LeafRow = Type.Object({
  digest: Type.String(),
  salt: Type.Union([Type.String(), Type.Null()]),
  event: Type.Union([Type.String(), Type.Null()]),
  kind: Type.String(),
  subject: Type.String(),
  actor: Type.String(),
  at: Type.String(),
  index: Type.Union([Type.Integer(), Type.Null()]),
});

/** A signed checkpoint as it stands in the database. */
export type StoredCheckpoint = Type.Static<typeof Head>;
/** A leaf with what only those with `log.read` may see; digest and salt in hexadecimal digits. */
export type StoredLeaf = Type.Static<typeof LeafRow>;

/** The newest checkpoint; nothing before the sequencer ran for the first time. */
export async function latestCheckpoint(
  transaction: Transaction,
): Promise<StoredCheckpoint | undefined> {
  return transaction.first(
    Head,
    `select size, root, note from log_checkpoints order by size desc limit 1`,
  );
}

/** Stores a signed checkpoint; it may be served from the commit on. */
export async function storeCheckpoint(
  transaction: Transaction,
  { size, root, note }: StoredCheckpoint,
): Promise<void> {
  await transaction.run(`insert into log_checkpoints (size, root, note) values ($1, $2, $3)`, [
    size,
    Buffer.from(root),
    note,
  ]);
}

/** The verifier key of the log, `name+hash+key`; nothing before the keys were made. */
export async function logVerifierKey(transaction: Transaction): Promise<string | undefined> {
  const row = await transaction.first(VerifierKey, `select verifier_key from log_identity`);
  return row?.verifier_key;
}

/** The signed successions of the log's keys, the first one first. */
export async function keySuccessions(transaction: Transaction): Promise<string[]> {
  const rows = await transaction.rows(Note, `select note from log_key_successions order by no`);
  return rows.map(({ note }) => note);
}

/** Makes another key the key of the log, with the old one's signed word for it. */
export async function replaceLogKey(
  transaction: Transaction,
  verifierKey: string,
  succession: string,
): Promise<void> {
  await transaction.run(`update log_identity set verifier_key = $1`, [verifierKey]);
  await transaction.run(`insert into log_key_successions (note) values ($1)`, [succession]);
}

/**
 * Refuses (unavailable) to sign with a key that is no longer the log's: whoever replaced it did not
 * stop this process first.
 */
export async function requireCurrentKey(transaction: Transaction, signer: Signer): Promise<void> {
  const current = await logVerifierKey(transaction);
  if (current === undefined || current === verifierKey(signer)) return;
  throw new Problem(
    "unavailable",
    "The key of the log was replaced while this process ran: start it again.",
  );
}

/**
 * Gives indices from `size` on to committed leaves that have none, at most `limit`, in the order in
 * which they were appended. Only the holder of the sequencer's lock may call this.
 * Answers the digests in the order of their indices.
 */
export async function indexWaitingLeaves(
  transaction: Transaction,
  size: number,
  limit: number,
): Promise<Uint8Array[]> {
  const rows = await transaction.rows(
    Indexed,
    `update log_leaves set index = waiting.place
       from (select digest, $1::bigint + row_number() over (order by appended) - 1 as place
               from (select digest, appended from log_leaves where index is null
                      order by appended limit $2) as oldest) as waiting
      where log_leaves.digest = waiting.digest
      returning log_leaves.digest, log_leaves.index`,
    [size, limit],
  );
  return rows.toSorted((one, other) => one.index - other.index).map(({ digest }) => digest);
}

/** Reads tiles by level and index, in one query; what does not exist is left out. */
export async function readTiles(
  transaction: Transaction,
  places: readonly { readonly level: number; readonly index: number }[],
): Promise<Tiles> {
  const rows = await transaction.rows(
    Tile,
    `select level, index, hashes
       from log_tiles join unnest($1::smallint[], $2::bigint[]) as wanted (level, index)
      using (level, index)`,
    [places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  return new Map(rows.map((row) => [tileKey(row), row.hashes]));
}

/** Stores tiles that grew, whole. */
export async function storeTiles(transaction: Transaction, tiles: Tiles): Promise<void> {
  const places = [...tiles.keys()].map((key) => key.split("/").map(Number));
  await transaction.run(
    `insert into log_tiles (level, index, hashes)
     select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])
     on conflict (level, index) do update set hashes = excluded.hashes`,
    [
      places.map(([level]) => level),
      places.map(([, index]) => index),
      [...tiles.values()].map((hashes) => Buffer.from(hashes)),
    ],
  );
}

/** The digests of leaves from an index on, at most `count`, in order. */
export async function readLeafDigests(
  transaction: Transaction,
  from: number,
  count: number,
): Promise<Uint8Array[]> {
  const rows = await transaction.rows(
    Leaf,
    `select digest from log_leaves where index >= $1 and index < $2 order by index`,
    [from, from + count],
  );
  return rows.map(({ digest }) => digest);
}

/** Whether a leaf may be read under a veil. */
export async function isOpen(
  transaction: Transaction,
  digest: string,
  veil: Veil | null,
): Promise<boolean> {
  if (veil === null) return true;
  const values = [digest, ...veilValues(veil)];
  const text = `select digest from log_leaves where digest = decode($1, 'hex') and ${openSql(2)}`;
  return (await transaction.first(Leaf, text, values)) !== undefined;
}

const leafColumns = `encode(digest, 'hex') as digest, encode(salt, 'hex') as salt, event, kind, subject, actor, at, index`;

/** One leaf with its event. */
export async function readLeaf(
  transaction: Transaction,
  digest: Digest,
): Promise<StoredLeaf | undefined> {
  return transaction.first(
    LeafRow,
    `select ${leafColumns} from log_leaves where digest = decode($1, 'hex')`,
    [digest],
  );
}

/** The leaves whose digests begin so, at most two: enough to know whether a beginning is clear. */
export async function leavesBeginning(
  transaction: Transaction,
  beginning: string,
): Promise<StoredLeaf[]> {
  return transaction.rows(
    LeafRow,
    `select ${leafColumns} from log_leaves
      where digest between decode(rpad($1, 64, '0'), 'hex') and decode(rpad($1, 64, 'f'), 'hex')
      limit 2`,
    [beginning],
  );
}

/** What to list: after which leaf, about what, of which kind, in which order, at most how many. */
export interface LeafQuery {
  readonly after: Digest | undefined;
  readonly subject: string | undefined;
  readonly kind: string | undefined;
  readonly order: "newest" | "oldest";
  readonly limit: number;
  /** What whoever asks may not read: it is left out. */
  readonly veil: Veil | null;
}

/** A page of leaves in the order in which they were appended, or the other way round. */
export async function listLeaves(
  transaction: Transaction,
  query: LeafQuery,
): Promise<StoredLeaf[]> {
  const [compare, direction] = query.order === "newest" ? ["<", "desc"] : [">", "asc"];
  return transaction.rows(
    LeafRow,
    `select ${leafColumns} from log_leaves
      where ($1::text is null or subject = $1) and ($2::text is null or kind = $2)
        and ($3::text is null
             or appended ${compare} (select appended from log_leaves where digest = decode($3, 'hex')))
        ${query.veil === null ? "" : `and ${openSql(5)}`}
      order by appended ${direction} limit $4`,
    [
      query.subject ?? null,
      query.kind ?? null,
      query.after ?? null,
      query.limit,
      ...(query.veil === null ? [] : veilValues(query.veil)),
    ],
  );
}

/** All leaves of some kinds about some subjects, in the order in which they were appended. */
export async function leavesAbout(
  transaction: Transaction,
  kinds: readonly string[],
  subjects: readonly string[],
): Promise<StoredLeaf[]> {
  return transaction.rows(
    LeafRow,
    `select ${leafColumns} from log_leaves
      where subject = any($1) and kind = any($2) order by appended`,
    [subjects, kinds],
  );
}
