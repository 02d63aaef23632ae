import { createHash } from "node:crypto";

/** A SHA-256 as 32 bytes. */
export type Hash = Uint8Array;

/** The root of the tree without leaves: SHA-256 of nothing (RFC 6962, section 2.1). */
export const emptyRoot: Hash = createHash("sha256").digest();

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** The hash of a leaf: SHA-256 over 0x00 and its bytes (RFC 6962, section 2.1). */
export function leafHash(leaf: Uint8Array): Hash {
  return createHash("sha256").update(leafPrefix).update(leaf).digest();
}

/** The hash of two subtrees: SHA-256 over 0x01, left, right (RFC 6962, section 2.1). */
export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash("sha256").update(nodePrefix).update(left).update(right).digest();
}

/**
 * Joins the hashes of the complete subtrees of a range, largest first, into the hash of the range.
 * No hashes give the root of the empty tree.
 */
export function joinSubtrees(hashes: readonly Hash[]): Hash {
  return (
    hashes.reduceRight<Hash | undefined>(
      (right, left) => (right === undefined ? left : nodeHash(left, right)),
      undefined,
    ) ?? emptyRoot
  );
}

/** The root over leaf hashes, in one pass and with memory for one path only. */
export function treeRoot(leafHashes: Iterable<Hash>): Hash {
  const pending: { hash: Hash; leaves: number }[] = [];
  for (const hash of leafHashes) {
    let whole = { hash, leaves: 1 };
    while (pending.at(-1)?.leaves === whole.leaves) {
      const left = pending.pop();
      if (left) whole = { hash: nodeHash(left.hash, whole.hash), leaves: left.leaves * 2 };
    }
    pending.push(whole);
  }
  return joinSubtrees(pending.map(({ hash }) => hash));
}

/** Says whether two byte strings are the same. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

function areHashes(hashes: readonly Hash[]): boolean {
  return hashes.every((hash) => hash.length === 32);
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;

/** A leaf in a tree, and the hashes that lead from the one to the root of the other. */
export interface InclusionClaim {
  /** Counted from 0. */
  readonly index: number;
  /** Leaves in the tree. */
  readonly size: number;
  readonly leafHash: Hash;
  /** From the leaf up. */
  readonly proof: readonly Hash[];
  readonly root: Hash;
}

/**
 * Says whether a proof shows that a leaf stands at its index in the tree of a root
 * (RFC 9162, section 2.1.3.2). Anything malformed is simply not a proof.
 */
export function verifyInclusion({
  index,
  size,
  leafHash: leaf,
  proof,
  root,
}: InclusionClaim): boolean {
  if (!isIndex(index) || !isIndex(size) || index >= size || !areHashes([leaf, root, ...proof])) {
    return false;
  }
  let [place, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

/** Two trees of one log, and the hashes that show the first to be the beginning of the second. */
export interface ConsistencyClaim {
  readonly firstSize: number;
  readonly firstRoot: Hash;
  readonly secondSize: number;
  readonly secondRoot: Hash;
  readonly proof: readonly Hash[];
}

/**
 * Says whether a proof shows that the second tree only added leaves to the first
 * (RFC 9162, section 2.1.4.2). The empty tree is the beginning of every tree.
 */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { firstSize, firstRoot, secondSize, secondRoot, proof } = claim;
  if (!isIndex(firstSize) || !isIndex(secondSize) || firstSize > secondSize) return false;
  if (!areHashes([firstRoot, secondRoot, ...proof])) return false;
  if (firstSize === 0) return proof.length === 0 && sameBytes(firstRoot, emptyRoot);
  if (firstSize === secondSize) return proof.length === 0 && sameBytes(firstRoot, secondRoot);
  return climbBoth(claim);
}

function climbBoth({
  firstSize,
  firstRoot,
  secondSize,
  secondRoot,
  proof,
}: ConsistencyClaim): boolean {
  let [place, last] = [firstSize - 1, secondSize - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  // A first tree of a power of two is itself a subtree of the second: its root begins the path.
  const [start, ...path] = place === 0 ? [firstRoot, ...proof] : proof;
  if (start === undefined) return false;
  let [first, second] = [start, start];
  for (const sibling of path) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      first = nodeHash(sibling, first);
      second = nodeHash(sibling, second);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      second = nodeHash(second, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && sameBytes(first, firstRoot) && sameBytes(second, secondRoot);
}
