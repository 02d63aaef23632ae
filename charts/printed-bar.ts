import { createElement as h, type ReactElement } from "react";
import { type BarCounts, barShares, chooseLens, type Lens } from "./bar-geometry.ts";
import { PrintedSvg } from "./printed-svg.ts";

/** Where a bar stands in its drawing, and how much of 0 to 100 % its width shows. */
interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly lens: Lens;
}

const whole: Lens = { from: 0, to: 100 };
const round = (value: number): number => Math.round(value * 100) / 100;

function across(percent: number, { left, width, lens }: Frame): number {
  const within = Math.min(lens.to, Math.max(lens.from, percent));
  return left + (width * (within - lens.from)) / (lens.to - lens.from);
}

/** The areas of a bar and the edge of what is proved, in numbers: see `interval-bar.ts`. */
function barMarks(counts: BarCounts, frame: Frame): ReactElement[] {
  const { least, most } = barShares(counts);
  const { left, top, width, height } = frame;
  const end = left + width;
  const bad = most < 100 ? Math.max(1.5, end - across(most, frame)) : 0;
  const unknown = most > least ? Math.max(2, across(most, frame) - across(least, frame)) : 0;
  const good = Math.max(0, Math.min(across(least, frame), end - bad - unknown) - left);
  const edge = Math.min(Math.max(left, left + good - 0.9), end - 1.8);
  const tall = { y: top - 2, height: height + 4 };
  const half = { y: top + height / 2, height: height / 2 };
  return [
    h("rect", { key: "g", className: "c-good", x: left, y: top, width: round(good), height }),
    ...(unknown > 0
      ? [
          h("rect", {
            key: "u",
            className: "c-unknown",
            x: round(left + good),
            y: top + 0.4,
            width: round(unknown),
            height: height - 0.8,
          }),
        ]
      : []),
    ...(bad > 0
      ? [
          h("rect", {
            key: "b",
            className: "c-bad",
            x: round(end - bad),
            width: round(bad),
            ...half,
          }),
        ]
      : []),
    h("rect", { key: "h", className: "c-halo", x: round(edge - 0.7), width: 3.2, ...tall }),
    h("rect", { key: "e", className: "c-edge", x: round(edge), width: 1.8, ...tall }),
  ];
}

/** The bar of one row of a table, with the lines of the methodology. */
export function PrintedBar(props: {
  readonly counts: BarCounts;
  readonly width: number;
  readonly thresholds: readonly number[];
}): ReactElement {
  const { counts, width, thresholds } = props;
  const frame: Frame = { left: 0.5, top: 3.5, width: width - 1, height: 7, lens: whole };
  const lines = thresholds.map((percent) => {
    const x = round(across(percent, frame));
    return h("line", { key: percent, className: "c-threshold", x1: x, x2: x, y1: 0, y2: 14 });
  });
  return h(PrintedSvg, { width, height: 14 }, ...lines, ...barMarks(counts, frame));
}

/** A dashed box in place of a bar: nothing was collected there. The reason stands beside it. */
export function PrintedAbsentBar({ width }: { readonly width: number }): ReactElement {
  const box = { x: 0.5, y: 3.5, width: width - 1, height: 7 };
  return h(PrintedSvg, { width, height: 14 }, h("rect", { className: "c-absent", ...box }));
}

interface EnlargedProps {
  readonly counts: BarCounts;
  readonly thresholds: readonly { readonly percent: number; readonly words: string }[];
  /** "94.9 % proved", as it is cut elsewhere. */
  readonly provedWords: string;
  /** "at best 95.9 %"; empty when nothing is unknown. */
  readonly bestWords: string;
  readonly lensWords: (from: number, to: number) => string;
  readonly width: number;
}

/** The height of an enlarged bar: less where no threshold is near. */
export function enlargedHeight(counts: BarCounts, thresholds: readonly number[]): number {
  return chooseLens(barShares(counts), thresholds) === null ? 44 : 82;
}

/**
 * The bar of one organisation, large. Near a threshold the whole bar stands above, with a frame
 * around the part that is drawn enlarged below on its own axis; never a cut axis alone.
 */
export function PrintedEnlargedBar(props: EnlargedProps): ReactElement {
  const { counts, thresholds, width } = props;
  const percents = thresholds.map(({ percent }) => percent);
  const lens = chooseLens(barShares(counts), percents);
  const height = enlargedHeight(counts, percents);
  return h(
    PrintedSvg,
    { width, height },
    ...(lens === null ? wholeBar(props) : enlarged(props, lens)),
  );
}

function wholeBar({ counts, thresholds, width }: EnlargedProps): ReactElement[] {
  const frame: Frame = { left: 1, top: 6, width: width - 2, height: 15, lens: whole };
  const lines = thresholds.map(({ percent }) => {
    const x = round(across(percent, frame));
    return h("line", { key: percent, className: "c-threshold", x1: x, x2: x, y1: 0, y2: 29 });
  });
  const percents = thresholds.map(({ percent }) => percent);
  const last = Math.max(0, ...percents);
  const marks = [0, ...percents, ...(last > 90 ? [] : [100])];
  return [...lines, ...barMarks(counts, frame), ...axis(marks, frame, 38)];
}

function enlarged(props: EnlargedProps, lens: Lens): ReactElement[] {
  const { counts, thresholds, width, provedWords, bestWords } = props;
  const above: Frame = { left: 1, top: 5, width: width - 2, height: 6, lens: whole };
  const below: Frame = { left: 1, top: 50, width: width - 2, height: 15, lens };
  const [from, to] = [across(lens.from, above), across(lens.to, above)].map(round);
  const shares = barShares(counts);
  const proved = across(shares.least, below);
  const best = across(shares.most, below);
  // Words to the left of the edge where there is room, else to the right: they never meet.
  const onLeft = proved > 150;
  const shown = thresholds.filter(({ percent }) => percent > lens.from && percent < lens.to);
  const provedPlace = { x: round(onLeft ? proved - 4 : proved + 4), y: 46 };
  const provedAnchor = onLeft ? "end" : "start";
  const room = onLeft && best + 90 < width;
  return [
    ...barMarks(counts, above),
    h("rect", {
      key: "f",
      className: "c-frame",
      x: from,
      y: 2.5,
      width: (to ?? 0) - (from ?? 0),
      height: 11,
    }),
    h("path", {
      key: "l",
      className: "c-lens",
      d: `M${from} 13.5L1 26M${to} 13.5L${width - 1} 26`,
    }),
    ...shown.flatMap(({ percent, words }) => {
      const x = round(across(percent, below));
      const ends = x > width - 150;
      const place = { x: ends ? x - 4 : x + 4, y: 34, textAnchor: ends ? "end" : "start" };
      return [
        h("line", { key: `t${percent}`, className: "c-threshold", x1: x, x2: x, y1: 27, y2: 71 }),
        h("text", { key: `w${percent}`, className: "c-small", ...place }, words),
      ];
    }),
    h(
      "text",
      { key: "i", className: "c-small-soft", x: 1, y: 34 },
      props.lensWords(lens.from, lens.to),
    ),
    h(
      "text",
      { key: "p", className: "c-small c-firm", ...provedPlace, textAnchor: provedAnchor },
      provedWords,
    ),
    ...(bestWords !== "" && room
      ? [h("text", { key: "b", className: "c-small-soft", x: round(best + 4), y: 46 }, bestWords)]
      : []),
    ...barMarks(counts, below),
    ...axis(tenthsOf(lens), below, 78),
  ];
}

function tenthsOf({ from, to }: Lens): number[] {
  const step = to - from > 10 ? 10 : 2;
  return Array.from({ length: (to - from) / step + 1 }, (_, at) => from + at * step);
}

function axis(percents: readonly number[], frame: Frame, y: number): ReactElement[] {
  return percents.map((percent) => {
    const textAnchor =
      percent === frame.lens.from ? "start" : percent === frame.lens.to ? "end" : "middle";
    const place = { x: round(across(percent, frame)), y, textAnchor };
    return h("text", { key: `a${percent}`, className: "c-small-soft", ...place }, `${percent} %`);
  });
}
