import { countInWords, percentInWords } from "../determination/words.ts";
import { dayInWords } from "../kit/calendar.ts";
import type { RatedItem, Rating } from "../determination/determination.contract.ts";
import { outsideBecause, outsideCounts } from "../determination/outside-in-words.ts";
import type { Block, Piece } from "./printed-document.ts";
import { countPieces } from "./printed-marks.ts";
import { errorsInWords, printedWords } from "./printed-words.ts";
import { whyMissing } from "./missing-words.ts";
import type { ReportContent } from "./report-content.ts";
import { words } from "./report-words.ts";

/** More texts than these make a book of their own. */
const mostTexts = 200;
/** More missing values than these are counted for each organisation, not listed. */
const mostMissing = 1_000;
const mostOutside = 400;

/** The last pages: what is missing, by which rules, on what files, and how to check and to object. */
export function methodBlocks(content: ReportContent, digest: string): Block[] {
  return [
    ...missingBlocks(content),
    ...rulesBlocks(content),
    ...askedBlocks(content),
    ...sourceBlocks(content),
    ...editionBlocks(content),
    ...checkBlocks(content, digest),
  ];
}

function missingBlocks({ determination }: ReportContent): Block[] {
  const { column } = words;
  const missing = missingRows(determination.ratings);
  const more = determination.outside.length - mostOutside;
  const outside = determination.outside
    .slice(0, mostOutside)
    .map((owner): Piece[][] => [
      [owner.name === "" ? words.noOwner : owner.name],
      [outsideBecause(owner)],
      [outsideCounts(owner)],
    ]);
  const note = missing.rows.length === 0 ? words.nothingMissing : words.missingNote;
  return [
    { kind: "new-page" },
    { kind: "heading", level: 2, text: words.missing, id: "" },
    { kind: "words", look: "note", pieces: [note] },
    ...missing.brief,
    ...listing([column.organisation, column.item, column.reason], missing.rows),
    ...(outside.length === 0
      ? []
      : [{ kind: "heading", level: 2, text: words.outside, id: "outside" } as const]),
    ...listing([column.organisation, column.reason, column.counts], outside),
    ...(more > 0
      ? [{ kind: "words", look: "note", pieces: [printedWords.moreOutside(more)] } as const]
      : []),
  ];
}

/** One row for each missing value or, where they are many, for each organisation with its counts. */
function missingRows(ratings: readonly Rating[]): {
  readonly rows: readonly Piece[][][];
  readonly brief: readonly Block[];
} {
  const missing = ratings.flatMap(({ name, items }) => {
    const without = items.filter(({ evidence }) => evidence.missing !== null);
    return without.length === 0 ? [] : [{ name, without, all: items.length }];
  });
  const values = missing.reduce((count, { without }) => count + without.length, 0);
  if (values <= mostMissing) {
    const rows = missing.flatMap(({ name, without }) =>
      without.map(({ item, title, evidence }) => [
        [name],
        [`${item} ${title}`],
        [whyMissing(evidence)],
      ]),
    );
    return { rows, brief: [] };
  }
  const rows = missing.map(({ name, without, all }) => [
    [name],
    [printedWords.missingCounts(without.length, all)],
    [reasonsCounted(without)],
  ]);
  const pieces = [printedWords.missingBrief(values)];
  return { rows, brief: [{ kind: "words", look: "note", pieces }] };
}

/** "not reported 800, not examined 396". */
function reasonsCounted(items: readonly RatedItem[]): string {
  const groups = Map.groupBy(items, ({ evidence }) => whyMissing(evidence));
  return [...groups].map(([why, group]) => `${why} ${countInWords(group.length)}`).join(", ");
}

function listing(titles: readonly string[], rows: readonly Piece[][][]): Block[] {
  if (rows.length === 0) return [];
  const columns = titles.map((title) => ({ title, align: "left", share: 1 }) as const);
  return [{ kind: "table", columns, rows }];
}

function rulesBlocks({ summary, methodologyText }: ReportContent): Block[] {
  const { methodology } = summary;
  const title = `${methodology.title} (${methodology.id} ${methodology.version})`;
  const minima = words.minima(methodology.minimum_units, methodology.minimum_coverage_percent);
  return [
    { kind: "new-page" },
    { kind: "heading", level: 2, text: words.method, id: "" },
    { kind: "words", look: "note", pieces: [methodology.authority] },
    { kind: "words", look: "body", pieces: [{ text: title, look: "bold" }] },
    { kind: "words", look: "body", pieces: [minima] },
    {
      kind: "table",
      columns: [
        { title: words.column.label, align: "left", share: 1 },
        { title: words.column.from, align: "right", points: 80 },
      ],
      rows: methodology.labels.map(({ display, from_percent }) => [
        [display.name],
        [percentInWords(from_percent)],
      ]),
    },
    {
      kind: "words",
      look: "note",
      pieces: ["sha256 ", { text: methodology.digest, look: "code" }],
    },
    { kind: "file", text: methodologyText },
  ];
}

function askedBlocks({ summary, items }: ReportContent): Block[] {
  const { yardstick } = summary;
  const tooMany = items.length > mostTexts;
  const note = `${yardstick.title} (${yardstick.id} ${yardstick.version})`;
  return [
    { kind: "heading", level: 2, text: words.items, id: "" },
    {
      kind: "words",
      look: "note",
      pieces: [tooMany ? `${note}. ${printedWords.textsElsewhere}` : note],
    },
    {
      kind: "points",
      points: items.map(({ id, title, text }) => ({
        title: `${id} ${title}.`,
        words: tooMany ? "" : text,
      })),
    },
  ];
}

function sourceBlocks({ summary, edition }: ReportContent): Block[] {
  const { column } = words;
  const heading: Block = { kind: "heading", level: 2, text: words.sources, id: "" };
  if (edition !== undefined) {
    return [heading, { kind: "words", look: "note", pieces: [words.sourcesLeftOut] }];
  }
  return [
    heading,
    { kind: "words", look: "note", pieces: [words.sourcesNote] },
    {
      kind: "table",
      columns: [
        { title: column.source, align: "left", share: 1 },
        { title: column.day, align: "left", points: 66 },
        { title: column.rows, align: "right" },
        { title: column.file, align: "left", points: 292 },
      ],
      rows: summary.evidence.map((file) => [
        [
          { text: file.title, look: "bold" },
          { line: "break" },
          { text: `${words.column.mapping.toLowerCase()} ${file.mapping}`, look: "small" },
        ],
        [dayInWords(file.day)],
        countPieces(file.rows),
        [
          { text: file.file_name, look: "code" },
          { line: "break" },
          { text: file.file_digest, look: "code" },
        ],
      ]),
    },
  ];
}

function editionBlocks({ publishing }: ReportContent): Block[] {
  const { corrects, errors_to } = publishing;
  const edition =
    corrects === null ? printedWords.correctsNothing : printedWords.corrected(corrects);
  return [
    { kind: "heading", level: 2, text: printedWords.editions, id: "" },
    { kind: "words", look: "body", pieces: [edition] },
    ...(corrects === null
      ? []
      : [
          { kind: "words", look: "body", pieces: [printedWords.earlierStays] } as const,
          {
            kind: "words",
            look: "note",
            pieces: ["sha256 ", { text: corrects.digest, look: "code" }],
          } as const,
        ]),
    { kind: "words", look: "body", pieces: [errorsInWords(errors_to)] },
  ];
}

function checkBlocks({ log }: ReportContent, digest: string): Block[] {
  const foot = words.foot(log.origin, countInWords(log.size), log.root);
  return [
    { kind: "heading", level: 2, text: words.check, id: "" },
    { kind: "words", look: "body", pieces: [printedWords.checkPdf] },
    { kind: "file", text: "./muster verify bundle.zip --trust KEYFILE" },
    {
      kind: "words",
      look: "note",
      pieces: [`${printedWords.digest}: `, { text: digest, look: "code" }],
    },
    {
      kind: "words",
      look: "note",
      pieces: [log.size === 0 ? printedWords.noCheckpoint : foot],
    },
  ];
}
