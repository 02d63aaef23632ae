import { caveatsOf } from "../determination/caveats.ts";
import type { Determination } from "../determination/determination.contract.ts";
import { methodologySummary } from "../determination/methodology-summary.ts";
import type { Methodology } from "../determination/methodology.ts";
import {
  organisationHeadline,
  organisationLede,
  standingInWords,
} from "../determination/organisation-words.ts";
import {
  type NamedMethodology,
  type PartWords,
  partWordsOf,
} from "../determination/rating-inputs.ts";
import { ratingSummary } from "../determination/standing.ts";
import type { SourceDifference } from "../evidence/counted-evidence.ts";
import type { Yardstick } from "../yardsticks/yardstick.contract.ts";
import type { BundleInputs, Publishing, ReviewWords } from "./bundle.contract.ts";
import { type HandCount, handCountsOf } from "./hand-counts.ts";
import type { Recomputed } from "./recompute.ts";
import type {
  OrganisationWords,
  ReportContent,
  ReportLog,
  ReportSummary,
} from "./report-content.ts";

/** What any report is put together from, published or not. */
export interface ReportParts {
  readonly review: Pick<ReviewWords, "title" | "notice" | "simulated" | "left">;
  /** Any determination, so also one of an edition that withholds. */
  readonly determination: Determination;
  readonly methodology: NamedMethodology;
  /** The methodology's file, as it was imported. */
  readonly methodologyText: string;
  readonly yardstick: Pick<Yardstick, "id" | "version" | "digest" | "title" | "items">;
  readonly parts: readonly PartWords[];
  readonly differs: readonly SourceDifference[];
  readonly evidence: ReportSummary["evidence"];
  readonly log: ReportLog;
  readonly publishing: Publishing;
  readonly handCounts: readonly HandCount[];
}

/** Puts together what every format of a report is written from. */
export function reportContentOf(given: ReportParts): ReportContent {
  const { determination, methodology, yardstick, review } = given;
  const { id, version, digest, title } = yardstick;
  const rules = methodology.methodology;
  return {
    determination,
    items: yardstick.items.map((item) => ({ id: item.id, title: item.title, text: item.text })),
    organisations: organisationWords(determination, rules, given.parts),
    systemicPercent: rules.systemicAbovePercent,
    publishing: given.publishing,
    methodologyText: given.methodologyText,
    log: given.log,
    handCounts: given.handCounts,
    summary: {
      title: review.title,
      notice: review.notice,
      simulated: review.simulated,
      on: determination.on,
      as_of: determination.as_of,
      methodology: methodologySummary(methodology),
      yardstick: { id, version, digest, title },
      ratings: determination.ratings.map((rating) => ratingSummary(rating, rules)),
      caveats: caveatsOf(determination, given.differs, rules, review.left),
      evidence: given.evidence,
    },
  };
}

function organisationWords(
  { ratings }: Determination,
  methodology: Methodology,
  parts: readonly PartWords[],
): OrganisationWords[] {
  return ratings.map((rating) => ({
    organisation: rating.organisation,
    standing: standingInWords(rating, ratings, methodology),
    headline: organisationHeadline(rating, methodology),
    lede: organisationLede(rating, methodology, parts),
  }));
}

/** What the report of a bundle is put together from. */
export interface BundledParts {
  readonly inputs: BundleInputs;
  readonly recomputed: Recomputed;
  readonly methodologyText: string;
  readonly log: ReportLog;
}

/** Puts together what the published files are written from; all of it follows from the bundle. */
export function bundledContentOf(bundled: BundledParts): ReportContent {
  const { inputs, recomputed, methodologyText, log } = bundled;
  const { evidence, review, publishing } = inputs;
  const { determination, methodology, facts, counted } = recomputed;
  return reportContentOf({
    review,
    determination,
    methodology,
    methodologyText,
    yardstick: evidence.yardstick,
    parts: partWordsOf(counted.organisations, evidence.collections, facts.mappings),
    differs: counted.differs,
    evidence: collectionsOf(inputs, recomputed),
    log,
    publishing,
    handCounts: handCountsOf(inputs, facts.mappings),
  });
}

function collectionsOf(
  { evidence }: BundleInputs,
  { facts }: Recomputed,
): ReportSummary["evidence"] {
  const titles = new Map(facts.mappings.map((each) => [`${each.id}@${each.version}`, each.title]));
  return evidence.collections.map((collection) => ({
    collection: collection.id,
    source: collection.source,
    title: titles.get(collection.mapping) ?? collection.source,
    day: collection.day,
    rows: collection.rows,
    file_digest: collection.file_digest,
    file_name: collection.file_name,
    mapping: collection.mapping,
    kind: collection.kind,
  }));
}
