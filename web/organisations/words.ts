import { grouped } from "../../charts/bar-geometry.ts";

/** Words of the table and the page of organisations. */
export const words = {
  title: "Organisations",
  all: "All",
  open: "Rating could change",
  filterLabel: "Show organisations by rating",
  organisation: "Organisation",
  rating: (scope: string) => `Rating (${scope})`,
  bar: (units: string, marks: readonly string[]) =>
    `${capital(units)} proved good${marks.length === 0 ? "" : ` · marks at ${marks.join(" and ")}\u00A0%`}`,
  barScore: (marks: readonly string[]) =>
    `Score${marks.length === 0 ? "" : ` · marks at ${marks.join(" and ")}\u00A0%`}`,
  proved: "Proved",
  atBest: "At best",
  unknown: "Unknown",
  units: (units: string) => capital(units),
  atBestRating: (name: string) => `at best ${name}`,
  percent: (percent: string) => `${percent}\u00A0%`,
  shown: (shown: number, of: number, order: string) =>
    `${grouped(shown)} of ${grouped(of)} shown, ${order}.`,
  byDefault: "largest first",
  bySort: "in the order chosen",
  showAll: "Show all",
  cut: "Shares are cut, never rounded up.",
  none: "No organisation is shown under this filter.",
  noneWay: "Show all organisations",
  emptyTitle: "No organisation in the list yet",
  empty: "The organisations of a review are a stored list; it comes from a file:",
  emptyWay: "./muster org import FILE",
  tableLabel: "Organisations with rating and counts",
  reading: "Reading the organisation …",
  neighbours: "Organisations by size",
  provedShort: (percent: string) => `${percent}\u00A0% proved`,
  bestShort: (percent: string) => `at best ${percent}\u00A0%`,
  threshold: (name: string, percent: string) => `${name} from ${percent}\u00A0%`,
  enlarged: (from: number, to: number) =>
    from === 90 && to === 100 ? "Last tenth, enlarged" : `${from} to ${to}\u00A0%, enlarged`,
  noScope: "Nothing is there to count for this organisation, so no bar is drawn.",
  legend: {
    good: "proved good",
    edge: "what is proved ends here",
    unknown: "unknown",
    bad: "proved bad",
  },
  why: (rating: string) => `Why ${rating}`,
  whyNote: (unit: string) =>
    `A ${unit} can fail several parts. Adding up these leaves gives the rating.`,
  list: "list",
  listOf: (of: string) => `list: ${of}`,
  recompute: "Recompute here",
  recomputing: "Recomputing …",
  recomputed: (same: boolean, name: string) =>
    same
      ? `Recomputed in this browser from the evidence shown: ${name}. The same.`
      : `Recomputed in this browser from the evidence shown: ${name}. Not the same; do not rely on this page.`,
  recomputeGates:
    "This methodology has gates, which this page does not carry; verify the bundle instead.",
  change: "What would change it",
  stage: "Stage",
  stageWords: (evidence: string) => `Computed now ${evidence}. Not sent for reply, not confirmed.`,
  fromEvidence: (days: string) => (days === "" ? "without evidence" : `from evidence of ${days}`),
  verdict: "Source’s own verdict",
  verdictWords: (count: number, units: string) =>
    count === 0
      ? "No difference, or the source gives none."
      : `${grouped(count)} ${units} differ, listed and never used.`,
  compareVerdict: "Compare",
  items: "Items",
  item: "Item",
  range100: "0–100\u00A0%",
  good: "Good",
  bad: "Bad",
  rank: "Rank",
  rankNote: "Rank: among organisations with enough units for the item.",
  tooFew: "too few",
  notMeasured: "not measured",
  history: "Evidence over time",
  historyNote: (days: string) =>
    `${days}. A dashed column is a date without comparable evidence; no line joins two dates, because nothing was collected between them.`,
  historyTable: "The same as a table",
  day: "Day",
  proof: "Proof",
  proofNote: (evidence: string) => `Computed now ${evidence}.`,
  proofRating: "Rating",
  proofEvidence: "Evidence",
  proofMethodology: "Methodology",
  proofLeaf: "Log entry",
  inputs: "digest of its inputs",
  collected: "as collected",
  published: "published",
  seeProof: "Inclusion proof",
  notRecorded: "not recorded in the log yet",
  offline: "Check it without us",
  offlineNote: "Download the bundle and run, offline:",
  search: "Search",
  toScores: "Give and compare scores",
  scoredNote:
    "The value of each item, and the two scores it was combined from, as what is proved and what is open.",
  value: "Value",
  self: "Self",
  independent: "Independent",
  weightHead: "Weight",
  noWeight: "not applicable",
  notScored: "not scored",
  trustIs: (percent: string) => `Self-scores are trusted to ${percent}\u00A0% here.`,
  showItems: "Show items",
  apart: "Scores apart",
  openItems: "Open in part",
  notScoredItems: "Not scored",
  allItems: "All",
  noItems: "No item is shown under this filter.",
  branches: (count: number) => `${count} items below`,
  historyShown: (shown: number, all: number) =>
    `${shown} of ${all} items are drawn, those that moved first; the table holds all.`,
  capabilities: "What it is able to do",
  capability: "Capability",
  standing: "Standing",
  inTheWay: "In the way",
  provedBad: "proved lacking:",
  notKnown: "not known:",
  standings: {
    fine: "has it",
    lacking: "lacks it",
    unknown: "not known",
    "not-applicable": "not applicable",
  },
  andMore: (count: number) => `and ${count} more`,
  whyNoteScores: "Adding up these leaves gives the rating.",
  approve: (known: string) => `It is ${known}`,
  approveWhy: (name: string, known: string) => `Why “${name}” means ${known}`,
  approveIt: "Approve the match",
  approving: "Saving …",
  approved: (leaf: string) =>
    leaf === "" ? "It was approved already." : ` Approved, leaf ${leaf}; its number follows.`,
  notApproved: "Not approved.",
} as const;

/** A word with a capital letter in front. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
