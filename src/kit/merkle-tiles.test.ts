import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inclusionRanges } from "./merkle-ranges.ts";
import {
  growingTiles,
  growTiles,
  hashesOfTile,
  rangeHash,
  tileKey,
  tilesOfRanges,
  widthInTree,
} from "./merkle-tiles.ts";
import { type Hash, leafHash, treeRoot } from "./merkle.ts";
import { readTilePath, tilePath } from "./tile-path.ts";

const madeLeaves = (count: number): Hash[] =>
  Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));
const hex = (hash: Uint8Array): string => Buffer.from(hash).toString("hex");

/** Grows a tree in steps as the sequencer does, and keeps every tile. */
function grow(leaves: readonly Hash[], steps: readonly number[]): Map<string, Uint8Array> {
  const tiles = new Map<string, Uint8Array>();
  let size = 0;
  for (const step of steps) {
    const edge = new Map(
      growingTiles(size).map((place) => [
        tileKey(place),
        tiles.get(tileKey(place)) ?? new Uint8Array(),
      ]),
    );
    const added = leaves.slice(size, size + step);
    for (const [key, tile] of growTiles(size, edge, added)) {
      expect(tiles.get(key)?.length).not.toBe(8192);
      tiles.set(key, tile);
    }
    size += added.length;
  }
  return tiles;
}

describe("tiles", () => {
  test("are the same in whatever steps a log grew, and give the root of the whole", () => {
    const leaves = madeLeaves(1500);
    const whole = grow(leaves, [1500]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 600 }), { maxLength: 8 }), (steps) => {
        const tiles = grow(leaves, [...steps, 1500]);
        expect([...tiles.keys()].sort()).toEqual([...whole.keys()].sort());
        for (const [key, tile] of tiles) expect(hex(tile)).toBe(hex(whole.get(key) ?? tile));
        expect(hex(rangeHash({ from: 0, to: 1500 }, tiles))).toBe(hex(treeRoot(leaves)));
      }),
      { numRuns: 20 },
    );
  });

  test("of a tree of 70,000 leaves are those that the specification counts", () => {
    const tiles = grow(madeLeaves(70_000), [70_000]);
    const widths = (level: string): number[] =>
      [...tiles].filter(([key]) => key.startsWith(level)).map(([, tile]) => tile.length / 32);
    expect(widths("0/").filter((width) => width === 256)).toHaveLength(273);
    expect(widths("0/").filter((width) => width !== 256)).toEqual([112]);
    expect(widths("1/")).toEqual([256, 17]);
    expect(widths("2/")).toEqual([1]);
    expect(growingTiles(70_000)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect(widthInTree(0, 274, 70_000)).toBeLessThan(1);
  });

  test("needed for a proof are few, and give its hashes", () => {
    const leaves = madeLeaves(70_000);
    const tiles = grow(leaves, [70_000]);
    fc.assert(
      fc.property(fc.nat({ max: 69_999 }), (index) => {
        const ranges = inclusionRanges(index, 70_000);
        const places = tilesOfRanges(ranges, 70_000);
        expect(places.length).toBeLessThanOrEqual(6);
        const few = new Map(
          places.map((place) => {
            const tile = tiles.get(tileKey(place)) ?? new Uint8Array();
            return [tileKey(place), tile.subarray(0, place.width * 32)];
          }),
        );
        for (const range of ranges.slice(0, 3)) {
          const expected = treeRoot(leaves.slice(range.from, range.to));
          expect(hex(rangeHash(range, few))).toBe(hex(expected));
        }
      }),
      { numRuns: 30 },
    );
  });

  test("that are missing or too short are named", () => {
    expect(() => rangeHash({ from: 0, to: 2 }, new Map())).toThrow("tile 0/0 is missing");
    const short = new Map([["0/0", new Uint8Array(32)]]);
    expect(() => rangeHash({ from: 0, to: 2 }, short)).toThrow("fewer hashes than are needed");
    expect(() => growTiles(3, short, madeLeaves(1))).toThrow("should have 3 hashes");
    expect(hashesOfTile(new Uint8Array(64))).toHaveLength(2);
  });
});

describe("the path of a tile", () => {
  test("is that of the specification", () => {
    expect(tilePath({ level: 0, index: 0, width: 256 })).toBe("tile/0/000");
    expect(tilePath({ level: 2, index: 1_234_067, width: 17 })).toBe("tile/2/x001/x234/067.p/17");
    expect(tilePath({ level: "entries", index: 1000, width: 256 })).toBe("tile/entries/x001/000");
  });

  test("reads back as what was written", () => {
    const level = fc.oneof(fc.constant("entries" as const), fc.integer({ min: 0, max: 63 }));
    const index = fc.nat({ max: 999_999_999_999 });
    const width = fc.integer({ min: 1, max: 256 });
    fc.assert(
      fc.property(level, index, width, (level, index, width) => {
        const request = { level, index, width };
        expect(readTilePath(tilePath(request))).toEqual(request);
      }),
    );
  });

  test.each([
    "",
    "tile",
    "tile/0/0",
    "tile/00/000",
    "tile/64/000",
    "tile/-1/000",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/999",
    "tile/0/000.p/01",
    "tile/0/x000/001",
    "tile/0/001/x000",
    "tile/0/../../etc/passwd",
    "tile/0/x001/..%2f000",
    "tile/entries/000/",
    "tile/data/000",
    "tile/0/000\n",
    " tile/0/000",
    "tile/0/٠٠٠",
    `tile/0/${"x999/".repeat(400)}000`,
  ])("is refused in any other spelling: %j", (path) => {
    expect(readTilePath(path)).toBeNull();
  });

  test("never reads a text that it would not write", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const read = readTilePath(`tile/${text}`);
        if (read) expect(tilePath(read)).toBe(`tile/${text}`);
      }),
    );
  });
});
