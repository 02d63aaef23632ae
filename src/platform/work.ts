import type { Digest, Json } from "../kit/canonical-json.ts";
import type { Transaction } from "./database/database.ts";
import type { Actor } from "./identity/policy.ts";
import type { StampedLeaf } from "./log/append-leaf.ts";

/** A leaf with its instant. */
export interface Stamped {
  readonly knownAt: string;
  readonly leaf: string;
}

/**
 * What an action gets: one transaction, who acts, and the pen of the log. The frame around it (HTTP
 * server, demo, tests) opens the transaction, commits it and answers with the digests of its leaves.
 */
export interface Work {
  readonly transaction: Transaction;
  readonly actor: Actor;
  /**
   * The instant at which the facts of this work are known: later than that of any committed work.
   * Asked for last, just before facts are written, because it queues writers until the commit.
   */
  knownAt(): Promise<string>;
  /** Appends a leaf in this transaction and answers its digest; the index follows within a second. */
  append(event: { kind: string; subject: string; data: Json }): Promise<Digest>;
  /**
   * Appends a leaf by the very statement that writes its facts and takes their instant, which it
   * answers: for what a hundred people do at once. Nothing may have become known in this work yet.
   */
  appendWith(
    event: { kind: string; subject: string; data: Json },
    write: (leaf: StampedLeaf) => Promise<Stamped>,
  ): Promise<Stamped>;
  /**
   * Signs a text as a note with the key of the log, under a name of its own that begins with the
   * log's: `sign(text, "bundle")` under `<name of the log>/bundle`. Refuses (unavailable) where the
   * frame has no keys, as in a test without a server.
   */
  sign(text: string, as: string): Promise<string>;
}
