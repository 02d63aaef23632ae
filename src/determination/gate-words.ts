import { dayInWords } from "../kit/calendar.ts";
import type { Reason } from "./determination.contract.ts";
import type { GateState } from "./gate.ts";
import type { Gate, StateGate } from "./methodology.ts";
import type { RatingResult } from "./rate-organisation.ts";
import { node } from "./score-reasons.ts";
import { countInWords, numberInWords, percentInWords } from "./words.ts";

/** The condition of a gate in a few words: "WT-3 below 60 %", "an open risk is undecided". */
export function conditionInWords(gate: Gate): string {
  switch (gate.when) {
    case "undecided-risks":
      return "an open risk is undecided";
    case "unsigned-late":
      return "unsigned, late";
    case null:
      return `${gate.of.id} below ${percentInWords(gate.belowPercent)}`;
    default:
      return gate satisfies never;
  }
}

/** When a gate is shut, in a clause that stands alone. */
export function shutWhen(gate: Gate): string {
  switch (gate.when) {
    case "undecided-risks":
      return "on an open risk no decision stands that the head signed";
    case "unsigned-late":
      return "the last day for the head's signature is past, and nothing is signed";
    case null:
      return `${gate.of.kind === "item" ? gate.of.id : `the function ${gate.of.id}`} is below ${percentInWords(gate.belowPercent)}`;
    default:
      return gate satisfies never;
  }
}

/**
 * The leaf below a gate on decisions or signatures: how many risks are undecided, or whether the
 * signature is late (1). Without a count it is not known.
 */
export function stateReason(
  { id, when }: StateGate,
  state: GateState,
  { states }: RatingResult,
): Reason {
  const leaf = { level: 2, kind: "gate", of: id, part: when } as const;
  if (state === "unknown" || states === undefined) {
    return node({ ...leaf, words: "what it looks at is not told here" });
  }
  if (when === "unsigned-late") {
    return node({ ...leaf, words: signatureInWords(states), count: states.late ? 1 : 0 });
  }
  const { undecided, open_risks: open } = states;
  const words =
    undecided > 0
      ? `${countInWords(undecided)} of ${countInWords(open)} open ${open === 1 ? "risk" : "risks"} undecided`
      : open === 0
        ? "there is no open risk"
        : `every open risk is decided (${countInWords(open)})`;
  const remark = undecided > 0 ? "without a decision that was signed and still stands" : "";
  return node({ ...leaf, words, remark, count: undecided });
}

function signatureInWords({ late, due }: NonNullable<RatingResult["states"]>): string {
  if (due === null) return "no day was set for the head's signature";
  const day = `the head's signature was due on ${dayInWords(due)}`;
  return late
    ? `${day}, and nothing is signed`
    : `the head's signature is not late; its last day is ${dayInWords(due)}`;
}

/** What opens a gate, behind "has to open"; empty where the gate says it itself. */
export function howToOpen({ when }: Gate, { states }: RatingResult): string {
  if (when === null || states === undefined) return "";
  if (when === "unsigned-late") return ": the head has to sign";
  const { undecided } = states;
  if (undecided === 0) return "";
  return `: ${numberInWords(undecided)} open ${undecided === 1 ? "risk has" : "risks have"} to be decided and signed by the head`;
}
