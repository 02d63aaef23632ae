import type { Static } from "typebox";
import { type Digest, isDigest } from "../../kit/canonical-json.ts";
import { checkShape } from "../../kit/check-shape.ts";
import { Problem } from "../../kit/problem.ts";
import { readTilePath, type TileRequest } from "../../kit/tile-path.ts";
import type { Transaction } from "../database/database.ts";
import { accountNames } from "../identity/account-names.ts";
import { anonymous } from "../identity/policy.ts";
import { musterItself } from "../perform-work.ts";
import type { Work } from "../work.ts";
import {
  type LogEntry,
  type LogEntryProof,
  LoggedEvent,
  type LogPage,
  type LogQuery,
} from "./log.contract.ts";
import {
  isOpen,
  keySuccessions,
  latestCheckpoint,
  leavesBeginning,
  listLeaves,
  logVerifierKey,
  readLeaf,
  readLeafDigests,
  readTiles,
  type StoredLeaf,
} from "./log.store.ts";
import { inclusionProof } from "./proofs.ts";
import type { Veil } from "./veil.ts";

const usualLimit = 100;

function digestIn(text: string): Digest {
  if (isDigest(text)) return text;
  throw new Problem("bad-input", "64 lower-case hexadecimal digits were expected.", {
    field: "digest",
  });
}

function eventOf(leaf: StoredLeaf): Static<typeof LoggedEvent> | null {
  if (leaf.event === null) return null;
  const event: unknown = JSON.parse(leaf.event);
  return checkShape(LoggedEvent, event, () => ({ field: leaf.digest }));
}

const accountSubject = "account/";

/** The account that an entry is about; nothing when it is about something else. */
function accountAbout({ subject }: StoredLeaf): string | undefined {
  return subject.startsWith(accountSubject) ? subject.slice(accountSubject.length) : undefined;
}

function subjectName(leaf: StoredLeaf, names: ReadonlyMap<string, string>): string | null {
  const account = accountAbout(leaf);
  return account === undefined ? null : (names.get(account) ?? null);
}

async function entriesOf(
  transaction: Transaction,
  leaves: readonly StoredLeaf[],
): Promise<LogEntry[]> {
  const accounts = leaves.flatMap((leaf) => [leaf.actor, accountAbout(leaf) ?? leaf.actor]);
  const names = new Map([
    ...(await accountNames(transaction, accounts)),
    [musterItself.account, musterItself.name],
    [anonymous.account, "Somebody not signed in"],
  ]);
  return leaves.map((leaf) => ({
    ...leaf,
    actor_name: names.get(leaf.actor) ?? leaf.actor,
    subject_name: subjectName(leaf, names),
    event: eventOf(leaf),
  }));
}

/**
 * Lists entries of the log with their events; what is under the veil is left out. Refuses: `after`
 * that names no entry.
 */
export async function listLog(work: Work, query: LogQuery, veil: Veil | null): Promise<LogPage> {
  const { transaction } = work;
  const limit = query.limit ?? usualLimit;
  const after = query.after === undefined ? undefined : digestIn(query.after);
  if (after && !(await readLeaf(transaction, after))) throw noSuchEntry(after);
  const { subject, kind, order = "newest" } = query;
  const leaves = await listLeaves(transaction, {
    after,
    subject,
    kind,
    order,
    limit: limit + 1,
    veil,
  });
  const shown = leaves.slice(0, limit);
  const head = await latestCheckpoint(transaction);
  return {
    entries: await entriesOf(transaction, shown),
    next: leaves.length > limit ? (shown.at(-1)?.digest ?? null) : null,
    size: head?.size ?? 0,
    veiled: veil !== null,
  };
}

function noSuchEntry(digest: string): Problem {
  return new Problem(
    "not-found",
    `The log has no entry ${digest}; list the newest with "muster log show".`,
  );
}

/** An entry that whoever asks may not read: its leaf stands in the log, and can be proved. */
function hiddenEntry({ digest, index }: StoredLeaf): LogEntry {
  const about = { kind: "hidden", subject: "", subject_name: null };
  const who = { actor: "", actor_name: "", at: "" };
  return { digest, index, ...about, ...who, salt: null, event: null };
}

/**
 * One entry with event, salt, inclusion proof and checkpoint; without content under the veil.
 * Given: its digest, or the beginning of it, in hexadecimal digits.
 * Refuses: a digest not in the log; a beginning that several entries share.
 */
export async function showEntry(
  work: Work,
  text: string,
  veil: Veil | null,
): Promise<LogEntryProof> {
  const { transaction } = work;
  const [leaf, another] = await leavesBeginning(transaction, text);
  if (!leaf) throw noSuchEntry(text);
  if (another) {
    const sentence = `Several entries of the log begin with ${text}; give more of the digest.`;
    throw new Problem("bad-input", sentence);
  }
  const [entry] = (await isOpen(transaction, leaf.digest, veil))
    ? await entriesOf(transaction, [leaf])
    : [hiddenEntry(leaf)];
  const head = await latestCheckpoint(transaction);
  if (!entry) throw noSuchEntry(text);
  return {
    entry,
    inclusion: head && leaf.index !== null ? await proofOf(work, leaf.index, head.size) : null,
    checkpoint: head?.note ?? null,
    verifier_key: await readVerifierKeyText(work),
  };
}

async function proofOf(
  { transaction }: Work,
  index: number,
  size: number,
): Promise<LogEntryProof["inclusion"]> {
  const hashes = await inclusionProof(transaction, index, size);
  return { index, size, hashes: hashes.map((hash) => Buffer.from(hash).toString("hex")) };
}

/** The newest signed checkpoint. Refuses: before the first was made, within the first second. */
export async function readCheckpoint({ transaction }: Work): Promise<string> {
  const head = await latestCheckpoint(transaction);
  if (head) return head.note;
  throw new Problem("unavailable", "The log has no checkpoint yet; ask again in a second.");
}

/** The verifier key of the log as one line. */
export async function readVerifierKeyText({ transaction }: Work): Promise<string> {
  const key = await logVerifierKey(transaction);
  if (key !== undefined) return key;
  throw new Problem("unavailable", "The log has no key yet; ask again in a second.");
}

/** The successions of the log's keys, an empty line between each two; empty when there are none. */
export async function readSuccessionText({ transaction }: Work): Promise<string> {
  return (await keySuccessions(transaction)).join("\n");
}

function noSuchTile(): Problem {
  return new Problem(
    "not-found",
    "The log has no such tile; ask for those that the size in the checkpoint needs (c2sp.org/tlog-tiles).",
  );
}

/** The bytes of a tile or of an entry bundle. Refuses: what does not exist, or not yet so wide. */
export async function readTileBytes({ transaction }: Work, path: string): Promise<Uint8Array> {
  const request = readTilePath(`tile/${path}`);
  if (!request) throw noSuchTile();
  const bytes = await (request.level === "entries"
    ? entryBundle(transaction, request)
    : hashTile(transaction, { level: request.level, index: request.index, width: request.width }));
  if (!bytes) throw noSuchTile();
  return bytes;
}

async function hashTile(
  transaction: Transaction,
  { level, index, width }: { level: number; index: number; width: number },
): Promise<Uint8Array | null> {
  const tiles = await readTiles(transaction, [{ level, index }]);
  const [hashes] = tiles.values();
  return hashes && hashes.length >= width * 32 ? hashes.subarray(0, width * 32) : null;
}

/** Entries, each after its length as two bytes, the more significant first. */
async function entryBundle(
  transaction: Transaction,
  { index, width }: TileRequest,
): Promise<Uint8Array | null> {
  const leaves = await readLeafDigests(transaction, index * 256, width);
  if (leaves.length < width) return null;
  return Buffer.concat(leaves.flatMap((leaf) => [Uint8Array.of(0, leaf.length), leaf]));
}
