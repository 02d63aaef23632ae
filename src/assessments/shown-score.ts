import type { ScoreRemark } from "./remarks.contract.ts";
import { type ScoreCounts, valueOfCounts } from "./score-counts.ts";
import type { ShownScore } from "./scores.contract.ts";

/** A score with who gave it and what stands beside it. */
export interface ToldWords {
  readonly counts: ScoreCounts;
  readonly day: string;
  readonly knownAt: string;
  readonly by: string;
  readonly onBehalf: boolean;
  readonly wording: string;
  readonly leaf: string;
  readonly remark: ScoreRemark;
}

/** A score as it is shown, on the scale of its item. */
export function shownScore(
  { counts, day, knownAt, by, onBehalf, wording, leaf, remark }: ToldWords,
  { scale }: { readonly scale: "level" | "yes-no" | "share" },
): ShownScore {
  return {
    value: valueOfCounts(counts, scale),
    day,
    known_at: knownAt,
    by,
    on_behalf: onBehalf,
    wording,
    leaf,
    note: remark.note,
    evidence: remark.evidence,
    tool: remark.tool,
    overrides: remark.overrides,
    after_lock: remark.after_lock,
  };
}
