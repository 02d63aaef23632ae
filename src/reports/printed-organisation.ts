import { createElement as h } from "react";
import { enlargedHeight, PrintedEnlargedBar } from "../../charts/printed-bar.ts";
import type { Rating } from "../determination/determination.contract.ts";
import { percentInWords } from "../determination/words.ts";
import type { Block, Piece } from "./printed-document.ts";
import { itemBlocks } from "./printed-items.ts";
import { glyphDrawing, legendPieces, svgText } from "./printed-marks.ts";
import { reasonsBeside } from "./printed-reasons.ts";
import { heightOf, lineOf, pageRoom } from "./printed-room.ts";
import { printedWords } from "./printed-words.ts";
import type { ReportContent } from "./report-content.ts";
import { bestRankOf, scoreBar } from "./report-facts.ts";
import { words } from "./report-words.ts";

const pageWidth = pageRoom.width;
/** Spaces, the legend and the digest of the inputs, which stand on every page. */
const always = 36;
/** The first page of an organisation has the title of the chapter above it, too. */
const chapterRoom = 44;
/** Reasons leave room for some items below. */
const mostForReasons = 300;

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
  const headline = `${said?.headline ?? ""}.`;
  const lede = said?.lede ?? "";
  const chart = chartBlocks(at, content);
  const above =
    always +
    (at === 0 ? chapterRoom : 0) +
    heightOf(said?.standing ?? "", pageWidth) +
    heightOf(rating.name, pageWidth, lineOf.name) +
    2 * lineOf.lede.pitch +
    heightOf(`${headline} ${lede}`, pageWidth) +
    chart.height;
  const beside = reasonsBeside(rating, mostForReasons);
  return [
    { kind: "words", look: "over", pieces: [said?.standing ?? ""] },
    {
      kind: "heading",
      level: 3,
      text: rating.name,
      id: `organisation-${rating.organisation}`,
    },
    { kind: "words", look: "lede", pieces: titlePieces(rating, content) },
    { kind: "words", look: "body", pieces: [{ text: headline, look: "bold" }, ` ${lede}`] },
    ...chart.blocks,
    beside.block,
    ...itemBlocks(rating.items, pageRoom.height - above - beside.height),
    {
      kind: "words",
      look: "note",
      pieces: [`${printedWords.inputs} `, { text: rating.inputs, look: "code" }],
    },
  ];
}

function titlePieces({ rating, at_best }: Rating, content: ReportContent): Piece[] {
  const open = rating.rank !== null && at_best.label !== rating.label;
  return [
    glyphDrawing(rating, bestRankOf(content), 11),
    "\u00a0\u00a0",
    { text: rating.name, look: "bold" },
    ` (${content.summary.methodology.scope})`,
    ...(open ? [{ text: `\u2003${words.atBest(at_best.name)}`, look: "soft" } as const] : []),
  ];
}

function chartBlocks(
  at: number,
  content: ReportContent,
): { readonly blocks: readonly Block[]; readonly height: number } {
  const row = content.summary.ratings[at];
  if (row === undefined) return { blocks: [], height: 0 };
  const { counts, said } = scoreBar(row, content);
  if (counts.n === 0) {
    const note = { kind: "words", look: "note", pieces: [printedWords.notPartOf] } as const;
    return { blocks: [note], height: 22 };
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
  const height = enlargedHeight(
    counts,
    thresholds.map(({ percent }) => percent),
  );
  return {
    blocks: [
      {
        kind: "chart",
        drawing: { svg: svgText(bar), width: pageWidth, alt: `${row.name}: ${said}` },
      },
      { kind: "words", look: "note", pieces: legendPieces() },
    ],
    height: height + 18,
  };
}
