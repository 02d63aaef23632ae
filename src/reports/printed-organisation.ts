import { createElement as h } from "react";
import { enlargedHeight, PrintedEnlargedBar } from "../../charts/printed-bar.ts";
import type { RatedItem, Rating, Reason } from "../determination/determination.contract.ts";
import { percentInWords } from "../determination/words.ts";
import { dayInWords } from "../kit/calendar.ts";
import type { Block, Piece, PrintedReason } from "./printed-document.ts";
import { countPieces, glyphDrawing, itemDrawing, legendPieces, svgText } from "./printed-marks.ts";
import { printedWords } from "./printed-words.ts";
import { whyMissing } from "./missing-words.ts";
import type { ReportContent } from "./report-content.ts";
import { bestRankOf, scoreBar } from "./report-facts.ts";
import { words } from "./report-words.ts";

const pageWidth = 498;
/** More items than these are no page of one organisation any more. */
const mostItems = 60;
const shownItems = 40;

/** One page for each organisation, in the order of the determination. */
export function organisationBlocks(content: ReportContent): Block[] {
  const { ratings } = content.determination;
  return ratings.flatMap((rating, at): Block[] => [
    ...(at === 0 ? [] : ([{ kind: "new-page" }] as const)),
    ...pageOf(rating, at, content),
  ]);
}

function pageOf(rating: Rating, at: number, content: ReportContent): Block[] {
  const said = content.organisations[at];
  const { scope } = content.summary.methodology;
  const open = rating.rating.rank !== null && rating.at_best.label !== rating.rating.label;
  const title: Piece[] = [
    glyphDrawing(rating.rating, bestRankOf(content), 11),
    "\u00a0\u00a0",
    { text: rating.rating.name, look: "bold" },
    ` (${scope})`,
    ...(open
      ? [{ text: `\u2003${words.atBest(rating.at_best.name)}`, look: "soft" } as const]
      : []),
  ];
  return [
    { kind: "words", look: "over", pieces: [said?.standing ?? ""] },
    {
      kind: "heading",
      level: 3,
      text: rating.name,
      id: `organisation-${rating.organisation}`,
    },
    { kind: "words", look: "lede", pieces: title },
    {
      kind: "words",
      look: "body",
      pieces: [{ text: `${said?.headline ?? ""}.`, look: "bold" }, ` ${said?.lede ?? ""}`],
    },
    ...chartBlocks(at, content),
    {
      kind: "beside",
      left: [
        { kind: "heading", level: 4, text: words.why, id: "" },
        { kind: "reasons", reasons: reasonTree(rating.reasons) },
      ],
      right: changeBlocks(rating),
    },
    ...itemBlocks(rating),
    {
      kind: "words",
      look: "note",
      pieces: [`${printedWords.inputs} `, { text: rating.inputs, look: "code" }],
    },
  ];
}

function chartBlocks(at: number, content: ReportContent): Block[] {
  const row = content.summary.ratings[at];
  if (row === undefined) return [];
  const { counts, said } = scoreBar(row, content);
  if (counts.n === 0) {
    return [{ kind: "words", look: "note", pieces: [printedWords.notPartOf] }];
  }
  const thresholds = content.summary.methodology.labels
    .map(({ display, from_percent }) => ({
      percent: Number(from_percent),
      words: printedWords.from(display.name, percentInWords(from_percent)),
    }))
    .filter(({ percent }) => percent > 0 && percent < 100);
  const { least, most } = row.score;
  const exact = least.billionths === most.billionths;
  const bar = h(PrintedEnlargedBar, {
    counts,
    thresholds,
    provedWords: printedWords.proved(percentInWords(least.percent)),
    bestWords: exact ? "" : printedWords.atBest(percentInWords(most.percent)),
    lensWords: printedWords.lensNote,
    width: pageWidth,
  });
  const percents = thresholds.map(({ percent }) => percent);
  return [
    {
      kind: "chart",
      drawing: { svg: svgText(bar), width: pageWidth, alt: `${row.name}: ${said}` },
    },
    ...(enlargedHeight(counts, percents) > 0
      ? [{ kind: "words", look: "note", pieces: legendPieces() } as const]
      : []),
  ];
}

/** Hangs the list of reasons, each with its level, into a tree. */
function reasonTree(reasons: readonly Reason[]): PrintedReason[] {
  const top: PrintedReason[] = [];
  const path: { words: string; remark: string; below: PrintedReason[] }[] = [];
  for (const { level, words: said, remark } of reasons) {
    const reason = { words: said, remark, below: [] as PrintedReason[] };
    path.length = Math.min(path.length, level);
    (path.at(-1)?.below ?? top).push(reason);
    path.push(reason);
  }
  return top;
}

function changeBlocks({ changes }: Rating): Block[] {
  if (changes.length === 0) return [];
  return [
    { kind: "heading", level: 4, text: words.changes, id: "" },
    {
      kind: "points",
      points: changes.map(({ title, direction, words: said }) => ({
        title: `${title}${direction === "none" ? "." : ":"}`,
        words: said,
      })),
    },
  ];
}

function itemBlocks({ items }: Rating): Block[] {
  const { column } = words;
  const shown = items.length > mostItems ? worstOf(items) : items;
  return [
    { kind: "heading", level: 4, text: words.itemsOfOne, id: "" },
    ...(shown.length < items.length
      ? [
          {
            kind: "words",
            look: "note",
            pieces: [printedWords.others(shown.length, items.length)],
          } as const,
        ]
      : []),
    {
      kind: "table",
      columns: [
        { title: column.item, align: "left", share: 1 },
        { title: column.bar, align: "left", points: 72 },
        { title: column.proved, align: "right" },
        { title: column.best, align: "right" },
        { title: column.good, align: "right" },
        { title: column.unknown, align: "right" },
        { title: column.unseen, align: "right" },
        { title: column.bad, align: "right" },
        { title: printedWords.measured, align: "left", points: 84 },
      ],
      rows: shown.map(itemRow),
    },
  ];
}

/** Those with most that is bad, then with most that is unknown, in the order of the yardstick. */
function worstOf(items: readonly RatedItem[]): RatedItem[] {
  const open = ({ evidence }: RatedItem): number =>
    evidence.n === 0 ? 1 : (evidence.unknown + evidence.unseen) / evidence.n;
  const bad = ({ evidence }: RatedItem): number =>
    evidence.n === 0 ? 0 : evidence.bad / evidence.n;
  const worst = new Set(
    items
      .toSorted((left, right) => bad(right) - bad(left) || open(right) - open(left))
      .slice(0, shownItems),
  );
  return items.filter((item) => worst.has(item));
}

function itemRow(rated: RatedItem): Piece[][] {
  const { value, title, item } = rated;
  return [
    [
      { text: `${item} `, look: "soft" },
      { text: title, look: "bold" },
    ],
    [itemDrawing(rated, 64)],
    [percentInWords(value.least.percent)],
    [percentInWords(value.most.percent)],
    ...countCells(rated),
    measuredPieces(rated),
  ];
}

/** Exact counts; where nothing was counted a word stands there, never a zero. */
function countCells({ evidence }: RatedItem): Piece[][] {
  if (evidence.missing !== null && evidence.n === 0) {
    return [[{ text: printedWords.missing, look: "small" }], [], [], []];
  }
  const { good, unknown, unseen, bad } = evidence;
  return [good, unknown, unseen, bad].map(countPieces);
}

function measuredPieces({ evidence }: RatedItem): Piece[] {
  const { missing, collection, inventory } = evidence;
  const day = collection === null ? "" : dayInWords(collection.day);
  if (missing !== null) {
    return [[whyMissing(evidence), day].filter((each) => each !== "").join(", ")];
  }
  return [
    day,
    ...(inventory === null
      ? []
      : [
          { line: "break" } as const,
          { text: printedWords.against(dayInWords(inventory.day)), look: "small" } as const,
        ]),
  ];
}
