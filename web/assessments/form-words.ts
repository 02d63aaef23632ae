import { grouped } from "../../charts/bar-geometry.ts";
import { dayInWords, instantInWords } from "../app/days.ts";

const one = (count: number, word: string) => `${grouped(count)} ${word}${count === 1 ? "" : "s"}`;

/** Words of the terms of a review. */
export const termWords = {
  reading: "Reading the terms …",
  title: "Terms of the review",
  none: "No terms were set: nobody is blind, and nothing is due.",
  blind: "Auditors see nothing of an organisation's own scores until both sides are in.",
  open: "Auditors see what organisations say of themselves at once.",
  side: { self: "Self-scores", independent: "Independent scores" },
  dueDay: (day: string) => `due on ${dayInWords(day)}`,
  dueTask: (task: string) => `due by the order's clock for the task ${task}`,
  neverDue: "no day was set",
  setBy: (name: string, at: string) => `Set by ${name}, ${instantInWords(at)}:`,
  set: "Set the terms",
  setNote: "They count from now on; what was seen or given before stays as it was.",
  blindBox: "Auditors are blind until both sides are in",
  day: { self: "Self-scores due on", independent: "Independent scores due on" },
  task: { self: "or with this task of the order", independent: "or with this task of the order" },
  reason: "Reason",
  extend: "Grant a later day",
  extendNote: "For one side of organisations that are late, by a named officer.",
  whichSide: "Side",
  until: "Last day from now on",
  officer: "Officer who granted it, by office or name",
  organisations: "Organisations, one a line",
  noRole: "A reviewing officer sets the terms and grants later days.",
  toScores: "Scores of all organisations",
} as const;

/** Words of the import of a filled workbook. */
export const bookWords = {
  title: "Import a filled workbook",
  lede: "First what it would change is shown, row by row; then all of it is saved by one act, or nothing.",
  file: "Workbook (XLSX)",
  day: "Day spoken of, where the workbook does not say it",
  show: "Show what would change",
  failed: "Not read.",
  found: (given: number, same: number, leftOut: number) =>
    `${one(given, "score")} would be given, ${grouped(same)} stand already, ${one(leftOut, "row")} left empty.`,
  about: (organisation: string, kind: string, day: string) =>
    `${organisation}, ${kind === "self" ? "self-scores" : "independent scores"} of ${dayInWords(day)}.`,
  madeAsOf: (at: string) => `The workbook was made of what was known on ${instantInWords(at)}.`,
  wrong: (count: number) =>
    `${count === 1 ? "1 row is" : `${grouped(count)} rows are`} wrong, so nothing can be saved. Mend the workbook and read it again.`,
  place: (sheet: string, row: number, column: string) =>
    `${sheet}, row ${row}${column === "" ? "" : `, ${column}`}`,
  nothing: "It changes nothing.",
  table: "What would change",
  item: "Item",
  where: "Row",
  before: "Stands now",
  after: "Would be",
  remark: "with a note or evidence",
  since: "changed by somebody since the workbook was made",
  more: (count: number) => `${one(count, "further change")} not listed here.`,
  save: (count: number) => `Save ${one(count, "score")}`,
  saved: (count: number, leaf: string) => `${one(count, "score")} saved by one act · leaf ${leaf}`,
  toSheet: "Scores of the organisation",
} as const;

/** Words of how an organisation tailors the yardstick. */
export const profileWords = {
  reading: "Reading the profile …",
  title: (name: string) => `How ${name} tailors the yardstick`,
  none: "The yardstick counts as it is: nothing was tailored. Propose a profile below.",
  noneHead: "No profile yet",
  states: {
    proposed: "proposed, not answered yet",
    approved: "approved",
    returned: "returned",
    withdrawn: "withdrawn",
  },
  version: (version: number, state: string, from: string) =>
    `Version ${version}: ${state}, counts from ${dayInWords(from)} on once approved`,
  proposed: (name: string, at: string) => `Proposed by ${name}, ${instantInWords(at)}:`,
  answered: (name: string, at: string) => `Answered by ${name}, ${instantInWords(at)}:`,
  without: "Items that do not apply",
  practices: "Practices of its own",
  serves: "serves",
  changes: "What it changes",
  against: (version: number | null) =>
    version === null ? "Against no profile:" : `Against version ${version}:`,
  change: {
    practices_added: (count: number) => `${one(count, "practice")} added`,
    practices_removed: (count: number) => `${one(count, "practice")} removed`,
    practices_changed: (count: number) => `${one(count, "practice")} changed`,
    items_without: (count: number) => `${one(count, "item")} without weight`,
    items_again: (count: number) => `${one(count, "item")} with weight again`,
  },
  nothingChanged: "nothing.",
  approve: "Approve",
  giveBack: "Return",
  withdraw: "Withdraw",
  officer: "Officer who decided, by office or name",
  reason: "Reason",
  propose: "Propose a profile",
  proposeNote:
    "The whole of it, not what changes. It counts once an officer has approved it, from its day on.",
  from: "Counts from",
  withoutField: "Items that do not apply, one a line: item | reason",
  practicesField: "Practices of its own, one a line: identifier | title | items, by commas | text",
  send: "Propose",
  versions: "All versions",
  toScores: "Scores",
  badLine: (line: string) => `“${line}” lacks a part; write it as the label says.`,
} as const;
