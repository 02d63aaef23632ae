import { isDay } from "../kit/calendar.ts";
import { Problem } from "../kit/problem.ts";
import type { FindingContent } from "./findings.contract.ts";
import type { ActionContent, Milestone, Slip } from "./plan.contract.ts";
import type { RecommendationContent } from "./recommendations.contract.ts";
import { registerWords } from "./record-ids.ts";
import type { EvidenceRef, RecordState, Register } from "./records.contract.ts";
import type { RiskContent } from "./risks.contract.ts";

function refuse(sentence: string, field: string): never {
  throw new Problem("bad-input", sentence, { field });
}

/** What a reference looks like, by its kind. */
const refs: Readonly<Record<EvidenceRef["kind"], { pattern: RegExp; expected: string }>> = {
  link: { pattern: /^https?:\/\/[^\s]+$/u, expected: "a web address that begins with https://" },
  file: { pattern: /^[0-9a-f]{64}$/u, expected: "the SHA-256 digest of the file, 64 digits" },
  leaf: { pattern: /^[0-9a-f]{64}$/u, expected: "the digest of a leaf, 64 digits" },
  collection: { pattern: /^\S{1,200}$/u, expected: "the identifier of a collection of evidence" },
  paper: { pattern: /^[^\n]+$/u, expected: "the name of the paper on one line" },
};

/** Refuses evidence that refers to nothing by its form. Given: the field that holds it. */
export function checkEvidence(evidence: readonly EvidenceRef[], field = "evidence"): void {
  for (const [at, { kind, ref }] of evidence.entries()) {
    if (!refs[kind].pattern.test(ref)) refuse(`give ${refs[kind].expected}.`, `${field}[${at}]`);
  }
}

/** Refuses what a finding may not say: evidence that refers to nothing, an item twice. */
export function checkFinding(finding: FindingContent): void {
  checkEvidence(finding.evidence);
  checkTwice(finding.items, "items");
}

/** Refuses what a risk may not say: a finding or an item twice. */
export function checkRisk(risk: RiskContent): void {
  checkTwice(risk.findings, "findings");
  checkTwice(risk.items, "items");
}

/** Refuses a recommendation whose addressee and organisation, or whose dates, contradict each other. */
export function checkRecommendation(wanted: RecommendationContent): void {
  const { addressee, organisation, due, due_task: task } = wanted;
  if (addressee === "organisation" && organisation === "") {
    refuse("name the organisation that it speaks to.", "organisation");
  }
  if (addressee !== "organisation" && organisation !== "") {
    refuse(`it speaks to the ${addressee}; leave the organisation out.`, "organisation");
  }
  if (due !== null) checkDay(due, "due");
  if (due !== null && task !== "") {
    refuse("give a day or a task of the order, not both.", "due_task");
  }
  checkTwice(wanted.risks, "risks");
  checkTwice(wanted.findings, "findings");
}

/** Refuses an action whose milestones or dates contradict themselves. */
export function checkAction(action: ActionContent): void {
  const { end_of_support: end, milestones } = action;
  if (end !== null) checkDay(end, "end_of_support");
  if (action.blocked_note !== "" && action.blocked_by.length === 0) {
    refuse("say by what it is blocked, or leave the note out.", "blocked_by");
  }
  checkTwice(action.risks, "risks");
  checkTwice(action.recommendations, "recommendations");
  checkTwice(
    milestones.map(({ title }) => title),
    "milestones",
  );
  for (const [at, milestone] of milestones.entries()) {
    checkMilestone(milestone, `milestones[${at}]`);
  }
}

function checkMilestone({ due, state, done_on: done, slips }: Milestone, field: string): void {
  checkDay(due, `${field}.due`);
  if (done !== null) checkDay(done, `${field}.done_on`);
  if ((state === "done") !== (done !== null)) {
    refuse("a milestone that is done says on which day, and no other does.", `${field}.done_on`);
  }
  for (const [at, slip] of slips.entries()) {
    checkDay(slip.from, `${field}.slips[${at}].from`);
    checkDay(slip.to, `${field}.slips[${at}].to`);
    if (slip.from === slip.to) refuse("the two days are the same.", `${field}.slips[${at}]`);
    const next = slips[at + 1]?.from ?? due;
    if (slip.to !== next) {
      refuse(
        `it was moved to ${slip.to} and goes on from ${next}; mend one.`,
        `${field}.slips[${at}]`,
      );
    }
  }
}

/**
 * Refuses a change of an action that would lose history: a milestone that vanishes, an earlier date
 * that is gone, a date that moved without a slip.
 */
export function checkKeptMilestones(before: ActionContent, after: ActionContent): void {
  for (const milestone of before.milestones) {
    const at = after.milestones.findIndex(({ title }) => title === milestone.title);
    const now = after.milestones[at];
    const field = at === -1 ? "milestones" : `milestones[${at}].slips`;
    if (now === undefined) {
      refuse(`“${milestone.title}” is gone; mark it dropped instead, it stays to be read.`, field);
    }
    if (!beginsWith(now.slips, milestone.slips)) {
      refuse(`dates that “${milestone.title}” had before are gone; keep them.`, field);
    }
    const from = now.slips[milestone.slips.length]?.from ?? now.due;
    if (from !== milestone.due) {
      refuse(
        `“${milestone.title}” was due on ${milestone.due}; add a slip from that day, with its reason.`,
        field,
      );
    }
  }
}

function beginsWith(slips: readonly Slip[], before: readonly Slip[]): boolean {
  return before.every(({ from, to, reason }, at) => {
    const slip = slips[at];
    return slip?.from === from && slip.to === to && slip.reason === reason;
  });
}

/** In which states the records of a register may stand. */
export const statesOf: Readonly<Record<Register, readonly RecordState[]>> = {
  findings: ["open", "closed"],
  risks: ["open", "closed"],
  recommendations: ["open", "in-progress", "done", "dropped"],
  actions: ["open", "in-progress", "done", "dropped"],
};

/** Refuses a state that a register does not know, and an action that is done with milestones open. */
export function checkState(register: Register, state: RecordState, content: unknown): void {
  if (!statesOf[register].includes(state)) {
    const { one } = registerWords[register];
    refuse(`a ${one} is ${statesOf[register].join(", ")}; choose one of these.`, "state");
  }
  if (register !== "actions" || state !== "done") return;
  // Whoever calls this with that register holds its content.
  const { milestones } = content as ActionContent;
  const open = milestones.find((milestone) => milestone.state === "open");
  if (open === undefined) return;
  const sentence = `the milestone “${open.title}” is open; mark it done or dropped first.`;
  throw new Problem("refused", sentence, { field: "state" });
}

function checkDay(day: string, field: string): void {
  if (!isDay(day)) refuse(`“${day}” is not a day; write it as 2027-03-31.`, field);
}

function checkTwice(list: readonly string[], field: string): void {
  const twice = list.find((each, at) => list.indexOf(each) !== at);
  if (twice !== undefined) refuse(`“${twice}” stands here twice; keep one.`, field);
}
