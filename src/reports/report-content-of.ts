import { displayOfRank } from "../determination/display.ts";
import type { Rating } from "../determination/determination.contract.ts";
import type {
  MethodologySummary,
  RatingSummary,
} from "../determination/determination-views.contract.ts";
import { scoreItems } from "../determination/methodology.ts";
import type { NamedMethodology } from "../determination/rating-inputs.ts";
import { unknownOf } from "../determination/words.ts";
import type { ReportContent, ReportLog, ReportSummary } from "./report-content.ts";
import type { BundleInputs } from "./bundle.contract.ts";
import type { Recomputed } from "./recompute.ts";

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
    summary: summaryOf(inputs, recomputed),
  };
}

function summaryOf(inputs: BundleInputs, recomputed: Recomputed): ReportSummary {
  const { evidence, review } = inputs;
  const { determination, methodology, facts } = recomputed;
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
    ratings: determination.ratings.map((rating) => ratingSummary(rating, methodology)),
    caveats: [],
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

function methodologySummary({ methodology, digest }: NamedMethodology): MethodologySummary {
  return {
    id: methodology.id,
    version: methodology.version,
    digest,
    title: methodology.title,
    scope: methodology.scope,
    authority: methodology.authority,
    labels: methodology.labels.toReversed().map(({ rank, fromPercent }) => ({
      display: displayOfRank(methodology, rank),
      from_percent: fromPercent,
    })),
    minimum_units: methodology.sample?.units ?? 0,
    minimum_coverage_percent: methodology.minimumCoveragePercent,
    score_items: scoreItems(methodology).map(({ item }) => item),
  };
}

function ratingSummary(rating: Rating, { methodology }: NamedMethodology): RatingSummary {
  const { organisation, name, at_best, least, score } = rating;
  const first = methodology.sample?.of ?? scoreItems(methodology)[0]?.item;
  const evidence = rating.items.find(({ item }) => item === first)?.evidence;
  return {
    organisation,
    name,
    rating: rating.rating,
    at_best,
    least,
    score,
    units: evidence?.units ?? "",
    good: evidence?.good ?? 0,
    bad: evidence?.bad ?? 0,
    unknown: evidence ? unknownOf(evidence) : 0,
    n: evidence?.n ?? 0,
  };
}
