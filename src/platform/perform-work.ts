import { type Digest, isDigest } from "../kit/canonical-json.ts";
import { Problem } from "../kit/problem.ts";
import { renamedVerifier, type Signer, signNote } from "../kit/signed-note.ts";
import type { Database } from "./database/database.ts";
import type { Actor } from "./identity/policy.ts";
import { appendLeaf, stampedLeaf } from "./log/append-leaf.ts";
import { requireCurrentKey } from "./log/log.store.ts";
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

/** Where the leaves of a work are counted, and the key it may sign with. */
export interface WorkFrame {
  readonly appended?: Appended[];
  readonly signer?: Signer | undefined;
}

/**
 * A work in an open transaction. The instant at which its facts are known is taken once, at the
 * first question; `appended` is filled as leaves are written.
 */
export function workIn(
  transaction: Transaction,
  actor: Actor,
  { appended = [], signer }: WorkFrame = {},
): Work {
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
    async appendWith(event, write) {
      if (known) throw new Error("the instant of this work was taken before");
      const stamped = await write(stampedLeaf({ ...event, actor: actor.account }));
      known = Promise.resolve(stamped.knownAt);
      appended.push({ kind: event.kind, digest: requireDigest(stamped.leaf) });
      return stamped;
    },
    async sign(text, as) {
      if (!signer) throw new Problem("unavailable", "the keys of the log are not open here.");
      await requireCurrentKey(transaction, signer);
      const renamed = await renamedVerifier(signer, `${signer.name}/${as}`);
      return signNote(text, { ...renamed, sign: (content) => signer.sign(content) });
    },
  };
}

function requireDigest(text: string): Digest {
  if (isDigest(text)) return text;
  throw new Error("a leaf was appended without a digest");
}

/** Runs an action in one transaction of its own and answers what it answered, with its leaves. */
export async function performWork<T>(
  database: Database,
  mode: "read" | "write",
  actor: Actor,
  action: (work: Work) => Promise<T>,
  signer?: Signer,
): Promise<{ readonly answer: T; readonly leaves: readonly Appended[] }> {
  const leaves: Appended[] = [];
  const answer = await database.transact(mode, (transaction) =>
    action(workIn(transaction, actor, { appended: leaves, signer })),
  );
  return { answer, leaves };
}
