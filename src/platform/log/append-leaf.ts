import { createHash, randomBytes } from "node:crypto";
import { canonicalJson, type Digest } from "../../kit/canonical-json.ts";
import type { Transaction } from "../database/database.ts";
import type { LogEvent } from "./events.ts";

/**
 * The digest that stands in the public log: SHA-256 over 32 bytes of salt and the canonical event.
 * Whoever is shown salt and event can recompute it; nobody else learns anything from it.
 */
export function leafDigest(salt: Uint8Array, event: LogEvent): Digest {
  const hash = createHash("sha256").update(salt).update(canonicalJson(event));
  return hash.digest("hex") as Digest;
}

/**
 * Appends an event in the transaction of the change it tells of. The leaf has a digest at once and
 * an index within a second (`sequence-leaves.ts`). Answers the digest.
 */
export async function appendLeaf(transaction: Transaction, event: LogEvent): Promise<Digest> {
  const salt = randomBytes(32);
  const digest = leafDigest(salt, event);
  await transaction.run(
    `insert into log_leaves (digest, salt, event, kind, subject, actor, at)
     values (decode($1, 'hex'), $2, $3, $4, $5, $6, $7)`,
    [digest, salt, canonicalJson(event), event.kind, event.subject, event.actor, event.at],
  );
  return digest;
}

/** Appends several events by one statement, in their order. Answers their digests. */
export async function appendLeaves(
  transaction: Transaction,
  events: readonly LogEvent[],
): Promise<Digest[]> {
  const leaves = events.map((event) => {
    const salt = randomBytes(32);
    return { ...event, salt, text: canonicalJson(event), digest: leafDigest(salt, event) };
  });
  await transaction.run(
    `insert into log_leaves (digest, salt, event, kind, subject, actor, at)
     select decode(digest, 'hex'), decode(salt, 'hex'), event, kind, subject, actor, at
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])
       with ordinality as leaf (digest, salt, event, kind, subject, actor, at, place)
     order by place`,
    [
      leaves.map(({ digest }) => digest),
      leaves.map(({ salt }) => salt.toString("hex")),
      leaves.map(({ text }) => text),
      leaves.map(({ kind }) => kind),
      leaves.map(({ subject }) => subject),
      leaves.map(({ actor }) => actor),
      leaves.map(({ at }) => at),
    ],
  );
  return leaves.map(({ digest }) => digest);
}
