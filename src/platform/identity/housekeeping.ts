import type { Database } from "../database/database.ts";
import { musterItself, performWork } from "../perform-work.ts";
import { countRefusal, deleteExpired, takeRefusals } from "./refusals.store.ts";
import type { Actor, Permission } from "./policy.ts";
import type { RefusalReason } from "./refusal.ts";
import { failureWindowSeconds } from "./sign-in.actions.ts";

/** Within how many seconds the further refusals of one person are told in one leaf. */
const refusalWindowSeconds = 10 * 60;

/**
 * Notes that somebody who is signed in was refused. The first is a leaf at once; further ones of the
 * same person, permission and reason within ten minutes are counted into one leaf, so that nobody can fill
 * the log by asking.
 */
export async function noteRefusal(
  database: Database,
  actor: Actor,
  permission: Permission,
  because: RefusalReason | null = null,
): Promise<void> {
  await performWork(database, "write", musterItself, async (work) => {
    const what = because === null ? permission : `${permission} ${because}`;
    if (!(await countRefusal(work.transaction, actor.account, what))) return;
    await work.append({
      kind: "access.refused",
      subject: `account/${actor.account}`,
      data: { ...refusedOf(what), count: 1 },
    });
  });
}

/** What was refused, from the words by which refusals are counted: a permission, and why. */
function refusedOf(what: string): { permission: string; because?: string } {
  const [permission = what, because] = what.split(" ");
  return because === undefined ? { permission } : { permission, because };
}

/**
 * Removes what has expired and writes the counted refusals. Any number of processes may do it at any
 * time. `windowSeconds` is for tests.
 */
export async function keepHouse(
  database: Database,
  windowSeconds = refusalWindowSeconds,
): Promise<void> {
  await performWork(database, "write", musterItself, async (work) => {
    await deleteExpired(work.transaction, failureWindowSeconds);
    for (const { account, permission, count } of await takeRefusals(
      work.transaction,
      windowSeconds,
    )) {
      await work.append({
        kind: "access.refused",
        subject: `account/${account}`,
        data: { ...refusedOf(permission), count },
      });
    }
  });
}
