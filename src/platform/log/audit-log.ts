import { counted } from "../../kit/counted-words.ts";
import type { Checkpoint } from "../../kit/checkpoint.ts";
import { consistencyRanges } from "../../kit/merkle-ranges.ts";
import {
  growTiles,
  rangeHash,
  tileKey,
  type TilePlace,
  tilesOfRanges,
  widthInTree,
} from "../../kit/merkle-tiles.ts";
import { type Hash, leafHash, sameBytes, treeRoot, verifyConsistency } from "../../kit/merkle.ts";
import { Problem } from "../../kit/problem.ts";
import { tilePath } from "../../kit/tile-path.ts";

/** Fetches a resource of the log by its path below the prefix, such as `tile/0/000.p/17`. */
export type FetchTile = (path: string) => Promise<Uint8Array>;

const atOnce = 8;

/** Does work for many things, a few at once, and answers in their order. */
async function each<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let at = 0; at < things.length; at += atOnce) {
    answers.push(...(await Promise.all(things.slice(at, at + atOnce).map(work))));
  }
  return answers;
}

/** Every tile of a level in a tree of a size. */
function tilesOfLevel(level: number, size: number): TilePlace[] {
  const places: TilePlace[] = [];
  for (let index = 0; widthInTree(level, index, size) > 0; index += 1) {
    places.push({ level, index, width: widthInTree(level, index, size) });
  }
  return places;
}

/**
 * Checks that an older checkpoint is the beginning of a newer one, from tiles alone: the server is
 * asked for hashes and not for its opinion. Both signatures have been checked before.
 * Refuses: a log that is smaller than it was, or whose past was changed.
 */
export async function auditConsistency(
  fetchTile: FetchTile,
  older: Checkpoint,
  newer: Checkpoint,
): Promise<void> {
  if (older.size > newer.size) {
    throw new Problem(
      "refused",
      `The log had ${counted(older.size, "entry", "entries")} and now shows ${newer.size}; keep both checkpoints, they prove that entries were taken away.`,
    );
  }
  const ranges = consistencyRanges(older.size, newer.size);
  const places = tilesOfRanges(ranges, newer.size);
  const fetched = await each(places, async (place) => {
    const tile = await fetchTile(tilePath(place));
    requireLength(tile, place.width * 32, tilePath(place));
    return [tileKey(place), tile] as const;
  });
  const proof = ranges.map((range) => rangeHash(range, new Map(fetched)));
  const [firstSize, firstRoot] = [older.size, older.root];
  const [secondSize, secondRoot] = [newer.size, newer.root];
  if (verifyConsistency({ firstSize, firstRoot, secondSize, secondRoot, proof })) return;
  throw new Problem(
    "refused",
    `The log of ${counted(newer.size, "entry", "entries")} is no continuation of the one of ${older.size}; keep both checkpoints, they prove that the past was changed.`,
  );
}

/**
 * Checks a whole log: hashes every entry, rebuilds every tile and the root, and compares them with
 * what is served and signed. `onProgress` is told how many entries were read.
 * Refuses: the first bundle or tile that differs, and a root that is not the signed one.
 */
export async function auditWhole(
  fetchTile: FetchTile,
  { size, root }: Checkpoint,
  onProgress: (read: number) => void = () => {},
): Promise<{ readonly tiles: number }> {
  const hashes: Hash[] = [];
  const bundles = tilesOfLevel(0, size).map(({ index, width }) => ({
    level: "entries" as const,
    index,
    width,
  }));
  for (let at = 0; at < bundles.length; at += atOnce) {
    const some = await each(bundles.slice(at, at + atOnce), async (place) =>
      readBundle(await fetchTile(tilePath(place)), place.width, tilePath(place)),
    );
    hashes.push(...some.flat().map(leafHash));
    onProgress(hashes.length);
  }
  if (!sameBytes(treeRoot(hashes), root)) {
    throw new Problem(
      "refused",
      `The ${size} entries that are served do not give the root of the checkpoint; keep both, they prove that entries were changed.`,
    );
  }
  return { tiles: await auditTiles(fetchTile, size, hashes) };
}

async function auditTiles(
  fetchTile: FetchTile,
  size: number,
  hashes: readonly Hash[],
): Promise<number> {
  const rebuilt = growTiles(0, new Map(), hashes);
  const places = Array.from({ length: 7 }, (_, level) => tilesOfLevel(level, size)).flat();
  await each(places, async (place) => {
    const served = await fetchTile(tilePath(place));
    if (sameBytes(served, rebuilt.get(tileKey(place)) ?? new Uint8Array())) return;
    throw new Problem("refused", "this tile is not what its entries give.", {
      file: tilePath(place),
    });
  });
  return places.length;
}

function requireLength(bytes: Uint8Array, length: number, file: string): void {
  if (bytes.length === length) return;
  const sentence = `this has ${bytes.length} bytes and ${length} were expected.`;
  throw new Problem("refused", sentence, { file });
}

/** Entries of 32 bytes, each after its length (0, 32): C2SP tlog-tiles. */
function readBundle(bytes: Uint8Array, width: number, file: string): Uint8Array[] {
  requireLength(bytes, width * 34, file);
  return Array.from({ length: width }, (_, at) => {
    const entry = bytes.subarray(at * 34, at * 34 + 34);
    if (entry[0] !== 0 || entry[1] !== 32) {
      throw new Problem("refused", `entry ${at} in it is not of 32 bytes.`, { file });
    }
    return entry.subarray(2);
  });
}
