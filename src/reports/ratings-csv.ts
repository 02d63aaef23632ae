import type { RatedItem, Rating } from "../determination/determination.contract.ts";
import { type Cell, writeCsv } from "../kit/csv-write.ts";
import { whyMissing } from "./missing-words.ts";
import type { ReportContent } from "./report-content.ts";
import { basisOf } from "./report-facts.ts";

const counts = ["good", "bad", "unknown", "unseen", "n"] as const;

/**
 * Writes the ratings as a table: one row for each organisation of the review, in the order of the
 * determination, with exact counts for each item. Safe to open in a spreadsheet (`csv-write.ts`).
 * `missing` says why an item was not measured; its counts are then empty, never zero.
 */
export function ratingsCsv(content: ReportContent): string {
  return [...ratingsCsvPieces(content)].join("");
}

/** The same, a piece for each organisation. */
export function* ratingsCsvPieces(content: ReportContent): Generator<string> {
  const { determination, items } = content;
  const basis = basisOf(content) === "" ? [] : [basisOf(content)];
  const simulated = content.summary.simulated ? ["SIMULATED"] : [];
  const head = [
    "organisation",
    "name",
    "rating",
    "at_best",
    "proved_percent",
    "at_best_percent",
    "score_least_billionths",
    "score_most_billionths",
    "coverage_percent",
    ...basis.map(() => "basis"),
    ...items.flatMap(({ id }) => [...counts.map((count) => `${id} ${count}`), `${id} missing`]),
    ...simulated.map(() => "simulated"),
  ];
  yield writeCsv([head]);
  for (const rating of determination.ratings) {
    yield writeCsv([[...ratingRow(rating, items, basis), ...simulated]]);
  }
}

function ratingRow(
  rating: Rating,
  items: readonly { readonly id: string }[],
  basis: readonly string[],
): readonly Cell[] {
  const { least, most } = rating.score;
  const rated = new Map(rating.items.map((each) => [each.item, each]));
  return [
    rating.organisation,
    rating.name,
    rating.rating.name,
    rating.at_best.name,
    least.percent,
    most.percent,
    least.billionths,
    most.billionths,
    rating.coverage.percent,
    ...basis,
    ...items.flatMap(({ id }) => itemCells(rated.get(id))),
  ];
}

function itemCells(rated: RatedItem | undefined): readonly Cell[] {
  if (rated === undefined) return [...counts.map(() => null), "not part of this rating"];
  const { evidence } = rated;
  return evidence.missing === null
    ? [...counts.map((count) => evidence[count]), ""]
    : [...counts.map(() => null), missingCell(evidence)];
}

/** The reason as programs read it; what is withheld says by which authority. */
function missingCell(evidence: RatedItem["evidence"]): string {
  return evidence.missing === "withheld" ? whyMissing(evidence) : (evidence.missing ?? "");
}
