import { createHash, randomBytes } from "node:crypto";
import { canonicalJson, type Digest } from "../../kit/canonical-json.ts";
import type { Transaction } from "../database/database.ts";
import type { LogEvent } from "./events.ts";
import { stampSql } from "./known-at.ts";

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

/** What is written of an event whose instant is not known yet. */
export type UnstampedEvent = Omit<LogEvent, "at">;

/** The beginning of a statement that takes the next instant and appends a leaf of it. */
export interface StampedLeaf {
  /**
   * Two clauses of a WITH, the one row of each later than every other: `stamp` with the instant
   * `last`, `leaf` with `digest` and `at`. What else the statement writes has to be selected from
   * one of them, so that it waits for the clock too.
   */
  readonly clauses: string;
  /** Parameters $1 to $6. */
  readonly values: readonly unknown[];
}

/**
 * A leaf with its instant in one statement, together with the facts that it tells of: others wait
 * from the instant to the end of the transaction, and each statement between makes that longer. The
 * digest is that of `leafDigest`, computed by the database.
 */
export function stampedLeaf(event: UnstampedEvent): StampedLeaf {
  const { kind, subject, actor, data } = event;
  // Canonical JSON sorts by name: actor, at, data, kind, subject (RFC 8785, section 3.2.3).
  const before = `{"actor":${canonicalJson(actor)},"at":"`;
  const after = `",${canonicalJson({ data, kind, subject }).slice(1)}`;
  return {
    clauses: `stamp as (${stampSql}),
     event as (
       select $1::text || to_char(last at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || $2::text
         as words, last from stamp),
     leaf as (
       insert into log_leaves (digest, salt, event, kind, subject, actor, at)
       select sha256($3::bytea || convert_to(words, 'UTF8')), $3, words, $4, $5, $6, last from event
       returning digest, at)`,
    values: [before, after, randomBytes(32), kind, subject, actor],
  };
}
