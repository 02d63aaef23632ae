import { randomBytes } from "node:crypto";
import { Type } from "typebox";
import { Problem } from "../../kit/problem.ts";
import { signSuccession } from "../../kit/key-succession.ts";
import { makeSigner, type Signer, verifierKey } from "../../kit/signed-note.ts";
import { Bytes } from "../database/bytes.ts";
import type { Database, Transaction } from "../database/database.ts";
import { latestCheckpoint, replaceLogKey, requireCurrentKey } from "../log/log.store.ts";
import { musterItself, performWork } from "../perform-work.ts";
import { openKeys } from "./open-keys.ts";
import { seal, unseal } from "./seal.ts";

const Sealed = Type.Object({ name: Type.String(), sealed: Bytes });

/** A log that has a new key. */
export interface RotatedKey {
  readonly before: string;
  readonly now: string;
  /** The old key's signed word for the new one, as it is served. */
  readonly succession: string;
  /** Signs from now on. */
  readonly signer: Signer;
}

/**
 * Gives the log a new key: 32 random bytes. The old key signs that the new one comes after it, a
 * leaf tells of it, and then the old key is gone. Processes that run sign nothing any more, neither
 * checkpoints nor bundles, until they are started again.
 */
export async function rotateLogKey(database: Database, secret: Uint8Array): Promise<RotatedKey> {
  const { log: old } = await openKeys(database, secret);
  const seed = randomBytes(32);
  const signer = await makeSigner(old.name, seed);
  const { answer } = await performWork(database, "write", musterItself, async (work) => {
    const { transaction } = work;
    await holdKeys(transaction);
    await transaction.run(
      `select pg_advisory_xact_lock(hashtextextended('muster.log.sequencer', 0))`,
    );
    await requireCurrentKey(transaction, old);
    const size = (await latestCheckpoint(transaction))?.size ?? 0;
    const succession = await signSuccession(old, { to: signer, size });
    await transaction.run(`update sealed_keys set sealed = $1 where name = 'log'`, [
      Buffer.from(seal(secret, "log", seed)),
    ]);
    const [before, now] = [verifierKey(old), verifierKey(signer)];
    await replaceLogKey(transaction, now, succession);
    await work.append({ kind: "log.key-rotated", subject: "log", data: { from: before, to: now } });
    return { before, now, succession, signer };
  });
  return answer;
}

/**
 * Seals every key under another secret. Nothing else changes: processes that run go on, and need the
 * new secret when they start the next time. Answers how many keys were sealed.
 * Refuses (refused): a secret that does not open the keys; one that is too short.
 */
export async function sealAnew(
  database: Database,
  from: Uint8Array,
  to: Uint8Array,
): Promise<number> {
  if (to.length < 32) throw new Problem("refused", "A secret has at least 32 bytes.");
  return database.transact("write", async (transaction) => {
    await holdKeys(transaction);
    const rows = await transaction.rows(Sealed, `select name, sealed from sealed_keys`);
    for (const { name, sealed } of rows) {
      const key = unseal(from, name, sealed);
      if (!key) throw new Problem("refused", "This secret does not open the keys of the database.");
      const again = Buffer.from(seal(to, name, key));
      await transaction.run(`update sealed_keys set sealed = $2 where name = $1`, [name, again]);
    }
    return rows.length;
  });
}

/** Says whether a secret opens the keys of a database; true where there are none yet. */
export async function opensKeys(database: Database, secret: Uint8Array): Promise<boolean> {
  const rows = await database.transact("read", (transaction) =>
    transaction.rows(Sealed, `select name, sealed from sealed_keys`),
  );
  return rows.every(({ name, sealed }) => unseal(secret, name, sealed) !== null);
}

/** As `openKeys` does: one process at a time makes or changes keys. */
async function holdKeys(transaction: Transaction): Promise<void> {
  await transaction.run(`select pg_advisory_xact_lock(hashtextextended('muster.keys', 0))`);
}
