import { grouped } from "../../charts/bar-geometry.ts";
import { dayInWords } from "../app/days.ts";

/** Words of the frame around the pages of a review. */
export const words = {
  reviews: "Reviews",
  overview: "Overview",
  organisations: "Organisations",
  items: "Items",
  scoresTab: "Scores",
  findingsTab: "Findings",
  decisionsTab: "Decisions",
  verdictsTab: "Verdicts",
  compare: "Compare",
  order: "Order",
  evidenceTab: "Evidence",
  reportTab: "Report",
  log: "Log",
  organisation: "organisation",
  item: "item",
  reading: "Reading the review …",
  methodology: (id: string, version: string) => `Methodology ${id} ${version}`,
  evidence: (rows: number, title: string, day: string) =>
    `Evidence: ${grouped(rows)} rows, ${title}, ${dayInWords(day)}`,
  scores: "Evidence: scores",
  noEvidence: "Evidence: none for this day",
  checkpoint: (size: number) => `Log: checkpoint ${grouped(size)}`,
  check: "Check this page yourself",
  download: "Download JSON",
  report: "Published report",
  bundle: "Bundle to verify",
  printedPlace: (title: string, day: string) => `${title}, on ${dayInWords(day)}`,
  printedProof: (digest: string, checkpoint: string) =>
    `${digest === "" ? "Determination not written out" : `Determination ${digest}`}${checkpoint}`,
  printedScores: (size: number) => `Log: checkpoint ${grouped(size)}`,
  printedCheckpoint: (size: number) => ` · checkpoint ${grouped(size)}`,
  checkTitle: "Check this page yourself",
  checkWhat:
    "The page shows a determination: a list of ratings as canonical JSON. Anyone with the same inputs gets the same bytes.",
  checkWorking: "Fetching the determination and hashing it here …",
  checkDigest: "SHA-256 of the bytes, computed in this browser",
  checkCounted: (right: boolean, count: number) =>
    right
      ? `The counts on this page were added up again from ${count} ratings: the same.`
      : `The counts on this page do not add up from its ${count} ratings. Do not rely on it.`,
  checkRecorded: (same: boolean) =>
    same
      ? "It is the determination that was recorded in the log."
      : "It differs from the determination that was recorded in the log: evidence became known since.",
  checkNotRecorded: "It was computed now, and not recorded in the log.",
  checkOffline: "Without this server: take the bundle and run",
  valueIs: (percent: string) => `${percent}\u00A0%`,
  valueFromTo: (least: string, most: string) => `${least} to ${most}\u00A0%`,
  opensList: (count: string, state: string) => `${count} ${state}, list`,
  states: { good: "good", bad: "bad", unknown: "unknown", unseen: "without a row" },
} as const;
