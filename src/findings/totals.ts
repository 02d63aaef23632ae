import type { ActionSum, FindingTotals } from "./finding-totals.contract.ts";
import type { FindingContent } from "./findings.contract.ts";
import { type ActionContent, blockers } from "./plan.contract.ts";
import {
  type RecommendationContent,
  recommendationKinds,
  type Response,
} from "./recommendations.contract.ts";
import type { RecordState, Severity } from "./records.contract.ts";
import type { RiskContent } from "./risks.contract.ts";

/** A record as far as totals need it. */
interface Counted<C> {
  readonly state: RecordState;
  readonly content: C;
}

/** All that the totals of a review are counted from. */
export interface CountedRegisters {
  readonly findings: readonly Counted<FindingContent>[];
  readonly risks: readonly Counted<RiskContent>[];
  readonly recommendations: readonly (Counted<RecommendationContent> & {
    readonly response: Response | null;
    readonly order: string;
    /** The day by which it is due, by its own word or by a clock; null where there is none. */
    readonly dueOn: string | null;
  })[];
  readonly actions: readonly Counted<ActionContent>[];
}

/**
 * What the registers come to on a day. Money that nobody stated is counted as unstated, never as
 * nothing: `unmet` is what is certainly missing, of actions that say both cost and funding.
 */
export function totalsOf(
  registers: CountedRegisters,
  on: string,
): Pick<FindingTotals, "findings" | "risks" | "recommendations" | "plan"> {
  const openRisks = registers.risks.filter(isOpen);
  return {
    findings: {
      open: registers.findings.filter(isOpen).length,
      closed: registers.findings.length - registers.findings.filter(isOpen).length,
      open_by_severity: bySeverity(registers.findings),
    },
    risks: {
      open: openRisks.length,
      closed: registers.risks.length - openRisks.length,
      open_by_severity: bySeverity(registers.risks),
      cost: sum(openRisks.map(({ content }) => content.cost)),
      cost_unstated: openRisks.filter(({ content }) => content.cost === null).length,
    },
    recommendations: recommendationTotals(registers.recommendations, on),
    plan: planTotals(registers.actions, on),
  };
}

/** Whether something is still to be done about a record. */
export function isOpen({ state }: { readonly state: RecordState }): boolean {
  return state === "open" || state === "in-progress";
}

function bySeverity(
  records: readonly Counted<{ readonly severity: Severity }>[],
): Record<Severity, number> {
  const open = records.filter(isOpen);
  const count = (severity: Severity): number =>
    open.filter(({ content }) => content.severity === severity).length;
  return { high: count("high"), moderate: count("moderate"), low: count("low") };
}

function recommendationTotals(
  all: CountedRegisters["recommendations"],
  on: string,
): FindingTotals["recommendations"] {
  const count = (holds: (each: (typeof all)[number]) => boolean): number =>
    all.filter(holds).length;
  const addressees = ["organisation", "enterprise", "legislature", "private-sector"] as const;
  return {
    open: count(isOpen),
    done: count(({ state }) => state === "done"),
    dropped: count(({ state }) => state === "dropped"),
    agreed: count(({ response }) => response?.answer === "agree"),
    partly: count(({ response }) => response?.answer === "partly"),
    disagreed: count(({ response }) => response?.answer === "disagree"),
    unanswered: count(({ response }) => response === null),
    overdue: count((each) => isOpen(each) && each.dueOn !== null && each.dueOn < on),
    orders: count(({ order }) => order !== ""),
    by_kind: recommendationKinds.map((kind) => ({
      kind,
      count: count(({ content }) => content.what.kind === kind),
    })),
    by_addressee: addressees.map((addressee) => ({
      addressee,
      count: count(({ content }) => content.addressee === addressee),
    })),
  };
}

function planTotals(all: CountedRegisters["actions"], on: string): FindingTotals["plan"] {
  const open = all.filter(isOpen);
  return {
    ...sumOf(open),
    done: all.filter(({ state }) => state === "done").length,
    dropped: all.filter(({ state }) => state === "dropped").length,
    overdue: open.filter(({ content }) => isOverdue(content, on)).length,
    slips: sum(all.map(({ content }) => slipsOf(content))),
    past_support: open.filter(({ content: { end_of_support: end } }) => end !== null && end <= on)
      .length,
    blocked: blockers.map((by) => ({
      by,
      ...sumOf(open.filter(({ content }) => content.blocked_by.includes(by))),
    })),
    blocked_any: sumOf(open.filter(({ content }) => content.blocked_by.length > 0)),
  };
}

/** Whether a milestone of an action is open past its day. */
export function isOverdue({ milestones }: ActionContent, on: string): boolean {
  return milestones.some(({ state, due }) => state === "open" && due < on);
}

/** How often a date of an action was moved to a later day. */
export function slipsOf({ milestones }: ActionContent): number {
  return milestones.flatMap(({ slips }) => slips).filter(({ from, to }) => to > from).length;
}

function sumOf(actions: CountedRegisters["actions"]): ActionSum {
  const costs = actions.map(({ content }) => content.cost);
  const funded = actions.map(({ content }) => content.funded);
  const unmet = actions.map(({ content }) => unmetOf(content));
  const unstated = (values: readonly (number | null)[]): number =>
    values.filter((value) => value === null).length;
  return {
    actions: actions.length,
    cost: sum(costs),
    cost_unstated: unstated(costs),
    funded: sum(funded),
    funded_unstated: unstated(funded),
    unmet: sum(unmet),
    unmet_unknown: unstated(unmet),
  };
}

/** Cost beyond what is funded; null where one of the two is not stated. */
export function unmetOf({ cost, funded }: Pick<ActionContent, "cost" | "funded">): number | null {
  return cost === null || funded === null ? null : Math.max(0, cost - funded);
}

function sum(values: readonly (number | null)[]): number {
  const total = values.reduce<bigint>((all, value) => all + BigInt(value ?? 0), 0n);
  if (total > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError("a sum does not fit a number");
  return Number(total);
}
