import type { Reason } from "../../src/determination/determination.contract.ts";
import { combinedPart } from "../../src/determination/item-results.ts";

/** A reason with those that hang below it. */
export interface ReasonNode {
  readonly reason: Reason;
  readonly below: readonly ReasonNode[];
}

/**
 * Hangs a list of reasons, in the order of reading with their levels, into a tree.
 * A level that jumps is hung below the nearest shallower reason, so that no reason is lost.
 */
export function reasonTree(reasons: readonly Reason[]): readonly ReasonNode[] {
  const roots: ReasonNode[] = [];
  const open: { level: number; below: ReasonNode[] }[] = [{ level: -1, below: roots }];
  for (const reason of reasons) {
    while (open.length > 1 && (open.at(-1)?.level ?? -1) >= reason.level) open.pop();
    const below: ReasonNode[] = [];
    open.at(-1)?.below.push({ reason, below });
    open.push({ level: reason.level, below });
  }
  return roots;
}

/** The list of units behind a reason, as the query of the page of units; null where there is none. */
export function listBehind(reason: Reason): Readonly<Record<string, string>> | null {
  if (reason.count === null || reason.count === 0 || reason.of === "") return null;
  // What was said is no list of units.
  if (reason.part === combinedPart) return null;
  switch (reason.kind) {
    case "bad":
    case "unknown":
    case "unseen":
      return { item: reason.of, state: reason.kind };
    case "part":
      return { item: reason.of, part: reason.part, state: "bad" };
    case "rating":
    case "score":
    case "function":
    case "item":
    case "sample":
    case "coverage":
    case "gate":
    case "inventory":
    case "self":
    case "independent":
      return null;
    default:
      return reason.kind satisfies never;
  }
}
