import { completeSubtrees, type LeafRange, type NodePlace } from "./merkle-ranges.ts";
import { type Hash, joinSubtrees, treeRoot } from "./merkle.ts";

/** Hashes in a full tile: C2SP tlog-tiles, height 8. */
export const tileWidth = 256;
const tileHeight = 8;
const hashLength = 32;

/** A tile in its place: the index-th of a level, with as many hashes as a tree of some size has. */
export interface TilePlace {
  readonly level: number;
  readonly index: number;
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number;
}

/** Tiles that were read, by `tileKey`: the concatenated hashes, 32 bytes each. */
export type Tiles = ReadonlyMap<string, Uint8Array>;

/** The key of a tile in `Tiles`. */
export function tileKey(tile: { readonly level: number; readonly index: number }): string {
  return `${tile.level}/${tile.index}`;
}

/** Hashes that a level has in a tree of a size; incomplete subtrees are not hashed upwards. */
function hashesAtLevel(level: number, size: number): number {
  return Math.floor(size / tileWidth ** level);
}

/** The width of a tile in a tree of a size; 0 or less when the tree has no such tile. */
export function widthInTree(level: number, index: number, size: number): number {
  return Math.min(tileWidth, hashesAtLevel(level, size) - index * tileWidth);
}

interface Stretch {
  readonly level: number;
  readonly index: number;
  readonly first: number;
  readonly count: number;
}

/** Where the hashes below a node stand: a stretch of one tile. */
function stretchOf(node: NodePlace): Stretch {
  const level = Math.floor(node.level / tileHeight);
  const count = 2 ** (node.level % tileHeight);
  const start = node.index * count;
  return { level, index: Math.floor(start / tileWidth), first: start % tileWidth, count };
}

/** The tiles that hold the hashes of some ranges of a tree of a size, each once. */
export function tilesOfRanges(ranges: readonly LeafRange[], size: number): TilePlace[] {
  const places = new Map<string, TilePlace>();
  for (const node of ranges.flatMap(completeSubtrees)) {
    const { level, index } = stretchOf(node);
    places.set(tileKey({ level, index }), { level, index, width: widthInTree(level, index, size) });
  }
  return [...places.values()];
}

/** The hashes of a tile, or of a stretch of it, one by one. */
export function hashesOfTile(
  tile: Uint8Array,
  first = 0,
  count = tile.length / hashLength,
): Hash[] {
  return Array.from({ length: count }, (_, at) =>
    tile.subarray((first + at) * hashLength, (first + at + 1) * hashLength),
  );
}

function nodeInTiles(node: NodePlace, tiles: Tiles): Hash {
  const { level, index, first, count } = stretchOf(node);
  const tile = tiles.get(tileKey({ level, index }));
  if (!tile || tile.length < (first + count) * hashLength) {
    throw new RangeError(`tile ${level}/${index} is missing, or has fewer hashes than are needed`);
  }
  return treeRoot(hashesOfTile(tile, first, count));
}

/**
 * The hash of a range of leaves, out of the tiles that `tilesOfRanges` named.
 * Refuses: a tile that is missing or too short.
 */
export function rangeHash(range: LeafRange, tiles: Tiles): Hash {
  return joinSubtrees(completeSubtrees(range).map((node) => nodeInTiles(node, tiles)));
}

/** The tiles on the right edge of a tree that can still grow. */
export function growingTiles(size: number): TilePlace[] {
  const places: TilePlace[] = [];
  for (let level = 0; hashesAtLevel(level, size) > 0; level += 1) {
    const index = Math.floor(hashesAtLevel(level, size) / tileWidth);
    const width = hashesAtLevel(level, size) % tileWidth;
    if (width > 0) places.push({ level, index, width });
  }
  return places;
}

/**
 * Adds leaf hashes to a tree of a size and answers every tile that changed, whole.
 * Given: the tiles that `growingTiles(size)` named. Full tiles are never among the answers of a
 * later call, so what was served as full stays as it is.
 */
export function growTiles(
  size: number,
  edge: Tiles,
  leafHashes: readonly Hash[],
): Map<string, Uint8Array> {
  const changed = new Map<string, Uint8Array>();
  let added: readonly Hash[] = leafHashes;
  for (let level = 0; added.length > 0; level += 1) {
    let place = hashesAtLevel(level, size);
    const filled: Hash[] = [];
    for (let at = 0; at < added.length;) {
      const index = Math.floor(place / tileWidth);
      const held = place % tileWidth;
      const fresh = added.slice(at, at + tileWidth - held);
      const before = held === 0 ? [] : hashesOfTile(requireTile(edge, level, index, held), 0, held);
      const hashes = [...before, ...fresh];
      changed.set(tileKey({ level, index }), joinBytes(hashes));
      if (hashes.length === tileWidth) filled.push(treeRoot(hashes));
      place += fresh.length;
      at += fresh.length;
    }
    added = filled;
  }
  return changed;
}

function requireTile(tiles: Tiles, level: number, index: number, width: number): Uint8Array {
  const tile = tiles.get(tileKey({ level, index }));
  if (tile?.length !== width * hashLength) {
    throw new RangeError(`tile ${level}/${index} should have ${width} hashes of 32 bytes`);
  }
  return tile;
}

function joinBytes(hashes: readonly Hash[]): Uint8Array {
  const bytes = new Uint8Array(hashes.length * hashLength);
  hashes.forEach((hash, at) => bytes.set(hash, at * hashLength));
  return bytes;
}
