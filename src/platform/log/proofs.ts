import { consistencyRanges, inclusionRanges, type LeafRange } from "../../kit/merkle-ranges.ts";
import { rangeHash, tilesOfRanges } from "../../kit/merkle-tiles.ts";
import type { Hash } from "../../kit/merkle.ts";
import type { Transaction } from "../database/database.ts";
import { readTiles } from "./log.store.ts";

/**
 * Proves that leaves stand in the tree of a checkpoint: for each index its hashes, from the leaf up
 * (RFC 6962, section 2.1.1). One query, however large the log is and however many leaves are asked.
 * Refuses: an index outside a tree of that size.
 */
export async function inclusionProofs(
  transaction: Transaction,
  indices: readonly number[],
  size: number,
): Promise<Map<number, Hash[]>> {
  const ranges = new Map(indices.map((index) => [index, inclusionRanges(index, size)]));
  const tiles = await readTiles(transaction, tilesOfRanges([...ranges.values()].flat(), size));
  const prove = (path: readonly LeafRange[]): Hash[] =>
    path.map((range) => Uint8Array.from(rangeHash(range, tiles)));
  return new Map([...ranges].map(([index, path]) => [index, prove(path)]));
}

/** Proves that one leaf stands in the tree of a checkpoint; see `inclusionProofs`. */
export async function inclusionProof(
  transaction: Transaction,
  index: number,
  size: number,
): Promise<Hash[]> {
  return (await inclusionProofs(transaction, [index], size)).get(index) ?? [];
}

/**
 * Proves that the tree of `first` leaves is the beginning of that of `second` leaves (RFC 6962,
 * section 2.1.2), in one query. Refuses: a first size above the second.
 */
export async function consistencyProof(
  transaction: Transaction,
  first: number,
  second: number,
): Promise<Hash[]> {
  const ranges = consistencyRanges(first, second);
  const tiles = await readTiles(transaction, tilesOfRanges(ranges, second));
  return ranges.map((range) => Uint8Array.from(rangeHash(range, tiles)));
}
