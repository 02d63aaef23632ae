import type { Database } from "../database/database.ts";
import { musterItself, performWork } from "../perform-work.ts";
import { countRefusal, deleteExpired, takeRefusals } from "./refusals.store.ts";
import type { Actor, Permission } from "./policy.ts";
import { failureWindowSeconds } from "./sign-in.actions.ts";

/** Within how many seconds the further refusals of one person are told in one leaf. */
const refusalWindowSeconds = 10 * 60;

/**
 * Notes that somebody who is signed in was refused. The first is a leaf at once; further ones of the
 * same person and permission within ten minutes are counted into one leaf, so that nobody can fill
 * the log by asking.
 */
export async function noteRefusal(
  database: Database,
  actor: Actor,
  permission: Permission,
): Promise<void> {
  await performWork(database, "write", musterItself, async (work) => {
    if (!(await countRefusal(work.transaction, actor.account, permission))) return;
    await work.append({
      kind: "access.refused",
      subject: `account/${actor.account}`,
      data: { permission, count: 1 },
    });
  });
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
        data: { permission, count },
      });
    }
  });
}
