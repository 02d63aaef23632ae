import type { NotApplicable, OwnPractice } from "../assessments/profiles.contract.ts";
import type { DecisionFact } from "../decisions/risk-states.ts";
import type { FindingContent } from "../findings/findings.contract.ts";
import type { ActionContent } from "../findings/plan.contract.ts";
import type { RiskContent } from "../findings/risks.contract.ts";
import { recordId } from "../findings/record-ids.ts";
import type { Register } from "../findings/records.contract.ts";
import type { ItemChange } from "../yardsticks/yardstick-diff.contract.ts";
import type {
  CarriedDecision,
  CarriedProfile,
  CarriedRecord,
  ChangedItem,
} from "./carry-over.contract.ts";

/** A record of the earlier review, as far as it matters here. */
export interface OldRecord<C> {
  readonly number: number;
  readonly organisation: string | null;
  readonly state: string;
  readonly content: C;
}

/** Everything that a plan is made of. */
export interface CarryMatter {
  readonly findings: readonly OldRecord<FindingContent>[];
  readonly risks: readonly OldRecord<RiskContent>[];
  readonly actions: readonly OldRecord<ActionContent>[];
  readonly decisions: readonly DecisionFact[];
  readonly profiles: readonly OldProfile[];
  /** The lists of the earlier review and of this one. */
  readonly before: readonly string[];
  readonly now: readonly string[];
  /** The last number that each register of this review has given out. */
  readonly last: Readonly<Record<"findings" | "risks" | "actions", number>>;
  readonly changes: readonly ItemChange[];
  /** The day from which on an acceptance has to reach to be taken over. */
  readonly today: string;
}

/** What a profile holds. */
export interface ProfileContent {
  readonly practices: OwnPractice[];
  readonly not_applicable: NotApplicable[];
}

/** The approved profile of an organisation in the earlier review. */
export interface OldProfile {
  readonly organisation: string;
  readonly version: number;
  readonly content: ProfileContent;
  /** The newest version that this review has; 0 where it has none. */
  readonly newest: number;
}

/** A record as it is written in this review. */
export interface NewRecord<C> {
  readonly number: number;
  readonly organisation: string | null;
  readonly content: C;
  readonly told: CarriedRecord;
}

/** What is taken over. */
export interface CarryPlan {
  readonly findings: readonly NewRecord<FindingContent>[];
  readonly risks: readonly NewRecord<RiskContent>[];
  readonly actions: readonly NewRecord<ActionContent>[];
  readonly decisions: readonly {
    readonly fact: DecisionFact;
    readonly told: CarriedDecision;
  }[];
  readonly expired: number;
  readonly profiles: readonly { readonly content: ProfileContent; readonly told: CarriedProfile }[];
  readonly left: readonly { readonly organisation: string; readonly open: number }[];
  readonly joined: readonly { readonly organisation: string; readonly open: number }[];
  readonly items: readonly ChangedItem[];
}

/** Records that still hold: whatever is neither closed nor done. */
const ended = new Set(["closed", "done", "dropped", "withdrawn"]);

/**
 * What still holds of an earlier review: open findings with their open risks, open actions, decisions
 * on those risks whose last day is not past, and approved profiles. Numbers are given anew and
 * references follow; items follow their names, and those that are gone are told. Nothing of an
 * organisation that left is taken over, and no score at all.
 */
export function carryPlan(matter: CarryMatter): CarryPlan {
  const listed = new Set(matter.now);
  const items = itemNames(matter.changes);
  const holds = (row: OldRecord<unknown>): boolean => !ended.has(row.state);
  const stays = (row: OldRecord<unknown>): boolean =>
    holds(row) && row.organisation !== null && listed.has(row.organisation);
  const findings = matter.findings.filter(stays);
  const findingIds = idsOf("findings", findings, matter.last.findings);
  const keptRisks = matter.risks
    .filter(stays)
    .filter(({ content }) => content.findings.some((id) => findingIds.has(id)));
  const riskIds = idsOf("risks", keptRisks, matter.last.risks);
  const actions = matter.actions.filter(stays);
  const actionIds = idsOf("actions", actions, matter.last.actions);
  const follow = (ids: ReadonlyMap<string, string>, names: readonly string[]): string[] =>
    names.flatMap((name) => ids.get(name) ?? []);
  const decided = matter.decisions.filter(({ risk }) => riskIds.has(risk));
  const valid = decided.filter(({ expires }) => expires === null || expires >= matter.today);
  return {
    findings: findings.map((row) => {
      const { names, gone } = items.follow(row.content.items);
      return renewed("findings", row, findingIds, { ...row.content, items: names }, gone);
    }),
    risks: keptRisks.map((row) => {
      const { names, gone } = items.follow(row.content.items);
      const content = {
        ...row.content,
        items: names,
        findings: follow(findingIds, row.content.findings),
      };
      return renewed("risks", row, riskIds, content, gone);
    }),
    actions: actions.map((row) => {
      const { risks } = row.content;
      const content = { ...row.content, risks: follow(riskIds, risks), recommendations: [] };
      return renewed("actions", row, actionIds, content, []);
    }),
    decisions: valid.map((fact) => {
      const now = riskIds.get(fact.risk) ?? fact.risk;
      const { organisation, risk: was, decision, expires } = fact;
      return { fact: { ...fact, risk: now }, told: { organisation, was, now, decision, expires } };
    }),
    expired: decided.length - valid.length,
    profiles: matter.profiles
      .filter(({ organisation, newest }) => listed.has(organisation) && newest === 0)
      .map(({ organisation, version, content }) => {
        const kept = content.not_applicable.flatMap((each) =>
          items.follow([each.item]).names.map((item) => ({ ...each, item })),
        );
        const items_gone = items.follow(content.not_applicable.map(({ item }) => item)).gone;
        const told = {
          organisation,
          was: version,
          now: 1,
          practices: content.practices.length,
          not_applicable: kept.length,
          items_gone,
        };
        return { content: { ...content, not_applicable: kept }, told };
      }),
    ...listDifferences(matter, holds),
    items: matter.changes.map(({ kind, before, after }) => ({
      kind,
      before: before?.id ?? null,
      after: after?.id ?? null,
    })),
  };
}

function listDifferences(
  { before, now, findings, risks, actions }: CarryMatter,
  holds: (row: OldRecord<unknown>) => boolean,
): Pick<CarryPlan, "left" | "joined"> {
  const open = (organisation: string): number =>
    [...findings, ...risks, ...actions].filter(
      (row) => row.organisation === organisation && holds(row),
    ).length;
  const [old, listed] = [new Set(before), new Set(now)];
  const told = (organisation: string) => ({ organisation, open: open(organisation) });
  return {
    left: before.filter((each) => !listed.has(each)).map(told),
    joined: now.filter((each) => !old.has(each)).map((organisation) => ({ organisation, open: 0 })),
  };
}

function idsOf(
  register: Register,
  rows: readonly OldRecord<unknown>[],
  last: number,
): Map<string, string> {
  return new Map(
    rows.map((row, index) => [
      recordId(register, row.number),
      recordId(register, last + 1 + index),
    ]),
  );
}

function renewed<C extends { readonly title: string }>(
  register: Register,
  row: OldRecord<unknown>,
  ids: ReadonlyMap<string, string>,
  content: C,
  items_gone: string[],
): NewRecord<C> {
  const was = recordId(register, row.number);
  const now = ids.get(was) ?? was;
  const { organisation } = row;
  const told = { organisation: organisation ?? "", title: content.title, was, now, items_gone };
  return { number: Number(now.slice(2)), organisation, content, told };
}

/** How items are called now: by their change, else as before; dropped and withdrawn ones are gone. */
function itemNames(changes: readonly ItemChange[]): {
  readonly follow: (names: readonly string[]) => { names: string[]; gone: string[] };
} {
  const now = new Map(
    changes.flatMap(({ kind, before, after }): [string, string | null][] =>
      before === null
        ? []
        : [[before.id, kind === "dropped" || kind === "withdrawn" ? null : (after?.id ?? null)]],
    ),
  );
  return {
    follow: (names) => ({
      names: names.flatMap((name) => {
        const found = now.get(name);
        return found === undefined ? [name] : (found ?? []);
      }),
      gone: names.filter((name) => now.get(name) === null),
    }),
  };
}
