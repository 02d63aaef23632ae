import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completeSubtrees, consistencyRanges, inclusionRanges } from "./merkle-ranges.ts";
import {
  emptyRoot,
  type Hash,
  joinSubtrees,
  leafHash,
  nodeHash,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from "./merkle.ts";

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, "hex"));
const hex = (hash: Uint8Array): string => Buffer.from(hash).toString("hex");

// The leaves, roots and paths of the Certificate Transparency reference tests for RFC 6962.
const leaves = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
].map(bytes);
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const inclusion = [
  { index: 0, size: 1, path: [] },
  {
    index: 0,
    size: 8,
    path: [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  },
  {
    index: 5,
    size: 8,
    path: [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  },
  {
    index: 2,
    size: 3,
    path: ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
  },
  {
    index: 1,
    size: 5,
    path: [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  },
];
const consistency = [
  { first: 1, second: 1, path: [] },
  {
    first: 1,
    second: 8,
    path: [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  },
  {
    first: 6,
    second: 8,
    path: [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  },
  {
    first: 2,
    second: 5,
    path: [
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  },
];

/** The root as RFC 6962, section 2.1 defines it, word for word and slow. */
function naiveRoot(hashes: readonly Hash[]): Hash {
  const [only] = hashes;
  if (!only) return emptyRoot;
  if (hashes.length === 1) return only;
  let half = 1;
  while (half * 2 < hashes.length) half *= 2;
  return nodeHash(naiveRoot(hashes.slice(0, half)), naiveRoot(hashes.slice(half)));
}

const madeLeaves = (count: number): Hash[] =>
  Array.from({ length: count }, (_, at) => leafHash(Buffer.from(`leaf ${at}`)));

describe("the published vectors of RFC 6962", () => {
  const hashes = leaves.map(leafHash);

  test("give the root of every tree of up to eight leaves", () => {
    expect(roots.map((_, size) => hex(treeRoot(hashes.slice(0, size))))).toEqual(roots);
  });

  test.each(inclusion)("prove leaf $index in a tree of $size", ({ index, size, path }) => {
    const ranges = inclusionRanges(index, size);
    expect(ranges.map(({ from, to }) => hex(naiveRoot(hashes.slice(from, to))))).toEqual(path);
    const root = bytes(roots[size] ?? "");
    const leaf = hashes[index] ?? emptyRoot;
    const proof = path.map(bytes);
    expect(verifyInclusion({ index, size, leafHash: leaf, proof, root })).toBe(true);
  });

  test.each(consistency)("prove $first leaves to begin $second", ({ first, second, path }) => {
    const ranges = consistencyRanges(first, second);
    expect(ranges.map(({ from, to }) => hex(naiveRoot(hashes.slice(from, to))))).toEqual(path);
    expect(
      verifyConsistency({
        firstSize: first,
        firstRoot: bytes(roots[first] ?? ""),
        secondSize: second,
        secondRoot: bytes(roots[second] ?? ""),
        proof: path.map(bytes),
      }),
    ).toBe(true);
  });
});

const tree = fc.integer({ min: 1, max: 300 });

describe("a tree of any size", () => {
  test("has the root that the definition gives", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (size) => {
        const hashes = madeLeaves(size);
        expect(hex(treeRoot(hashes))).toBe(hex(naiveRoot(hashes)));
        const parts = completeSubtrees({ from: 0, to: size }).map(({ level, index }) =>
          naiveRoot(hashes.slice(index * 2 ** level, (index + 1) * 2 ** level)),
        );
        expect(hex(joinSubtrees(parts))).toBe(hex(naiveRoot(hashes)));
      }),
    );
  });

  test("proves each leaf at its own index and at no other", () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), (size, some, other) => {
        const hashes = madeLeaves(size);
        const [index, elsewhere] = [some % size, other % size];
        const proof = inclusionRanges(index, size).map(({ from, to }) =>
          naiveRoot(hashes.slice(from, to)),
        );
        const claim = { size, leafHash: hashes[index] ?? emptyRoot, proof, root: treeRoot(hashes) };
        expect(verifyInclusion({ ...claim, index })).toBe(true);
        if (elsewhere !== index) {
          expect(verifyInclusion({ ...claim, index: elsewhere })).toBe(false);
        }
      }),
    );
  });

  test("proves each beginning, and no beginning that was changed", () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), (second, some, changed) => {
        const first = some % (second + 1);
        const hashes = madeLeaves(second);
        const proof = consistencyRanges(first, second).map(({ from, to }) =>
          naiveRoot(hashes.slice(from, to)),
        );
        const claim = { firstSize: first, secondSize: second, secondRoot: treeRoot(hashes), proof };
        expect(verifyConsistency({ ...claim, firstRoot: treeRoot(hashes.slice(0, first)) })).toBe(
          true,
        );
        const other = hashes.slice(0, first);
        other[changed % Math.max(first, 1)] = leafHash(Buffer.from("another leaf"));
        expect(verifyConsistency({ ...claim, firstRoot: treeRoot(other) })).toBe(false);
      }),
    );
  });

  test("accepts no proof with a bit changed, a hash missing or a hash too many", () => {
    fc.assert(
      fc.property(tree, fc.nat(), fc.nat(), (size, some, bit) => {
        const hashes = madeLeaves(size);
        const index = some % size;
        const proof = inclusionRanges(index, size).map(({ from, to }) =>
          Uint8Array.from(naiveRoot(hashes.slice(from, to))),
        );
        const claim = { index, size, leafHash: hashes[index] ?? emptyRoot, root: treeRoot(hashes) };
        expect(verifyInclusion({ ...claim, proof: [...proof, emptyRoot] })).toBe(false);
        if (proof.length === 0) return;
        expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
        const flipped = proof[bit % proof.length];
        if (flipped) flipped[bit % 32] = (flipped[bit % 32] ?? 0) ^ (1 << (bit % 8));
        expect(verifyInclusion({ ...claim, proof })).toBe(false);
      }),
    );
  });

  test("needs no more than a path of hashes, also with billions of leaves", () => {
    expect(inclusionRanges(4_000_000_001, 9_000_000_000).length).toBeLessThanOrEqual(34);
    expect(consistencyRanges(4_000_000_001, 9_000_000_000).length).toBeLessThanOrEqual(35);
  });
});

describe("claims that make no sense", () => {
  const root = emptyRoot;

  test("are no proof, and no fault either", () => {
    const sizes = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60];
    for (const size of sizes) {
      expect(verifyInclusion({ index: 0, size, leafHash: root, proof: [], root })).toBe(false);
      expect(
        verifyConsistency({
          firstSize: 1,
          firstRoot: root,
          secondSize: size,
          secondRoot: root,
          proof: [],
        }),
      ).toBe(false);
    }
    expect(verifyInclusion({ index: 3, size: 3, leafHash: root, proof: [], root })).toBe(false);
    const short = Uint8Array.of(1);
    expect(verifyInclusion({ index: 0, size: 1, leafHash: short, proof: [], root: short })).toBe(
      false,
    );
  });

  test("cannot be asked for", () => {
    expect(() => inclusionRanges(3, 3)).toThrow("leaf 3 is not in a tree of 3 leaves");
    expect(() => consistencyRanges(4, 3)).toThrow("a tree of 3 leaves cannot hold 4");
    expect(() => consistencyRanges(-1, 3)).toThrow("does not exist");
  });
});
