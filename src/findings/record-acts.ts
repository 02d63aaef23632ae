import { Problem } from "../kit/problem.ts";
import { plainText } from "./entered-text.ts";
import { registerWords } from "./record-ids.ts";
import { checkEvidence, checkKeptMilestones, checkState } from "./record-rules.ts";
import type { EvidenceRef, RecordState, Register } from "./records.contract.ts";
import type { Response } from "./recommendations.contract.ts";
import type { ContentOf, RecordRow, WrittenAct } from "./stored-record.contract.ts";
import { isOpen } from "./totals.ts";

/** The first act of a record. */
export function addedAct(
  number: number,
  organisation: string | null,
  content: unknown,
): WrittenAct {
  return {
    number,
    act: "added",
    organisation,
    state: "open",
    reason: "",
    evidence: [],
    state_reason: "",
    state_evidence: [],
    content,
    response: null,
    order_id: "",
  };
}

/** The act that changes what stands in a record. Refuses what would lose or move history. */
export function amendedAct<R extends Register>(
  { register, id }: { readonly register: R; readonly id: string },
  row: RecordRow<R>,
  content: ContentOf<R>,
  reason: string,
): WrittenAct {
  if (!isOpen(row)) {
    const sentence = `${id} is ${row.state}; reopen it before it is changed.`;
    throw new Problem("refused", sentence);
  }
  if ((content.organisation === "" ? null : content.organisation) !== row.organisation) {
    const sentence = `${id} stays with its organisation; add another ${registerWords[register].one}.`;
    throw new Problem("refused", sentence, { field: "organisation" });
  }
  if ("milestones" in content && "milestones" in row.content) {
    checkKeptMilestones(row.content, content);
  }
  if (reason === "") throw new Problem("bad-input", "say why it is changed.", { field: "reason" });
  const response = asksOtherwise(row.content, content) ? null : row.response;
  return { ...standing(row), act: "amended", reason, evidence: [], content, response };
}

/** Whether a recommendation asks something else than what was answered: then it is open again. */
function asksOtherwise(before: object, after: object): boolean {
  const asked = (content: object): unknown[] =>
    ["addressee", "title", "text", "what"].map((name): unknown => Reflect.get(content, name));
  return "what" in after && !sameContent(asked(before), asked(after));
}

/** What of a record stays as it is when another act follows. */
export function standing<R extends Register>(row: RecordRow<R>): WrittenAct {
  const { number, act, organisation, state, reason, evidence } = row;
  const { state_reason, state_evidence, content, response, order_id } = row;
  return {
    number,
    act,
    organisation,
    state,
    reason,
    evidence,
    state_reason,
    state_evidence,
    content,
    response,
    order_id,
  };
}

/** Whether two contents say the same, whatever the order of their fields. */
export function sameContent(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}

const actOfState = { open: "reopened", closed: "closed" } as const;

/** The act that changes how a record stands. Refuses what its register does not know. */
export function stateAct<R extends Register>(
  register: R,
  row: RecordRow<R>,
  wanted: { state: RecordState; reason: string; evidence: readonly EvidenceRef[] },
): WrittenAct {
  const { state, reason } = wanted;
  checkState(register, state, row.content);
  if (reason === "") throw new Problem("bad-input", "say why.", { field: "reason" });
  const evidence = wanted.evidence.map((each) => ({
    ...each,
    ref: plainText(each.ref, "ref"),
    note: plainText(each.note, "note"),
  }));
  checkEvidence(evidence);
  const twoStates = register === "findings" || register === "risks";
  const act =
    twoStates && (state === "open" || state === "closed") ? actOfState[state] : "state-set";
  return {
    ...standing(row),
    act,
    state,
    reason,
    evidence,
    state_reason: reason,
    state_evidence: evidence,
  };
}

/** The act of an answer; null where it says what stands already. */
export function respondedAct(
  id: string,
  row: RecordRow<"recommendations">,
  given: Response,
): WrittenAct | null {
  const response = { answer: given.answer, text: plainText(given.text, "text") };
  const { answer, text } = response;
  if (answer !== "agree" && text === "") {
    const sentence = "say which part, or why not: an answer other than “agree” needs words.";
    throw new Problem("bad-input", sentence, { field: "text" });
  }
  if (row.response?.answer === answer && row.response.text === text) return null;
  if (!isOpen(row)) {
    throw new Problem("refused", `${id} is ${row.state}; reopen it before it is answered anew.`);
  }
  return {
    ...standing(row),
    act: "responded",
    reason: text.slice(0, 2000),
    evidence: [],
    response,
  };
}

/** The act that links a recommendation with the order that it started, which is under way then. */
export function orderStartedAct(
  row: RecordRow<"recommendations">,
  order: string,
  reason: string,
): WrittenAct {
  const state = row.state === "open" ? "in-progress" : row.state;
  return { ...standing(row), act: "order-started", state, reason, evidence: [], order_id: order };
}
