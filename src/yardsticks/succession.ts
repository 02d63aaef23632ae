import { Problem } from "../kit/problem.ts";
import { diffYardsticks } from "./diff-yardsticks.ts";
import type { Scale, Yardstick } from "./yardstick.contract.ts";
import type { ItemChange } from "./yardstick-diff.contract.ts";
import type { Strategy, Succession, SuccessionMap } from "./yardstick-map.contract.ts";

/**
 * How an answer is put on another scale, in words. None of them makes an answer better than it was;
 * where a scale says less than the other, the answer has to be given again.
 */
const rescaling: Readonly<Record<Scale, Partial<Record<Scale, string>>>> = {
  "yes-no": {
    level:
      "yes becomes level 3 at least and 5 at most, no becomes level 1: what a yes does not say stays open",
  },
  level: { "yes-no": "levels 4 and 5 become yes, lower ones no" },
  share: { "yes-no": "a share of all becomes yes, a smaller one no, as far as it is known" },
};

/**
 * States what becomes of the answers to each item on the way from one version to another.
 * Unchanged and renamed items keep theirs. Where the words changed they are kept or asked again;
 * where the scale changed they are asked again, or put on the new scale by a rule that is stated,
 * if there is one. Withdrawn and dropped items are closed.
 * Refuses (bad-input): a yardstick held against itself.
 */
export function successionOf(
  before: Yardstick,
  after: Yardstick,
  strategy: Strategy,
): SuccessionMap {
  if (before.digest === after.digest) {
    throw new Problem("bad-input", "these are one and the same yardstick; name two versions.");
  }
  const diff = diffYardsticks(before, after);
  const items = diff.changes.flatMap((change): Succession[] =>
    change.before ? [succession(change, change.before.id, strategy)] : [],
  );
  return {
    format: "muster/yardstick-map/1",
    kind: "succession",
    source: diff.before.name,
    source_digest: before.digest,
    target: diff.after.name,
    target_digest: after.digest,
    strategy,
    unchanged: diff.same.length,
    items,
    added: diff.changes.flatMap(({ kind, after: item }) =>
      kind === "added" && item ? [item.id] : [],
    ),
  };
}

function succession(change: ItemChange, before: string, strategy: Strategy): Succession {
  const after = change.after?.id ?? null;
  const answer = (answers: Succession["answers"], words: string): Succession => ({
    before,
    after: answers === "closed" ? null : after,
    answers,
    words,
  });
  const kinds = new Set([change.kind, ...change.also]);
  if (kinds.has("dropped")) return answer("closed", "The newer version does not have the item.");
  if (kinds.has("withdrawn")) {
    return answer("closed", `The item was withdrawn: ${change.words ?? "no successor is named."}`);
  }
  if (kinds.has("restored")) return answer("asked-again", "The item was withdrawn before.");
  const { scales } = change;
  if (kinds.has("rescaled") && scales) {
    const rule = rescaling[scales.before][scales.after];
    if (scales.before === scales.after) {
      return answer("asked-again", "The item counts something else.");
    }
    if (strategy === "rescale" && rule !== undefined && !kinds.has("reworded")) {
      return answer("rescaled", `From ${scales.before} to ${scales.after}: ${rule}.`);
    }
    const why = strategy === "rescale" && rule === undefined ? ", for which there is no rule" : "";
    const both = kinds.has("reworded") ? "The words changed, and the scale" : "The scale changed";
    return answer("asked-again", `${both} from ${scales.before} to ${scales.after}${why}.`);
  }
  if (kinds.has("reworded")) {
    return strategy === "keep"
      ? answer("kept", "The words changed, and the answer is kept by the strategy that was chosen.")
      : answer("asked-again", "The words changed.");
  }
  return answer("kept", "The same words under another identifier.");
}
