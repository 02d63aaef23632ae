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
