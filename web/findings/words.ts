import { grouped } from "../../charts/bar-geometry.ts";
import type { FindingTotals } from "../../src/findings/finding-totals.contract.ts";
import type { RecordState, Register } from "../../src/findings/records.contract.ts";
import { dayInWords } from "../app/days.ts";

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count === 0 ? "No" : grouped(count)} ${count === 1 ? one : many}`;

const states: Readonly<Record<RecordState, string>> = {
  open: "Open",
  "in-progress": "In progress",
  closed: "Closed",
  done: "Done",
  dropped: "Dropped",
};

/** What the fields of every register are called, and how they are filled in. */
const fields: Readonly<Record<string, { readonly label: string; readonly hint?: string }>> = {
  organisation: { label: "Organisation", hint: "Its name or identifier." },
  title: { label: "Title", hint: "One line." },
  criteria: { label: "Criteria", hint: "What should be." },
  condition: { label: "Condition", hint: "What is." },
  cause: { label: "Cause", hint: "Why it is so. May be empty." },
  effect: { label: "Effect", hint: "What follows from it." },
  sample: { label: "Sample", hint: "What was looked at, and when. May be empty." },
  severity: { label: "Severity" },
  system: { label: "System", hint: "Empty where the whole organisation is meant." },
  items: { label: "Items", hint: "Of the yardstick, parted by semicolons." },
  evidence: {
    label: "Evidence",
    hint: "A line each: link | https://… | note. Also file, collection, leaf or paper.",
  },
  statement: { label: "Statement", hint: "What may happen, and by what." },
  cost: { label: "Cost", hint: "Whole units. Empty where nobody has said." },
  findings: { label: "Findings", hint: "Such as F-1; F-2." },
  addressee: { label: "It speaks to" },
  text: { label: "Text" },
  kind: { label: "Kind" },
  practice: { label: "Practice", hint: "What is to be done from now on." },
  measure: { label: "How it is measured", hint: "May be empty." },
  amount: { label: "Amount", hint: "Whole units. Empty where nobody has said." },
  purpose: { label: "Purpose" },
  period: { label: "Period", hint: "Such as a budget year. May be empty." },
  role: { label: "Role" },
  posts: { label: "Posts", hint: "How many. Empty where nobody has said." },
  step: { label: "Step" },
  duty: { label: "Duty", hint: "What the office has to do." },
  office: { label: "Office", hint: "By its title." },
  present_basis: { label: "Present basis", hint: "The law as it is. May be empty." },
  adequacy: { label: "The present basis is" },
  text_wanted: { label: "Text wanted", hint: "May be empty." },
  stage: { label: "Stage" },
  option: { label: "Option" },
  legal_need: { label: "Legal need", hint: "May be empty." },
  uptake: { label: "Uptake", hint: "Who is expected to take it up. May be empty." },
  due: { label: "Due", hint: "A day; or a task below." },
  due_task: { label: "Due with a task of the order", hint: "Its clock then says the day." },
  risks: { label: "Risks", hint: "Such as R-1; R-2." },
  recommendations: { label: "Recommendations", hint: "Such as C-1; C-2." },
  end_of_support: { label: "End of support", hint: "From this day nobody mends the system." },
  owner: { label: "Owner", hint: "The office, by its title." },
  funded: { label: "Funded", hint: "Whole units. Empty where nobody has said." },
  blocked_by: { label: "Blocked by" },
  blocked_note: {
    label: "What exactly is missing",
    hint: "The post, the law, the money, and since when.",
  },
  milestones: { label: "Milestones" },
};

/** Words that stand for values. */
const values: ReadonlyMap<string, string> = new Map([
  ["low", "Low"],
  ["moderate", "Moderate"],
  ["high", "High"],
  ["organisation", "One organisation"],
  ["enterprise", "The whole enterprise"],
  ["legislature", "The legislature"],
  ["private-sector", "The private sector"],
  ["practice", "Practice"],
  ["budget", "Budget"],
  ["workforce", "Workforce"],
  ["authority", "Legal authority"],
  ["incentive", "Incentive"],
  ["money", "Money"],
  ["people", "People"],
  ["vacancy", "A vacancy"],
  ["hire", "Hire"],
  ["train", "Train"],
  ["retain", "Retain"],
  ["reassign", "Reassign"],
  ["adequate", "Adequate"],
  ["partial", "Partial"],
  ["none", "None"],
  ["not-started", "Not started"],
  ["drafted", "Drafted"],
  ["proposed", "Proposed"],
  ["introduced", "Introduced"],
  ["enacted", "Enacted"],
  ["rejected", "Rejected"],
  ["agree", "Agree"],
  ["partly", "Partly"],
  ["disagree", "Disagree"],
]);

function headline(register: Register, totals: FindingTotals): string {
  const { findings, risks, recommendations, plan } = totals;
  switch (register) {
    case "findings":
      return `${plural(findings.open, "finding is", "findings are")} open, ${findings.open_by_severity.high} of high severity`;
    case "risks":
      return `${plural(risks.open, "risk is", "risks are")} open, ${risks.open_by_severity.high} of high severity`;
    case "recommendations":
      return `${plural(recommendations.open, "recommendation is", "recommendations are")} open, ${grouped(recommendations.unanswered)} without an answer`;
    default:
      return `${plural(plan.actions, "action is", "actions are")} not done, ${grouped(plan.blocked_any.actions)} of them blocked`;
  }
}

function lede(register: Register, totals: FindingTotals): string {
  const { findings, risks, recommendations, plan } = totals;
  switch (register) {
    case "findings":
      return `${plural(findings.closed, "finding was", "findings were")} closed. Only an auditor closes one; new evidence reopens it, and nothing of its history is lost.`;
    case "risks":
      return `To mitigate the open ones costs ${grouped(risks.cost)}${unstated(risks.cost_unstated, "risk states", "risks state")}. The head of each organisation decides on its risks.`;
    case "recommendations":
      return `${grouped(recommendations.overdue)} past their day on ${dayInWords(totals.on)}. ${plural(recommendations.orders, "has", "have")} started an order of the second generation.`;
    default:
      return `At least ${grouped(plan.unmet)} is not funded${unstated(plan.unmet_unknown, "action leaves", "actions leave")}. ${plural(plan.overdue, "action is", "actions are")} past a milestone, ${plural(plan.slips, "date was", "dates were").toLowerCase()} moved back, and ${plural(plan.past_support, "system is", "systems are").toLowerCase()} past the end of support on ${dayInWords(totals.on)}.`;
  }
}

function unstated(count: number, one: string, many: string): string {
  const what = one.endsWith("leaves") ? "cost or funding out" : "no cost";
  return count === 0 ? "" : `; ${grouped(count)} ${count === 1 ? one : many} ${what}`;
}

/** Words of findings, risks, recommendations and the plan of action. */
export const words = {
  reading: "Reading …",
  headline,
  lede,
  states,
  fields,
  valueOf: (value: string) => values.get(value) ?? value,
  registers: {
    findings: "Findings",
    risks: "Risks",
    recommendations: "Recommendations",
    actions: "Plan of action",
  } satisfies Record<Register, string>,
  registersLabel: "What is listed",
  stateLabel: "How they stand",
  all: "All",
  search: "Find in these",
  severity: "Severity",
  any: "Any",
  organisationLabel: "Organisation",
  kindLabel: "Kind",
  blockedLabel: "Blocked by",
  add: {
    findings: "Add a finding",
    risks: "Add a risk",
    recommendations: "Add a recommendation",
    actions: "Add an action",
  } satisfies Record<Register, string>,
  edit: "Change it",
  number: "Number",
  title: "Title",
  state: "State",
  unmet: "Unmet",
  due: "Due",
  nextMilestone: "Next milestone",
  response: "Answer",
  notAnswered: "not answered",
  notStated: "not stated",
  noDate: "no date",
  ofNone: "no single organisation",
  slips: (count: number) => (count === 0 ? "" : plural(count, "slip")),
  emptyTitle: "Nothing is listed here",
  empty: {
    findings: "Findings of auditors belong here: what should be, what is, why, and what follows.",
    risks: "Risks belong here, each made from findings of one organisation.",
    recommendations: "Recommendations belong here, with the answer of whom they speak to.",
    actions: "What is done about risks belongs here: by whom, by when, with what money.",
  } satisfies Record<Register, string>,
  emptyWay: (register: Register, review: string) =>
    `muster ${{ findings: "finding", risks: "risk", recommendations: "recommend", actions: "action" }[register]} import FILE.csv --review ${review}`,
  further: "Further",
  fromStart: "From the beginning",
  exportCsv: "All as CSV",
  exportHistory: "Every act as CSV",
  importCsv: "Import CSV …",
  importFile: "File",
  importReason: "Why what stands already is changed",
  importReasonHint: "Needed where a row changes a record and does not say it itself.",
  importPreview: "Look at what it would do",
  importSave: "Save all rows",
  importSaid: (added: number, changed: number, wrong: number) =>
    `${grouped(added)} added, ${grouped(changed)} changed, ${grouped(wrong)} wrong.`,
  importWrong: "Nothing is saved while a row is wrong.",
  importLine: (line: number, column: string) =>
    column === "" ? `Line ${line}` : `Line ${line}, ${column}`,
  importSaved: (leaf: string) => `Saved. Leaf ${leaf}, number follows.`,
  failed: "Not saved.",
  problemsTitle: "This is not saved yet",
  save: "Save",
  saving: "Saving …",
  back: "Back without saving",
  formNote: "Nothing is saved before you say so. Ctrl+Enter saves.",
  newTitle: {
    findings: "A new finding",
    risks: "A new risk",
    recommendations: "A new recommendation",
    actions: "A new action",
  } satisfies Record<Register, string>,
  editTitle: (id: string) => `Change ${id}`,
  reason: "Reason",
  reasonOfChange: "Why it is changed",
  reasonHint: "Stands in the history beside what was there before.",
  saved: (leaf: string) => `Saved. Leaf ${leaf}, number follows.`,
  unchanged: "It says that already; nothing was changed.",
  history: "History",
  historyNote: "Every act, newest first. What stood before stays.",
  acts: {
    added: "added it",
    amended: "changed it",
    closed: "closed it",
    reopened: "reopened it",
    "state-set": "said how it stands",
    responded: "answered it",
    "order-started": "started an order",
  },
  inLog: "Find it in the log",
  leaf: (leaf: string) => `Leaf ${leaf}`,
  changedFields: (names: readonly string[]) => `Changed: ${names.join(", ")}`,
  restsOn: "Rests on",
  whyState: "Why",
  risksMade: "Risks made from it",
  noRisks: "No risk was made from it yet.",
  makeRisk: "Make a risk from it",
  close: "Close it …",
  reopen: "Reopen it …",
  setState: "Say how it stands …",
  closeReason: "Why",
  closeEvidence: "What that rests on",
  doClose: "Close it",
  doReopen: "Reopen it",
  doState: "Save how it stands",
  onlyAuditor: "Only an auditor closes or reopens it.",
  answer: "Answer it …",
  answerLabel: "Answer",
  answerText: "In words",
  answerTextHint: "Needed unless the answer is “Agree”.",
  doAnswer: "Save the answer",
  answered: (answer: string) => `Answer: ${answer}`,
  order: "Order of the second generation",
  orderStarted: "It has started",
  orderDraft: "Draft of the order",
  startOrder: "Start the order …",
  startWhat: "The draft is imported and linked. No clock runs before it is signed.",
  doStart: "Start the order",
  dueOn: (day: string) => `Due on ${dayInWords(day)}`,
  moved: (from: string, to: string) => `moved from ${dayInWords(from)} to ${dayInWords(to)}`,
  doneOn: (day: string) => `done on ${dayInWords(day)}`,
  milestone: "Milestone",
  milestoneDue: "Due",
  milestoneState: "State",
  milestoneDone: "Done on",
  milestoneWhy: "Why the date moves",
  addMilestone: "Add a milestone",
  milestoneStates: { open: "Open", done: "Done", dropped: "Dropped" },
  milestoneKept: "Earlier dates are kept. A milestone is never taken out; mark it dropped.",
  blockedTitle: "What blocked actions lack in money",
  blockedNote:
    "Cost beyond what is funded, of actions that state both. An action with two causes stands under both.",
  blockedChart: (parts: readonly string[]) => `Unmet money by cause: ${parts.join("; ")}`,
  blockedTable: "The same as a table",
  cause: "Blocked by",
  actions: "Actions",
  cost: "Cost",
  fundedHead: "Funded",
  notCountable: "Not countable",
  andUnknown: (count: number) => (count === 0 ? "" : ` and ${grouped(count)} not countable`),
  none: "none",
  nothing: "nothing",
} as const;
