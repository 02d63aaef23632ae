import { checkShape, pathInWords } from "../../src/kit/check-shape.ts";
import { plainEntry } from "../../src/findings/entered-text.ts";
import { blockers } from "../../src/findings/plan.contract.ts";
import { type Cells, cellCodecs } from "../../src/findings/record-cells.ts";
import {
  checkAction,
  checkFinding,
  checkRecommendation,
  checkRisk,
} from "../../src/findings/record-rules.ts";
import { recommendationKinds } from "../../src/findings/recommendations.contract.ts";
import type { Register } from "../../src/findings/records.contract.ts";
import { contents } from "../../src/findings/stored-record.contract.ts";

/** How a field of a form is filled in. */
export type FieldKind = "line" | "text" | "choice" | "day" | "whole" | "several" | "milestones";

const kinds: ReadonlyMap<string, FieldKind> = new Map<string, FieldKind>([
  ...["criteria", "condition", "cause", "sample", "evidence", "statement", "text"].map(
    (name) => [name, "text"] as const,
  ),
  ...["practice", "measure", "purpose", "duty", "present_basis", "text_wanted", "option"].map(
    (name) => [name, "text"] as const,
  ),
  ...["effect", "legal_need", "uptake", "blocked_note"].map((name) => [name, "text"] as const),
  ...["severity", "addressee", "kind", "step", "adequacy", "stage"].map(
    (name) => [name, "choice"] as const,
  ),
  ...["due", "end_of_support"].map((name) => [name, "day"] as const),
  ...["cost", "funded", "amount", "posts"].map((name) => [name, "whole"] as const),
  ["blocked_by", "several"],
  ["milestones", "milestones"],
]);

/** How the field of a column is filled in. */
export function kindOf(column: string): FieldKind {
  return kinds.get(column) ?? "line";
}

/** What can be chosen in a field of choices. */
export const choicesOf: Readonly<Record<string, readonly string[]>> = {
  severity: ["low", "moderate", "high"],
  addressee: ["organisation", "enterprise", "legislature", "private-sector"],
  kind: recommendationKinds,
  step: ["hire", "train", "retain", "reassign"],
  adequacy: ["adequate", "partial", "none"],
  stage: ["not-started", "drafted", "proposed", "introduced", "enacted", "rejected"],
  blocked_by: blockers,
};

const ofKind: Readonly<Record<string, readonly string[]>> = {
  practice: ["practice", "measure"],
  budget: ["amount", "purpose", "period"],
  workforce: ["role", "posts", "step", "cost"],
  authority: ["duty", "office", "present_basis", "adequacy", "text_wanted", "stage"],
  incentive: ["option", "cost", "legal_need", "effect", "uptake"],
};
const kindColumns = new Set(Object.values(ofKind).flat());

/** The columns that a form shows: of a recommendation those of its kind and of whom it speaks to. */
export function columnsShown(register: Register, cells: Cells): string[] {
  const { columns } = cellCodecs[register];
  if (register !== "recommendations") return [...columns];
  const own = ofKind[cells["kind"] ?? ""] ?? [];
  return columns.filter(
    (column) =>
      (!kindColumns.has(column) || own.includes(column)) &&
      (column !== "organisation" || cells["addressee"] === "organisation"),
  );
}

/** What a form begins with, where nothing was entered yet. */
export function firstCells(register: Register, given: Cells): Cells {
  const first = {
    findings: { severity: "moderate" },
    risks: { severity: "moderate" },
    recommendations: {
      addressee: "organisation",
      kind: "practice",
      step: "hire",
      adequacy: "partial",
      stage: "not-started",
    },
    actions: {},
  } satisfies Record<Register, Cells>;
  return { ...first[register], ...given };
}

const rules = {
  findings: checkFinding,
  risks: checkRisk,
  recommendations: checkRecommendation,
  actions: checkAction,
} as const;

/**
 * What a form says, as it is sent. Refuses (bad-input) what the server would refuse by the same
 * rules, with the field, before anything is sent.
 */
export function contentOf(register: Register, cells: Cells): unknown {
  const shown = new Set(columnsShown(register, cells));
  const kept = Object.fromEntries(Object.entries(cells).filter(([name]) => shown.has(name)));
  const read = plainEntry(cellCodecs[register].contentOf(kept));
  const content = checkShape(contents[register], read, (path) => ({
    field: pathInWords(path[0] === "what" ? path.slice(1) : path),
  }));
  const check: (content: never) => void = rules[register];
  // The content was checked by the schema of the register.
  check(content as never);
  return content;
}
