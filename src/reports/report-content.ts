import type { Publishing } from "./bundle.contract.ts";
import type { HandCount } from "./hand-counts.ts";
import type { Determination } from "../determination/determination.contract.ts";
import type { DeterminationSummary } from "../determination/determination-views.contract.ts";

/**
 * Raised by one whenever any byte of a published file would come out otherwise from the same facts.
 * A checker of another edition says so, and does not compare.
 */
export const reportEdition = 3;

/** One item of the yardstick as it was put to everybody. */
export interface ReportItem {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** What is said of an organisation beside its numbers; as on its page. */
export interface OrganisationWords {
  readonly organisation: string;
  /** "Fifth largest of 132 by number of hosts" */
  readonly standing: string;
  readonly headline: string;
  readonly lede: string;
}

/** The log under which the published leaves were found. */
export interface ReportLog {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/** What the report says of a determination beside its ratings; as on the pages. */
export type ReportSummary = Pick<
  DeterminationSummary,
  | "title"
  | "notice"
  | "simulated"
  | "on"
  | "as_of"
  | "methodology"
  | "yardstick"
  | "ratings"
  | "caveats"
  | "evidence"
>;

/**
 * Everything that the published files are written from. All of it stands in the bundle or follows
 * from it by pure rules, so that a checker writes the same files again and compares.
 */
export interface ReportContent {
  readonly summary: ReportSummary;
  readonly determination: Determination;
  readonly items: readonly ReportItem[];
  /** One for each rating, in the same order. */
  readonly organisations: readonly OrganisationWords[];
  /** An item that fails in more than this share of organisations is systemic, as written: "25". */
  readonly systemicPercent: string;
  /** To whom errors are reported, and which publication this one corrects. */
  readonly publishing: Publishing;
  /** Only in a public edition: how many items it withholds. It carries no source files. */
  readonly edition?: { readonly withheld: number };
  /** The methodology's file, as published. */
  readonly methodologyText: string;
  readonly log: ReportLog;
  /** What can be counted by hand (`CHECK-BY-HAND.md`). */
  readonly handCounts: readonly HandCount[];
}
