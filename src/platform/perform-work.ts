import type { Digest } from "../kit/canonical-json.ts";
import type { Database } from "./database/database.ts";
import type { Actor } from "./identity/policy.ts";
import { appendLeaf } from "./log/append-leaf.ts";
import { stampKnownAt } from "./log/known-at.ts";
import type { Transaction } from "./database/database.ts";
import type { Work } from "./work.ts";

/** A leaf that a work appended. */
export interface Appended {
  readonly kind: string;
  readonly digest: Digest;
}

/** Muster itself, for what nobody asked for: set-up links, housekeeping, schedules. */
export const musterItself: Actor = {
  kind: "muster",
  account: "muster",
  name: "Muster",
  grants: [],
};

/**
 * A work in an open transaction. The instant at which its facts are known is taken once, at the
 * first question; `appended` is filled as leaves are written.
 */
export function workIn(transaction: Transaction, actor: Actor, appended: Appended[] = []): Work {
  let known: Promise<string> | undefined;
  const knownAt = (): Promise<string> => (known ??= stampKnownAt(transaction));
  return {
    transaction,
    actor,
    knownAt,
    async append({ kind, subject, data }) {
      const at = await knownAt();
      const digest = await appendLeaf(transaction, {
        kind,
        actor: actor.account,
        at,
        subject,
        data,
      });
      appended.push({ kind, digest });
      return digest;
    },
  };
}

/** Runs an action in one transaction of its own and answers what it answered, with its leaves. */
export async function performWork<T>(
  database: Database,
  mode: "read" | "write",
  actor: Actor,
  action: (work: Work) => Promise<T>,
): Promise<{ readonly answer: T; readonly leaves: readonly Appended[] }> {
  const leaves: Appended[] = [];
  const answer = await database.transact(mode, (transaction) =>
    action(workIn(transaction, actor, leaves)),
  );
  return { answer, leaves };
}
