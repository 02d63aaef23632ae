import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reason } from "../../src/determination/determination.contract.ts";
import { listBehind, type ReasonNode, reasonTree } from "./reason-tree.ts";

function reason(level: number, kind: Reason["kind"] = "bad"): Reason {
  return { level, kind, of: "WT-1", part: "hsts", words: `${level}`, remark: "", count: 3 };
}

function flat(nodes: readonly ReasonNode[]): Reason[] {
  return nodes.flatMap((node) => [node.reason, ...flat(node.below)]);
}

test("a tree keeps every reason in the order of reading, whatever the levels", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 8 })), (levels) => {
      const reasons = levels.map((level) => reason(level));
      expect(flat(reasonTree(reasons))).toEqual(reasons);
    }),
  );
});

test("a reason hangs below the nearest shallower one before it", () => {
  const [root] = reasonTree([reason(0), reason(1), reason(2), reason(1)]);
  expect(root?.below).toHaveLength(2);
  expect(root?.below[0]?.below).toHaveLength(1);
});

test("only counts with units behind them open a list", () => {
  expect(listBehind(reason(3, "part"))).toEqual({ item: "WT-1", part: "hsts", state: "bad" });
  expect(listBehind(reason(2, "unseen"))).toEqual({ item: "WT-1", state: "unseen" });
  expect(listBehind(reason(1, "sample"))).toBeNull();
  expect(listBehind({ ...reason(2), count: 0 })).toBeNull();
});
