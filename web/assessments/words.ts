import { grouped } from "../../charts/bar-geometry.ts";
import type { ScoreKind, ScoreMissing, ScoreValue } from "../../src/assessments/scores.contract.ts";
import type { Stage } from "../../src/assessments/stages.contract.ts";
import { dayInWords } from "../app/days.ts";
import type { Difference, Tally } from "./score-rows.ts";

const missing: Readonly<Record<ScoreMissing, string>> = {
  "not-reported": "not reported",
  "unknown-by-source": "not known to whoever was asked",
  "access-refused": "access refused",
  "not-examined": "not examined",
};

const sides: Readonly<Record<ScoreKind, string>> = { self: "self", independent: "independent" };

const stages: Readonly<Record<Stage, string>> = {
  assigned: "Assigned",
  "in-progress": "In progress",
  submitted: "Submitted",
  "changes-requested": "Changes requested",
  accepted: "Accepted",
  closed: "Closed",
};

/** What a button says that brings a side to a stage. */
const moves: Readonly<Record<Stage, string>> = {
  assigned: "Assign again",
  "in-progress": "Open again",
  submitted: "Submit",
  "changes-requested": "Request changes",
  accepted: "Accept",
  closed: "Close",
};

const one = (count: number, word: string) => `${grouped(count)} ${word}${count === 1 ? "" : "s"}`;

/** Words of the pages of scores. */
export const words = {
  reading: "Reading the scores …",
  readingDay: (day: string, shown: string) =>
    `Reading the scores${day === "" ? "" : ` of ${dayInWords(day)}`}. Those below are of ${dayInWords(shown)}.`,
  tab: "Scores",
  eyebrow: (yardstick: string, shown: number, all: number) =>
    shown === all
      ? `Yardstick ${yardstick}, all ${one(all, "item")}`
      : `Yardstick ${yardstick}, ${grouped(shown)} of ${one(all, "item")} shown`,
  headline: (name: string, tally: Tally, levels: boolean) =>
    tally.pairs === 0
      ? `${name}: no item has both scores yet`
      : `${name}: ${grouped(tally.wide)} of ${one(tally.pairs, "paired score")} ${tally.wide === 1 || tally.pairs === 1 ? "is" : "are"} ${levels ? "2 or more apart" : "half the scale or more apart"}`,
  blindHeadline: (name: string, done: number, all: number) =>
    `${name}: ${grouped(done)} of ${one(all, "item")} scored independently`,
  higher: (tally: Tally) =>
    tally.pairs === 0
      ? ""
      : `It rates itself higher in ${grouped(tally.selfHigher)} of ${grouped(tally.pairs)}.`,
  missing: (tally: Tally) => without(tally, "item"),
  counting: {
    "measured-first":
      "Under “measured first” the independent score counts; where it is missing, the self-score proves little.",
    "half-and-half": "Each score is half of the value; a half that is missing is open.",
    "maturity-average": "Only the independent score counts.",
  } as Readonly<Record<string, string>>,
  blind:
    "What the organisation says of itself is not shown before both sides were submitted and locked, so that neither follows the other.",
  replay: "This shows what was known at an instant; go back to now to give scores.",
  noRole: {
    self: "Self-scores are given by the organisation, or by a reviewing officer on its behalf.",
    independent: "Independent scores are given by an auditor.",
  } satisfies Record<ScoreKind, string>,
  showItems: "Show items",
  all: "All items",
  allOrganisations: "All organisations",
  apart: (levels: boolean) => (levels ? "2 or more apart" : "Half the scale apart"),
  oneSided: "One side missing",
  open: { self: "Without a self-score", independent: "Without an independent score" },
  group: "Group",
  anyGroup: "All groups",
  find: "Search",
  nothingLeft: "No item is left by this filter.",
  legend: {
    self: "self",
    independent: "independent",
    hatch: "no independent score",
    blindHatch: "not scored",
    wide: "far apart",
  },
  table: "Scores",
  item: "Item",
  organisation: "Organisation",
  self: "Self",
  independent: "Indep.",
  scale: "Scale",
  difference: "Difference",
  selected: "Selected",
  sides,
  sideHead: { self: "Self", independent: "Independent" } satisfies Record<ScoreKind, string>,
  none: "none",
  value: (value: ScoreValue | undefined): string => {
    if (value === undefined) return "none";
    if ("missing" in value) return missing[value.missing];
    if ("level" in value) return `${value.level}`;
    if ("from" in value) return `${value.from}–${value.to}`;
    if ("answer" in value) return value.answer === "unknown" ? "not known" : value.answer;
    const { good, bad, n } = value.share;
    const open = n - good - bad;
    return `${grouped(good)} of ${grouped(n)}${open === 0 ? "" : `, ${grouped(open)} unknown`}`;
  },
  apartBy: (
    { kind, steps, higher }: Difference,
    scale: string,
    self: ScoreValue | undefined,
    independent: ScoreValue | undefined,
  ): string => {
    if (kind === "agree") return "agree";
    if (kind === "apart") {
      const far =
        scale === "level"
          ? `${steps} apart`
          : scale === "yes-no"
            ? "yes against no"
            : `${steps} points apart`;
      return higher === "independent" ? `${far}, self lower` : far;
    }
    if (kind === "none" && self === undefined && independent === undefined) return "neither side";
    if (kind !== "self-only" && self !== undefined && "missing" in self) {
      return `self ${missing[self.missing]}`;
    }
    if (kind === "independent-only" || self === undefined) return "no self-score";
    return independent !== undefined && "missing" in independent
      ? missing[independent.missing]
      : "not yet assessed";
  },
  withdrawn: "withdrawn",
  notApplicable: "does not apply",
  state: {
    saving: "being saved",
    saved: "saved",
    failed: "not saved",
    conflict: "changed by two",
  } as const,
  // The line of what was saved, and the keys.
  ready: "Nothing given yet. A key gives a score and saves it.",
  readOnly: "Nothing can be given here.",
  saving: (count: number) => `Saving ${one(count, "score")} …`,
  saved: "Saved",
  leaf: "leaf",
  follows: "number follows",
  notSaved: (count: number) =>
    `Not saved: ${one(count, "score")}. What you gave is kept on this page.`,
  conflicts: (count: number) =>
    `Not saved: somebody else changed ${one(count, "score")} meanwhile. Yours is kept.`,
  compare: "Compare",
  retry: "Try again",
  undone: "Undone by a further score; the one before stays in the log.",
  nothingToUndo: "There is nothing to undo.",
  noFurther: "No score is that far apart.",
  keyWords: {
    levels: "score",
    answers: "yes, no, not known",
    missing: "not reported, with reason",
    rows: "item",
    sides: "self / independent",
    evidence: "evidence",
    next: "next difference",
    undo: "undo (logged)",
    select: "select",
  },
  keysLabel: "Keys of this page",
  // The panel beside the table.
  unfold: "Wording, notes, evidence",
  fold: "Fold",
  unfoldFirst: "Unfold wording, notes and evidence first.",
  panel: "The item in focus",
  said: (kind: ScoreKind, by: string, day: string) =>
    `${kind === "self" ? "Self" : "Independent"} · ${by}, ${dayInWords(day)}`,
  onBehalf: "entered on its behalf",
  byTool: (name: string, version: string) => `by ${name} ${version}`.trim(),
  replaced: "A person replaced what a tool said; the tool's score stays in the history.",
  afterLock: "Changed after it was locked.",
  nobody: { self: "Self · not answered", independent: "Independent · not yet assessed" },
  justNow: (kind: ScoreKind) => `${kind === "self" ? "Self" : "Independent"} · given here`,
  measured: "Measured",
  measuredElsewhere: "This item is measured; what was found stands on its page.",
  openItem: "Open the item",
  why: "Why different",
  note: "Note",
  noteHint: (kind: ScoreKind) =>
    `Kept with the ${kind === "self" ? "self-score" : "independent score"} when you leave the field.`,
  evidence: "Evidence",
  link: "Address of evidence",
  linkHint: "Begins with https://. Enter keeps it with the score.",
  badLink: "Write an address that begins with https:// or http://.",
  addEvidence: "Keep it",
  remove: (title: string) => `Remove ${title}`,
  first: "Give a score first; note and evidence are kept with it.",
  give: "Give",
  notReported: "Not reported …",
  history: "History",
  hideHistory: "Hide history",
  readingHistory: "Reading the history …",
  neverScored: "Nobody has scored it.",
  closedRow: "It was withdrawn from the yardstick and takes no score.",
  missingTitle: "Why is there no score?",
  missingHint: "It counts as unknown, never as nothing.",
  missingReasons: missing,
  cancel: "Cancel",
  shareGood: (units: string) => `Good ${units}`,
  shareAll: (units: string) => `All ${units}`,
  shareWrong: "Good and bad together are at most all; all is at least 1.",
  shareBad: (units: string) => `Bad ${units}`,
  keep: "Give it",
  // Two people at the same item.
  conflictTitle: "Two people scored the same item",
  conflictWhat: (title: string, at: string) =>
    `Not saved. Somebody changed ${title} at ${at}. What you gave is kept.`,
  theirs: "Stands now",
  yours: "You gave",
  by: (name: string) => `by ${name}`,
  toTerms: "Terms of the review",
  toWorkbook: "Import a filled workbook",
  toProfile: "Profile of the organisation",
  notShown: "not shown to you: you held a post there",
  leftOut: (count: number) =>
    `${one(count, "organisation")} left out: you held a post there, so you do not audit it.`,
  keepTheirs: "Leave theirs",
  keepMine: "Give mine over it",
  // Stages.
  stages: "How far it is",
  stageNames: stages,
  moves,
  stageLine: (done: number, of: number) => `${grouped(done)} of ${grouped(of)} scored`,
  since: (day: string, by: string) => `since ${dayInWords(day)}${by === "" ? "" : `, by ${by}`}`,
  due: (day: string) => `due ${dayInWords(day)}`,
  extendedTo: (day: string, officer: string) => `extended to ${dayInWords(day)} by ${officer}`,
  late: (days: number) => `${one(days, "day")} late`,
  returned: "Returned:",
  extend: "Extend",
  extendTitle: (side: ScoreKind) => `A later day for the ${sides[side]} side`,
  until: "Until",
  officer: "Granted by (office)",
  reason: "Reason",
  byDay: "By which day (empty: no new day)",
  requestTitle: (side: ScoreKind) => `Request changes of the ${sides[side]} side`,
  confirmMove: (to: Stage, side: ScoreKind, open: number) =>
    `${moves[to]} the ${sides[side]} side?${to === "submitted" && open > 0 ? ` ${one(open, "item")} ${open === 1 ? "has" : "have"} no score yet.` : ""}`,
  moveLocks: "It takes no score afterwards, unless changes are requested.",
  notMoved: "Not changed.",
  systems: "Systems inside it:",
  systemsNote: "Their scores stand beside; ratings count the organisation's own.",
  within: (name: string) => `A system of ${name}. Ratings count the organisation's own scores.`,
  otherViews: "Other views of these scores",
  toOverview: "All organisations",
  workbook: (kind: ScoreKind) => `Workbook to fill, ${sides[kind]} (XLSX)`,
  toRating: "Rating of this organisation",
  toItem: "This item, all organisations",
  toOrganisation: "This organisation, all items",
  // One item of all organisations.
  itemHeadline: (label: string, tally: Tally, levels: boolean) =>
    tally.pairs === 0
      ? `${label}: no organisation has both scores yet`
      : `${label}: ${grouped(tally.wide)} of ${one(tally.pairs, "organisation")} with both scores ${tally.wide === 1 || tally.pairs === 1 ? "is" : "are"} ${levels ? "2 or more apart" : "half the scale or more apart"}`,
  itemBlind: (label: string, done: number, all: number) =>
    `${label}: ${grouped(done)} of ${one(all, "organisation")} scored independently`,
  itemEyebrow: (shown: number, all: number) =>
    shown === all
      ? `All ${one(all, "organisation")}`
      : `${grouped(shown)} of ${one(all, "organisation")} shown`,
  chosen: (count: number) => `${one(count, "organisation")} selected`,
  chooseAll: "Select all shown",
  chooseNone: "Select none",
  bulkGive: (kind: ScoreKind) => `Give all of them the same ${sides[kind]} score`,
  bulkDone: (given: number, same: number) =>
    `${one(given, "score")} given by one act${same === 0 ? "" : `, ${grouped(same)} stood already`}.`,
  bulkClosed: (count: number) => `${grouped(count)} of them take no score now and are left out.`,
  bulkNote: "Note for all of them",
  bulkSide: "Side",
  next: "Next",
  bulk: "Score many by one act",
  notSavedShort: "Not saved.",
  showOrganisations: "Show organisations",
  noOrganisationLeft: "No organisation is left by this filter.",
  toItemPage: "This item as rated",
  higherAmong: (tally: Tally) =>
    tally.pairs === 0
      ? ""
      : `${grouped(tally.selfHigher)} of ${grouped(tally.pairs)} ${tally.selfHigher === 1 ? "rates itself" : "rate themselves"} higher.`,
  missingAmong: (tally: Tally) => without(tally, "organisation"),
  // All organisations.
  heatHeadline: (apart: number, pairs: number) =>
    pairs === 0
      ? "No item of any organisation has both scores yet"
      : `Self and independent scores differ in ${grouped(apart)} of ${grouped(pairs)} pairs`,
  heatLede: (higher: number, lower: number, pairs: number) =>
    pairs === 0
      ? ""
      : `Organisations rate themselves higher in ${grouped(higher)} and lower in ${grouped(lower)} of ${grouped(pairs)}.`,
  heatSelf: { 4: "self higher by 2 or more", 3: "by 1 or more", 2: "by ½ or more", 1: "by less" },
  heatLevel: "neither is proved higher",
  heatLower: "self lower",
  dueWords: (day: string) => `due ${day}`,
  heat: "Organisations by groups",
  heatNote:
    "The mean of self minus independent over the pairs of a group, in levels. Bars up: higher of itself; down: lower; hatched: no pair. A square opens its scores.",
  heatTable: "The same as a table",
  heatCell: (organisation: string, group: string, mean: string, pairs: number, open: number) =>
    `${organisation}, ${group}: ${mean}, ${one(pairs, "pair")}${open === 0 ? "" : `, ${grouped(open)} without`}`,
  noPairs: "no pair",
  leaning: (lo: number, hi: number) => (lo === hi ? signed(lo) : `${signed(lo)} to ${signed(hi)}`),
  largest: "Largest disagreements",
  largestHeadline: (total: number) =>
    total === 0
      ? "No pair of scores differs"
      : `${one(total, "pair")} of scores ${total === 1 ? "differs" : "differ"}`,
  largestNote: "The largest proved difference first. A row opens the scores of its organisation.",
  largestHigher: { "": "All", self: "Self higher", independent: "Self lower" },
  progress: "How far the organisations are",
  progressHead: { self: "Self side", independent: "Independent side" },
  yourOrganisations: "Your organisations",
  refusedHere: "What concerns all organisations is not open to you here.",
  blindTerms: "Auditors score blind until both sides of an organisation are in.",
  openTerms: "Auditors are not blind in this review.",
  noTerms: "No terms are set: nobody is blind, nothing is due.",
  column: {
    pairs: "Pairs",
    higher: "Self higher",
    lower: "Self lower",
    oneSided: "One side",
    neither: "Neither",
    mean: "Mean difference",
  },
} as const;

/** Steps of a level with their sign, cut to one decimal: "+0.8"; whole billionths come in. */
function signed(billionths: number): string {
  const tenths = Math.trunc((Math.abs(billionths) * 4) / 100_000_000);
  const text = `${Math.floor(tenths / 10)}.${tenths % 10}`;
  return billionths < 0 && tenths > 0 ? `−${text}` : tenths > 0 ? `+${text}` : text;
}

/** How many lack a score of either side; nothing where none does. */
function without({ items, scored }: Tally, word: string): string {
  const self = items - scored.self;
  const independent = items - scored.independent;
  if (self === 0 && independent === 0) return "";
  return `${one(self, word)} without a self-score, ${grouped(independent)} without an independent one.`;
}
