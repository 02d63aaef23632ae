import { Problem } from "../kit/problem.ts";
import type { Transaction } from "../platform/database/database.ts";
import { leavesAbout, type StoredLeaf } from "../platform/log/log.store.ts";
import { inclusionProofs } from "../platform/log/proofs.ts";
import { checkShape } from "../kit/check-shape.ts";
import { ProvedLeaf } from "./bundle.contract.ts";
import type { Act } from "./act.ts";
import { isAct } from "./published-acts.ts";

const Event = ProvedLeaf.properties.event;

interface Told {
  readonly leaf: StoredLeaf;
  readonly event: ProvedLeaf["event"];
}

/** Events that are published whatever they say: of these kinds, about this, until an instant. */
export interface Throughout {
  readonly kinds: readonly string[];
  readonly subject: string;
  readonly until: string;
}

/**
 * Finds the leaf of each act, and of all events of some kinds, and proves that they stand in the
 * tree of a checkpoint. The number of queries does not depend on the number of acts.
 *
 * Refuses: an act whose leaf has no index under this checkpoint yet (unavailable; it comes within a
 * second), and one that was never logged (a fault).
 */
export async function proveActs(
  transaction: Transaction,
  acts: readonly Act[],
  throughout: Throughout,
  size: number,
): Promise<ProvedLeaf[]> {
  const kinds = new Set([...acts.map(({ kind }) => kind), ...throughout.kinds]);
  const subjects = new Set([...acts.map(({ subject }) => subject), throughout.subject]);
  const told = (await leavesAbout(transaction, [...kinds], [...subjects])).flatMap(readTold);
  const found = [
    ...acts.map((act) => findAct(told, act, size)),
    ...told.filter(({ event }) => isPart(event, throughout)).map((each) => numbered(each, size)),
  ];
  const proofs = await inclusionProofs(
    transaction,
    found.map(({ index }) => index),
    size,
  );
  // The same act twice, such as a correction made, undone and made again, is one leaf here.
  const once = new Map(found.map((each) => [each.index, each]));
  return [...once.values()].map(({ leaf, event, index }) => ({
    digest: leaf.digest,
    salt: leaf.salt ?? "",
    event,
    index,
    proof: (proofs.get(index) ?? []).map((hash) => Buffer.from(hash).toString("hex")),
  }));
}

function readTold(leaf: StoredLeaf): Told[] {
  if (leaf.event === null || leaf.salt === null) return [];
  const event = checkShape(Event, JSON.parse(leaf.event), () => ({ field: "event" }));
  return [{ leaf, event }];
}

function findAct(told: readonly Told[], act: Act, size: number): Told & { index: number } {
  const found = told.find(({ event }) => isAct(event, act));
  if (!found) throw new Error(`the log has no ${act.kind} of ${act.subject}`);
  return numbered(found, size);
}

function isPart(event: ProvedLeaf["event"], { kinds, subject, until }: Throughout): boolean {
  return kinds.includes(event.kind) && event.subject === subject && event.at <= until;
}

function numbered(told: Told, size: number): Told & { index: number } {
  const { index } = told.leaf;
  if (index !== null && index < size) return { ...told, index };
  throw new Problem(
    "unavailable",
    "the leaves of these ratings wait for their place in the log; ask again in a second.",
  );
}
