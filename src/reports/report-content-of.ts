import { caveatsOf } from "../determination/caveats.ts";
import { methodologySummary } from "../determination/methodology-summary.ts";
import { ratingSummary } from "../determination/standing.ts";
import type { BundleInputs } from "./bundle.contract.ts";
import { handCountsOf } from "./hand-counts.ts";
import type { Recomputed } from "./recompute.ts";
import type { ReportContent, ReportLog, ReportSummary } from "./report-content.ts";

/** What a report is put together from. */
export interface ReportParts {
  readonly inputs: BundleInputs;
  readonly recomputed: Recomputed;
  readonly methodologyText: string;
  readonly log: ReportLog;
}

/** Puts together what the published files are written from; all of it follows from the bundle. */
export function reportContentOf(parts: ReportParts): ReportContent {
  const { inputs, recomputed, methodologyText, log } = parts;
  return {
    determination: recomputed.determination,
    items: inputs.evidence.yardstick.items,
    methodologyText,
    log,
    handCounts: handCountsOf(inputs, recomputed.facts.mappings),
    summary: summaryOf(inputs, recomputed),
  };
}

function summaryOf(inputs: BundleInputs, recomputed: Recomputed): ReportSummary {
  const { evidence, review } = inputs;
  const { determination, methodology, facts, counted } = recomputed;
  const { id, version, digest, title } = evidence.yardstick;
  const titles = new Map(facts.mappings.map((each) => [`${each.id}@${each.version}`, each.title]));
  return {
    title: review.title,
    notice: review.notice,
    simulated: review.simulated,
    on: inputs.on,
    as_of: inputs.as_of,
    methodology: methodologySummary(methodology),
    yardstick: { id, version, digest, title },
    ratings: determination.ratings.map((rating) => ratingSummary(rating, methodology.methodology)),
    caveats: caveatsOf(determination, counted.differs, methodology.methodology, review.left),
    evidence: evidence.collections.map((collection) => ({
      collection: collection.id,
      source: collection.source,
      title: titles.get(collection.mapping) ?? collection.source,
      day: collection.day,
      rows: collection.rows,
      file_digest: collection.file_digest,
      file_name: collection.file_name,
      mapping: collection.mapping,
      kind: collection.kind,
    })),
  };
}
