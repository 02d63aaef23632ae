import { createElement as h, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { BarCounts } from "../../charts/bar-geometry.ts";
import { PrintedAbsentBar, PrintedBar } from "../../charts/printed-bar.ts";
import { leanSvg, paper, PrintedSvg } from "../../charts/printed-svg.ts";
import { glyphShape, RatingGlyph } from "../../charts/rating-glyph.ts";
import type { Display, RatedItem } from "../determination/determination.contract.ts";
import { barInWords, countInWords } from "../determination/words.ts";
import type { Drawing, Piece } from "./printed-document.ts";
import { words } from "./report-words.ts";

/** The text of an SVG file: variables of the page become the colours of paper. */
export function svgText(chart: ReactElement): string {
  return leanSvg(renderToStaticMarkup(chart)).replaceAll(
    /var\(--([a-z-]+)\)/g,
    (whole, name: string) => (name in paper ? String(Reflect.get(paper, name)) : whole),
  );
}

/** The shape of a rating; its words always stand beside it. */
export function glyphDrawing(display: Display, bestRank: number, size = 9): Drawing {
  const shape = glyphShape(display.label, display.rank, bestRank);
  const glyph = h(PrintedSvg, { width: 16, height: 16 }, h(RatingGlyph, { shape }));
  return { svg: svgText(glyph), width: size, alt: "" };
}

/** A rating as shape and words, with the best that the unknown leaves open. */
export function ratingPieces(rating: Display, atBest: Display, bestRank: number): Piece[] {
  const open = rating.rank !== null && atBest.label !== rating.label;
  return [
    glyphDrawing(rating, bestRank),
    `\u00a0${rating.name}`,
    ...(open
      ? ([{ line: "break" }, { text: words.atBest(atBest.name), look: "small" }] as const)
      : []),
  ];
}

/** The bar of a row, or a dashed box where nothing is there to be drawn. */
export function barDrawing(
  counts: BarCounts,
  said: string,
  width: number,
  thresholds: readonly number[] = [],
): Drawing {
  const bar =
    counts.n === 0 ? h(PrintedAbsentBar, { width }) : h(PrintedBar, { counts, width, thresholds });
  return { svg: svgText(bar), width, alt: said };
}

/** The bar of an item of one organisation. */
export function itemDrawing({ evidence, title }: RatedItem, width: number): Drawing {
  const { good, bad, unknown, unseen } = evidence;
  const n = evidence.missing === null ? evidence.n : 0;
  const said = `${title}: ${barInWords(evidence)}`;
  return barDrawing({ good, bad, unknown: unknown + unseen, n }, said, width);
}

/** A count in a cell; zero is soft. */
export function countPieces(count: number): Piece[] {
  return [count === 0 ? { text: "0", look: "soft" } : countInWords(count)];
}

const swatches: readonly (readonly [kind: "good" | "edge" | "unknown" | "bad", word: string])[] = [
  ["good", words.legend.good],
  ["edge", words.legend.edge],
  ["unknown", words.legend.unknown],
  ["bad", words.legend.bad],
];

/** What the four marks of a chart mean, as one line. */
export function legendPieces(): Piece[] {
  const shapes = {
    good: h("rect", { className: "c-good", x: 0, y: 3, width: 24, height: 8 }),
    edge: h("rect", { className: "c-edge", x: 11, y: 0, width: 2.4, height: 14 }),
    unknown: h("rect", { className: "c-unknown", x: 0.5, y: 3.5, width: 23, height: 7 }),
    bad: h("rect", { className: "c-bad", x: 0, y: 7, width: 24, height: 4 }),
  } as const;
  return swatches.flatMap(([kind, word]): Piece[] => [
    { svg: svgText(h(PrintedSvg, { width: 24, height: 14 }, shapes[kind])), width: 17, alt: "" },
    `\u2002${word}\u2003\u2002`,
  ]);
}
