import { canonicalJson } from "../kit/canonical-json.ts";
import type { ScoreRemark, ScoreSource, ScoreTool } from "./remarks.contract.ts";

/** What somebody writes beside a score; left out, nothing was said about it. */
export interface GivenRemark {
  readonly note?: string;
  readonly evidence?: readonly ScoreSource[];
  readonly tool?: ScoreTool;
}

/** That nothing stands beside a score. */
export const noRemark: ScoreRemark = {
  note: "",
  evidence: [],
  tool: null,
  overrides: null,
  after_lock: false,
};

/** Whether anything was said beside a score, be it that nothing is to stand there. */
export function saysRemark({ note, evidence, tool }: GivenRemark): boolean {
  return note !== undefined || evidence !== undefined || tool !== undefined;
}

/** Whether there is nothing to write beside a score. */
export function isEmptyRemark(remark: ScoreRemark): boolean {
  return canonicalJson(remark) === canonicalJson(noRemark);
}

/** The score that stands before another, as far as it decides what is written beside that. */
export interface StandingBefore extends ScoreRemark {
  readonly leaf: string;
}

/**
 * What is written beside a score: what was said, whether its side had been locked before, and, where
 * a person replaces what a tool said, the leaf of the tool's score. That leaf stays with every later
 * score of a person, until a tool says something again.
 */
export function remarkOf(
  given: GivenRemark,
  before: StandingBefore | null,
  afterLock: boolean,
): ScoreRemark {
  const tool = given.tool ?? null;
  const replaced = before === null ? null : before.tool === null ? before.overrides : before.leaf;
  return {
    note: given.note ?? "",
    evidence: [...(given.evidence ?? [])],
    tool,
    overrides: tool === null ? replaced : null,
    after_lock: afterLock,
  };
}

/** Whether what was said beside a score stands already. */
export function sameRemark(given: GivenRemark, before: ScoreRemark): boolean {
  const said = {
    note: given.note ?? "",
    evidence: given.evidence ?? [],
    tool: given.tool ?? null,
  };
  const { note, evidence, tool } = before;
  return canonicalJson(said) === canonicalJson({ note, evidence, tool });
}
