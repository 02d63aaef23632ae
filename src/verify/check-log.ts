import { counted } from "../kit/counted-words.ts";
import { createHash } from "node:crypto";
import { canonicalJson } from "../kit/canonical-json.ts";
import type { Checkpoint } from "../kit/checkpoint.ts";
import { leafHash, verifyInclusion } from "../kit/merkle.ts";
import { bundleNames } from "../reports/bundle-names.ts";
import type { ProvedLeaf } from "../reports/bundle.contract.ts";
import { type Check, fails, holds, named } from "./verification.ts";

/**
 * Says whether every published act is in the log: its salt and event give the leaf, and the proof
 * leads from the leaf to the root of the checkpoint (RFC 9162, section 2.1.3.2).
 */
export function checkLog(leaves: readonly ProvedLeaf[], checkpoint: Checkpoint): Check {
  const wrong = leaves.filter((leaf) => !isIncluded(leaf, checkpoint));
  if (wrong.length > 0) {
    const acts = wrong.map(
      ({ event, index }) => `${event.kind} of ${event.subject} (leaf ${index})`,
    );
    return fails("log", `not in the log as they are shown: ${named(acts)}`, [bundleNames.leaves]);
  }
  return holds(
    "log",
    `${counted(leaves.length, "published act")} found in the log of ${counted(checkpoint.size, "leaf", "leaves")}`,
  );
}

function isIncluded(leaf: ProvedLeaf, checkpoint: Checkpoint): boolean {
  const content = createHash("sha256")
    .update(Buffer.from(leaf.salt, "hex"))
    .update(canonicalJson(leaf.event))
    .digest();
  return (
    content.toString("hex") === leaf.digest &&
    verifyInclusion({
      index: leaf.index,
      size: checkpoint.size,
      leafHash: leafHash(content),
      proof: leaf.proof.map((hash) => Buffer.from(hash, "hex")),
      root: checkpoint.root,
    })
  );
}
