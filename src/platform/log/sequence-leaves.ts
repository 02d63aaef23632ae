import { Type } from "typebox";
import { checkpointText } from "../../kit/checkpoint.ts";
import { growingTiles, growTiles, rangeHash } from "../../kit/merkle-tiles.ts";
import { emptyRoot, leafHash, sameBytes } from "../../kit/merkle.ts";
import { type Signer, signNote } from "../../kit/signed-note.ts";
import type { Database, Transaction } from "../database/database.ts";
import {
  indexWaitingLeaves,
  latestCheckpoint,
  readTiles,
  requireCurrentKey,
  storeCheckpoint,
  storeTiles,
} from "./log.store.ts";

const Lock = Type.Object({ held: Type.Boolean() });
// Bounds the memory and the time of one transaction; the rest follows at once in the next.
const batch = 8192;

/**
 * Gives indices to waiting leaves, writes the tiles that grew and the signed checkpoint: all in one
 * transaction, so that a crash at any moment leaves the log as it was before or after, and nothing
 * is served that is not stored. One process at a time holds the lock; another answers 0 at once.
 * Leaves are taken in the order in which they were appended among those committed: a transaction
 * that commits late gets its indices later, never in between.
 *
 * Answers how many leaves got an index. Refuses to go on when the stored tiles do not give the root
 * that was signed last: a log must not sign what contradicts its past.
 */
export async function sequenceLeaves(database: Database, signer: Signer): Promise<number> {
  return database.transact("write", async (transaction) => {
    const lock = await transaction.first(
      Lock,
      `select pg_try_advisory_xact_lock(hashtextextended('muster.log.sequencer', 0)) as held`,
    );
    if (!lock?.held) return 0;
    await requireCurrentKey(transaction, signer);
    const head = await latestCheckpoint(transaction);
    const size = head?.size ?? 0;
    const leaves = await indexWaitingLeaves(transaction, size, batch);
    if (head && leaves.length === 0) return 0;
    const root = await growLog(transaction, size, head?.root ?? emptyRoot, leaves);
    const checkpoint = { origin: signer.name, size: size + leaves.length, root };
    const note = await signNote(checkpointText(checkpoint), signer);
    await storeCheckpoint(transaction, { size: checkpoint.size, root, note });
    return leaves.length;
  });
}

async function growLog(
  transaction: Transaction,
  size: number,
  signedRoot: Uint8Array,
  leaves: readonly Uint8Array[],
): Promise<Uint8Array> {
  const whole = { from: 0, to: size };
  const edge = await readTiles(transaction, growingTiles(size));
  if (!sameBytes(rangeHash(whole, edge), signedRoot)) {
    throw new Error(
      `the stored tiles of the log do not give the root of checkpoint ${size}; nothing was signed`,
    );
  }
  if (leaves.length === 0) return signedRoot;
  const grown = growTiles(size, edge, leaves.map(leafHash));
  await storeTiles(transaction, grown);
  return rangeHash({ from: 0, to: size + leaves.length }, new Map([...edge, ...grown]));
}
