/** Leaves `from` (counted) up to `to` (not counted) of a tree; always a subtree of RFC 6962. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/** A complete subtree: 2^level leaves, the index-th of that size, both counted from 0. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
}

/** The largest power of two smaller than a size of at least 2: `k` of RFC 6962, section 2.1. */
function leftSize(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function requireSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) {
    throw new RangeError(`a tree of ${size} leaves does not exist`);
  }
}

/**
 * The subtrees whose hashes prove that a leaf stands in a tree, from the leaf up to the root
 * (RFC 6962, section 2.1.1). A subtree that begins after the leaf stands on its right.
 * Refuses: an index outside the tree.
 */
export function inclusionRanges(index: number, size: number): LeafRange[] {
  requireSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`leaf ${index} is not in a tree of ${size} leaves`);
  }
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + leftSize(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.toReversed();
}

/**
 * The subtrees whose hashes prove that a tree of `first` leaves is the beginning of one of `second`
 * leaves (RFC 6962, section 2.1.2). Empty when the sizes are equal or the first tree is empty.
 * Refuses: a first tree that is larger than the second.
 */
export function consistencyRanges(first: number, second: number): LeafRange[] {
  requireSize(first);
  requireSize(second);
  if (first > second) throw new RangeError(`a tree of ${second} leaves cannot hold ${first}`);
  if (first === 0 || first === second) return [];
  const ranges: LeafRange[] = [];
  let [from, to] = [0, second];
  while (to !== first) {
    const middle = from + leftSize(to - from);
    if (first <= middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  // The verifier knows the root of the first tree, so it is sent only when it is not that root.
  if (from > 0) ranges.push({ from, to });
  return ranges.toReversed();
}

/** The complete subtrees that make up a range, left to right: at most one of each size. */
export function completeSubtrees(range: LeafRange): NodePlace[] {
  const nodes: NodePlace[] = [];
  let from = range.from;
  while (from < range.to) {
    let [level, width] = [0, 1];
    while (from % (width * 2) === 0 && from + width * 2 <= range.to) {
      level += 1;
      width *= 2;
    }
    nodes.push({ level, index: from / width });
    from += width;
  }
  return nodes;
}
