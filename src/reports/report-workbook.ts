import type { Bound, RatedItem, Rating } from "../determination/determination.contract.ts";
import { outsideBecause, outsideCounts } from "../determination/outside-in-words.ts";
import { type Sheet, type WorkbookCell, writeWorkbook } from "../kit/workbook-write.ts";
import { errorsInWords, printedWords } from "./printed-words.ts";
import { whyMissing } from "./missing-words.ts";
import type { ReportContent } from "./report-content.ts";
import { basisOf } from "./report-facts.ts";

type Row = readonly WorkbookCell[];

/**
 * Writes the report as a workbook of values: enterprise, ratings, items, missing, sources, method.
 * The heads of its columns are those of the table (`ratings.csv`) and the open data. Counts of what
 * was not measured are empty, never zero. The same content gives the same bytes.
 *
 * Refuses (too-large): more cells than a spreadsheet program opens.
 */
export function reportWorkbook(content: ReportContent): Promise<Uint8Array> {
  const sheets = [
    enterpriseSheet(content),
    ratingsSheet(content),
    itemsSheet(content),
    missingSheet(content),
    sourcesSheet(content),
    methodSheet(content),
  ];
  return writeWorkbook(content.summary.simulated ? sheets.map(simulatedSheet) : sheets);
}

/** Rows get copied into other workbooks without their head: each of them says that it is invented. */
function simulatedSheet(sheet: Sheet): Sheet {
  const rows = sheet.rows.map((row, at): Row => {
    if (row.length === 0) return row;
    return [...row, at < sheet.heads ? "simulated" : "SIMULATED"];
  });
  return { ...sheet, rows };
}

/** A percentage as it is shown, cut to one decimal; no rounding: "94.9" is 94.9. */
function percent(bound: Bound): number {
  return Number(bound.percent);
}

function enterpriseSheet(content: ReportContent): Sheet {
  const { summary, determination, publishing, log, edition } = content;
  const { enterprise } = determination;
  const { corrects } = publishing;
  const facts: readonly Row[] = [
    ["report", summary.title],
    ["finding", enterprise.headline],
    ...(edition === undefined
      ? []
      : [["basis", basisOf(content)] as const, ["withheld_items", edition.withheld] as const]),
    ["explanation", enterprise.lede],
    ["notice", summary.notice],
    ["simulated", summary.simulated ? "yes" : "no"],
    [
      "correction",
      corrects === null ? printedWords.correctsNothing : printedWords.corrected(corrects),
    ],
    ["errors", errorsInWords(publishing.errors_to)],
    ["on", summary.on],
    ["as_of", summary.as_of],
    ["methodology", `${summary.methodology.id}@${summary.methodology.version}`],
    ["yardstick", `${summary.yardstick.id}@${summary.yardstick.version}`],
    ["inputs_sha256", determination.inputs],
    ["log", log.origin],
    ["checkpoint", log.size],
    ["organisations", enterprise.organisations],
    ["shown_best", enterprise.shown_best],
    ["best_if_unknown_good", enterprise.best_if_unknown_good],
    ["open", enterprise.open],
    ["coverage_percent", percent(enterprise.coverage)],
  ];
  const totals = enterprise.items.map((total): Row => [
    total.item,
    total.title,
    total.units,
    percent(total.value.least),
    percent(total.value.most),
    total.good,
    total.unknown,
    total.unseen,
    total.bad,
    total.n,
    total.organisations_bad,
    total.organisations_unknown,
    total.organisations_missing,
    total.outside,
    total.systemic ? "yes" : "no",
  ]);
  return {
    name: "enterprise",
    widths: [24, 60, 12, 12, 12, 10, 10, 10, 10, 10, 18, 22, 22, 10, 10],
    heads: 1,
    rows: [
      ["what", "value"],
      ...facts,
      [],
      ["rating", "organisations"],
      ...enterprise.labels.map(({ display, count }): Row => [display.name, count]),
      [],
      [
        "item",
        "title",
        "units",
        "proved_percent",
        "at_best_percent",
        "good",
        "unknown",
        "unseen",
        "bad",
        "n",
        "organisations_bad",
        "organisations_unknown",
        "organisations_missing",
        "outside",
        "systemic",
      ],
      ...totals,
      [],
      ["before you rely on this", "words"],
      ...summary.caveats.map((caveat): Row => [caveat.title, caveat.words]),
    ],
  };
}

function ratingsSheet(content: ReportContent): Sheet {
  const { determination, organisations } = content;
  const rows = determination.ratings.map((rating, at): Row => {
    const { least, most } = rating.score;
    return [
      rating.organisation,
      rating.name,
      rating.rating.name,
      rating.at_best.name,
      percent(least),
      percent(most),
      least.billionths,
      most.billionths,
      percent(rating.coverage),
      organisations[at]?.headline ?? "",
      rating.inputs,
    ];
  });
  return {
    name: "ratings",
    widths: [30, 44, 22, 22, 14, 14, 20, 20, 16, 60, 66],
    heads: 1,
    rows: [
      [
        "organisation",
        "name",
        `rating ${basisOf(content)}`.trim(),
        "at_best",
        "proved_percent",
        "at_best_percent",
        "score_least_billionths",
        "score_most_billionths",
        "coverage_percent",
        "finding",
        "inputs_sha256",
      ],
      ...rows,
    ],
  };
}

function itemsSheet({ determination }: ReportContent): Sheet {
  return {
    name: "items",
    widths: [30, 44, 10, 34, 8, 14, 14, 20, 20, 10, 10, 10, 10, 10, 12, 12, 22, 12, 18, 34],
    heads: 1,
    rows: [
      [
        "organisation",
        "name",
        "item",
        "title",
        "weight",
        "proved_percent",
        "at_best_percent",
        "least_billionths",
        "most_billionths",
        "good",
        "unknown",
        "unseen",
        "bad",
        "n",
        "units",
        "measured_on",
        "collection",
        "inventory_of",
        "held_against",
        "missing",
      ],
      ...determination.ratings.flatMap((rating) =>
        rating.items.map((item) => itemRow(rating, item)),
      ),
    ],
  };
}

function itemRow(rating: Rating, { item, title, weight, value, evidence }: RatedItem): Row {
  const { good, unknown, unseen, bad, n, missing, collection, inventory } = evidence;
  const counts = [good, unknown, unseen, bad, n];
  return [
    rating.organisation,
    rating.name,
    item,
    title,
    weight,
    percent(value.least),
    percent(value.most),
    value.least.billionths,
    value.most.billionths,
    ...counts.map((count) => (missing === null ? count : null)),
    evidence.units,
    collection?.day ?? null,
    collection?.collection ?? null,
    inventory?.day ?? null,
    evidence.held_against,
    missing === null ? null : whyMissing(evidence),
  ];
}

function missingSheet({ determination }: ReportContent): Sheet {
  const missing = determination.ratings.flatMap(({ organisation, name, items }) =>
    items.flatMap(({ item, title, evidence }): Row[] =>
      evidence.missing === null ? [] : [[organisation, name, item, title, whyMissing(evidence)]],
    ),
  );
  const outside = determination.outside.map((owner): Row => [
    owner.organisation,
    owner.name,
    owner.items.map(({ item }) => item).join(", "),
    outsideCounts(owner),
    outsideBecause(owner),
  ]);
  return {
    name: "missing",
    widths: [30, 44, 14, 44, 60],
    heads: 1,
    rows: [["organisation", "name", "item", "title", "reason"], ...missing, ...outside],
  };
}

function sourcesSheet({ summary }: ReportContent): Sheet {
  const rows = summary.evidence.map((file): Row => [
    file.collection,
    file.title,
    file.day,
    file.rows,
    file.kind,
    file.file_name,
    file.file_digest,
    file.mapping,
  ]);
  return {
    name: "sources",
    widths: [26, 40, 12, 10, 12, 40, 66, 22],
    heads: 1,
    rows: [
      ["collection", "title", "day", "rows", "kind", "file_name", "file_sha256", "mapping"],
      ...rows,
    ],
  };
}

function methodSheet({ summary, items, methodologyText }: ReportContent): Sheet {
  const { methodology } = summary;
  return {
    name: "method",
    widths: [26, 50, 100],
    heads: 1,
    rows: [
      ["what", "value"],
      ["title", methodology.title],
      ["authority", methodology.authority],
      ["methodology", `${methodology.id}@${methodology.version}`],
      ["sha256", methodology.digest],
      ["minimum_units", methodology.minimum_units],
      ["minimum_coverage_percent", Number(methodology.minimum_coverage_percent)],
      [],
      ["label", "from_percent"],
      ...methodology.labels.map(({ display, from_percent }): Row => [
        display.name,
        Number(from_percent),
      ]),
      [],
      ["item", "title", "text"],
      ...items.map(({ id, title, text }): Row => [id, title, text]),
      [],
      ["the methodology’s file, line by line"],
      ...methodologyText.split(/\r?\n/).map((line): Row => [null, line]),
    ],
  };
}
