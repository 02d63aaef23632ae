import { readList, writeList } from "./cell-lists.ts";
import type { FindingContent } from "./findings.contract.ts";
import type { ActionContent, Milestone } from "./plan.contract.ts";
import type { RecommendationContent, Recommended } from "./recommendations.contract.ts";
import type { EvidenceRef } from "./records.contract.ts";
import type { RiskContent } from "./risks.contract.ts";

/** The cells of one row by the names of their columns. */
export type Cells = Readonly<Record<string, string>>;

/** What was entered, as cells; the columns of a register in their order. */
export interface CellCodec<C> {
  readonly columns: readonly string[];
  cellsOf(content: C): Cells;
  /** What the cells say; whether it is right, the contract and the rules decide. */
  contentOf(cells: Cells): unknown;
}

const textOf = (cells: Cells, name: string): string => cells[name] ?? "";
const wordOf = (cells: Cells, name: string): string => textOf(cells, name).trim();
const orNull = (text: string): string | null => (text === "" ? null : text);
const numberText = (value: number | null): string => (value === null ? "" : String(value));

/** A whole number, nothing, or the text itself, which the contract then refuses by its name. */
function wholeOf(text: string): number | string | null {
  if (text === "") return null;
  return /^\d{1,15}$/u.test(text) ? Number(text) : text;
}

const namesOf = (text: string): string[] =>
  text
    .split(/[;\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== "");

/** Evidence in one cell: a line each, `link | https://… | note`. */
export function evidenceCell(evidence: readonly EvidenceRef[]): string {
  return writeList(
    evidence.map(({ kind, ref, note }) => (note === "" ? [kind, ref] : [kind, ref, note])),
  );
}

/** Reads what `evidenceCell` wrote. */
export function evidenceOf(cell: string): unknown[] {
  return readList(cell).map(([kind = "", ref = "", ...note]) => ({
    kind: kind.toLowerCase(),
    ref,
    note: note.join(" | "),
  }));
}

export const findingCells: CellCodec<FindingContent> = {
  columns: [
    "organisation",
    "title",
    "criteria",
    "condition",
    "cause",
    "effect",
    "sample",
    "severity",
    "system",
    "items",
    "evidence",
  ],
  cellsOf: (content) => ({
    ...content,
    items: content.items.join("; "),
    evidence: evidenceCell(content.evidence),
  }),
  contentOf: (cells) => ({
    organisation: wordOf(cells, "organisation"),
    title: textOf(cells, "title"),
    criteria: textOf(cells, "criteria"),
    condition: textOf(cells, "condition"),
    cause: textOf(cells, "cause"),
    effect: textOf(cells, "effect"),
    sample: textOf(cells, "sample"),
    severity: wordOf(cells, "severity").toLowerCase(),
    system: textOf(cells, "system"),
    items: namesOf(textOf(cells, "items")),
    evidence: evidenceOf(textOf(cells, "evidence")),
  }),
};

export const riskCells: CellCodec<RiskContent> = {
  columns: [
    "organisation",
    "title",
    "statement",
    "severity",
    "effect",
    "cost",
    "findings",
    "items",
  ],
  cellsOf: (content) => ({
    ...content,
    cost: numberText(content.cost),
    findings: content.findings.join("; "),
    items: content.items.join("; "),
  }),
  contentOf: (cells) => ({
    organisation: wordOf(cells, "organisation"),
    title: textOf(cells, "title"),
    statement: textOf(cells, "statement"),
    severity: wordOf(cells, "severity").toLowerCase(),
    effect: textOf(cells, "effect"),
    cost: wholeOf(wordOf(cells, "cost")),
    findings: namesOf(textOf(cells, "findings")),
    items: namesOf(textOf(cells, "items")),
  }),
};

/** The fields of each kind of recommendation, and which of them are whole numbers. */
const kindFields: Readonly<Record<Recommended["kind"], readonly string[]>> = {
  practice: ["practice", "measure"],
  budget: ["amount", "purpose", "period"],
  workforce: ["role", "posts", "step", "cost"],
  authority: ["duty", "office", "present_basis", "adequacy", "text_wanted", "stage"],
  incentive: ["option", "cost", "legal_need", "effect", "uptake"],
};
const wholes: ReadonlySet<string> = new Set(["amount", "posts", "cost"]);
const choices: ReadonlySet<string> = new Set(["step", "adequacy", "stage"]);
const kindColumns = [...new Set(Object.values(kindFields).flat())];

export const recommendationCells: CellCodec<RecommendationContent> = {
  columns: [
    "addressee",
    "organisation",
    "title",
    "text",
    "kind",
    ...kindColumns,
    "due",
    "due_task",
    "risks",
    "findings",
  ],
  cellsOf: ({ what, ...content }) => ({
    addressee: content.addressee,
    organisation: content.organisation,
    title: content.title,
    text: content.text,
    ...Object.fromEntries(
      Object.entries(what).map(([name, value]) => [name, value === null ? "" : String(value)]),
    ),
    due: content.due ?? "",
    due_task: content.due_task,
    risks: content.risks.join("; "),
    findings: content.findings.join("; "),
  }),
  contentOf: (cells) => ({
    addressee: wordOf(cells, "addressee").toLowerCase(),
    organisation: wordOf(cells, "organisation"),
    title: textOf(cells, "title"),
    text: textOf(cells, "text"),
    what: recommendedOf(cells),
    due: orNull(wordOf(cells, "due")),
    due_task: wordOf(cells, "due_task"),
    risks: namesOf(textOf(cells, "risks")),
    findings: namesOf(textOf(cells, "findings")),
  }),
};

/** What a row recommends; of another kind than its own no cell is read, but none may be filled. */
function recommendedOf(cells: Cells): unknown {
  const kind = wordOf(cells, "kind").toLowerCase();
  const fields = Object.entries(kindFields).find(([name]) => name === kind)?.[1] ?? [];
  const filled = kindColumns.filter((name) => fields.includes(name) || wordOf(cells, name) !== "");
  const valueOf = (name: string): unknown => {
    if (wholes.has(name)) return wholeOf(wordOf(cells, name));
    return choices.has(name) ? wordOf(cells, name).toLowerCase() : textOf(cells, name);
  };
  return { kind, ...Object.fromEntries(filled.map((name) => [name, valueOf(name)])) };
}

export const actionCells: CellCodec<ActionContent> = {
  columns: [
    "organisation",
    "title",
    "text",
    "system",
    "end_of_support",
    "owner",
    "cost",
    "funded",
    "blocked_by",
    "blocked_note",
    "risks",
    "recommendations",
    "milestones",
  ],
  cellsOf: (content) => ({
    organisation: content.organisation,
    title: content.title,
    text: content.text,
    system: content.system,
    end_of_support: content.end_of_support ?? "",
    owner: content.owner,
    cost: numberText(content.cost),
    funded: numberText(content.funded),
    blocked_by: content.blocked_by.join("; "),
    blocked_note: content.blocked_note,
    risks: content.risks.join("; "),
    recommendations: content.recommendations.join("; "),
    milestones: milestoneCell(content.milestones),
  }),
  contentOf: (cells) => ({
    organisation: wordOf(cells, "organisation"),
    title: textOf(cells, "title"),
    text: textOf(cells, "text"),
    system: textOf(cells, "system"),
    end_of_support: orNull(wordOf(cells, "end_of_support")),
    owner: textOf(cells, "owner"),
    cost: wholeOf(wordOf(cells, "cost")),
    funded: wholeOf(wordOf(cells, "funded")),
    blocked_by: namesOf(textOf(cells, "blocked_by").toLowerCase()),
    blocked_note: textOf(cells, "blocked_note"),
    risks: namesOf(textOf(cells, "risks")),
    recommendations: namesOf(textOf(cells, "recommendations")),
    milestones: milestonesOf(textOf(cells, "milestones")),
  }),
};

/**
 * Milestones in one cell: a line each, `title | due | state | done on`, then for each date that was
 * moved `from | to | reason`.
 */
function milestoneCell(milestones: readonly Milestone[]): string {
  return writeList(
    milestones.map(({ title, due, state, done_on: done, slips }) => [
      title,
      due,
      state,
      done ?? "",
      ...slips.flatMap(({ from, to, reason }) => [from, to, reason]),
    ]),
  );
}

function milestonesOf(cell: string): unknown[] {
  return readList(cell).map(([title = "", due = "", state = "", done = "", ...moved]) => ({
    title,
    due,
    state: state === "" ? "open" : state.toLowerCase(),
    done_on: orNull(done),
    slips: Array.from({ length: Math.ceil(moved.length / 3) }, (_none, at) => ({
      from: moved[at * 3] ?? "",
      to: moved[at * 3 + 1] ?? "",
      reason: moved[at * 3 + 2] ?? "",
    })),
  }));
}

/** How each register is written in cells. */
export const cellCodecs = {
  findings: findingCells,
  risks: riskCells,
  recommendations: recommendationCells,
  actions: actionCells,
} as const;
