import { createElement as h, type ReactElement } from "react";
import { type BarCounts, barInWords, barShares, chooseLens, type Lens } from "./bar-geometry.ts";
import { barShapes, edgeShapes } from "./interval-bar.ts";
import { shownText } from "../src/kit/shown-text.ts";

/** A line that the methodology draws, with the words that stand beside it. */
export interface NamedThreshold {
  readonly percent: number;
  /** "Managing Risk from 95 %" */
  readonly words: string;
}

interface EnlargedBarProps {
  readonly counts: BarCounts;
  readonly thresholds: readonly NamedThreshold[];
  /** "94.9 % proved", as it is cut elsewhere; never computed here. */
  readonly provedWords: string;
  /** "at best 95.9 %"; empty when nothing is unknown. */
  readonly bestWords: string;
  readonly name: string;
  /** Said in place of the counts, where the value is no share of units. */
  readonly words?: string;
  /** Words for the enlarged part: "90 to 100 %, enlarged". */
  readonly lensWords: (from: number, to: number) => string;
}

const fullTop = 6;
const fullHeight = 12;
const lensTop = fullTop + fullHeight + 4;
const labels = { threshold: 62, values: 80 };
const barTop = 90;
const barHeight = 26;

/**
 * The bar of one organisation, large. Near a threshold the whole bar stands above, with a frame
 * around the part that is drawn enlarged below on its own axis; never a cut axis alone.
 */
export function EnlargedBar(props: EnlargedBarProps): ReactElement {
  const lens = chooseLens(
    barShares(props.counts),
    props.thresholds.map((threshold) => threshold.percent),
  );
  if (lens === null) return wholeBar(props);
  return h(
    "svg",
    {
      className: "chart",
      role: "img",
      "aria-label": shownText(`${props.name}: ${props.words ?? barInWords(props.counts)}`),
      height: barTop + barHeight + 30,
    },
    h("g", { key: "full" }, ...barShapes(props.counts, fullTop, fullHeight)),
    h("g", { key: "edge" }, ...edgeShapes(barShares(props.counts).least, fullTop, fullHeight)),
    ...frame(lens),
    ...enlarged(props, lens),
    ...axis(lens),
  );
}

/** Far from every threshold the whole bar stands alone, large, with the thresholds on its axis. */
function wholeBar({ counts, thresholds, name, words }: EnlargedBarProps): ReactElement {
  const percents = thresholds.map((threshold) => threshold.percent).toSorted((a, b) => a - b);
  const last = percents.at(-1) ?? 0;
  const top = 8;
  return h(
    "svg",
    {
      className: "chart",
      role: "img",
      "aria-label": shownText(`${name}: ${words ?? barInWords(counts)}`),
      height: top + barHeight + 30,
    },
    ...percents.map((percent) =>
      h("line", {
        key: percent,
        className: "c-threshold",
        x1: `${percent}%`,
        x2: `${percent}%`,
        y1: 0,
        y2: top + barHeight + 8,
      }),
    ),
    h("g", { key: "bar" }, ...barShapes(counts, top, barHeight)),
    h("g", { key: "edge" }, ...edgeShapes(barShares(counts).least, top, barHeight)),
    // A threshold near the end takes the place of its mark.
    ...[0, ...percents, ...(last > 85 ? [] : [100])].map((percent) => {
      const textAnchor = percent === 0 ? "start" : percent === 100 ? "end" : "middle";
      const place = { x: `${percent}%`, y: top + barHeight + 24, textAnchor };
      return h("text", { key: `a${percent}`, className: "c-text-soft", ...place }, `${percent} %`);
    }),
  );
}

/** The frame around the enlarged part of the full bar, and the two lines that lead to it. */
function frame(lens: Lens): ReactElement[] {
  const foot = labels.threshold - 22;
  const lead = { className: "c-lens", y1: lensTop, y2: foot };
  return [
    h("rect", {
      key: "frame",
      className: "c-frame",
      x: `${lens.from}%`,
      y: 1.5,
      width: `${lens.to - lens.from}%`,
      height: fullHeight + 9,
    }),
    h("line", { key: "left", ...lead, x1: `${lens.from}%`, x2: "0%" }),
    h("line", { key: "right", ...lead, x1: `${lens.to}%`, x2: "100%" }),
  ];
}

/** Where a percent stands on the enlarged axis, in percent of the width. */
function onLens(lens: Lens, percent: number): number {
  return ((percent - lens.from) / (lens.to - lens.from)) * 100;
}

function enlarged(props: EnlargedBarProps, lens: Lens): ReactElement[] {
  const shares = barShares(props.counts);
  const least = onLens(lens, shares.least);
  const most = onLens(lens, shares.most);
  const part = { good: least, bad: 100 - most, unknown: most - least, n: 100 };
  const inside = props.thresholds.filter(
    (threshold) => threshold.percent > lens.from && threshold.percent < lens.to,
  );
  const caption = least >= 45 ? [lensCaption(props.lensWords(lens.from, lens.to))] : [];
  return [
    ...caption,
    ...inside.flatMap((threshold) => thresholdMark(threshold, onLens(lens, threshold.percent))),
    h("g", { key: "bar" }, ...barShapes(part, barTop, barHeight)),
    h("g", { key: "barEdge" }, ...edgeShapes(least, barTop, barHeight)),
    beside(
      "proved",
      props.provedWords,
      least,
      least >= 32 ? "end" : "start",
      labels.values,
      "c-text c-text-firm",
    ),
    ...(props.bestWords === "" ? [] : [bestLabel(props.bestWords, least, most)]),
  ];
}

/** Left of the labels, where there is room; not on a phone, where the axis says it. */
function lensCaption(words: string): ReactElement {
  const place = { x: 0, y: labels.values };
  return h("text", { key: "lens", className: "c-text-soft c-wide-only", ...place }, words);
}

/** "at best" stands right of the range; where there is no room, below the axis. */
function bestLabel(words: string, least: number, most: number): ReactElement {
  const clear = least >= 32 && most <= 74;
  const row = clear ? labels.values : barTop + barHeight + 28;
  return beside("best", words, most, most <= 74 ? "start" : "end", row, "c-text-soft");
}

function thresholdMark(threshold: NamedThreshold, at: number): ReactElement[] {
  return [
    h("line", {
      key: `line${threshold.percent}`,
      className: "c-threshold",
      x1: `${at}%`,
      x2: `${at}%`,
      y1: labels.threshold - 14,
      y2: barTop + barHeight + 6,
    }),
    beside(
      `words${threshold.percent}`,
      threshold.words,
      at,
      at <= 58 ? "start" : "end",
      labels.threshold,
    ),
  ];
}

function beside(
  key: string,
  words: string,
  at: number,
  anchor: "start" | "end",
  y: number,
  className = "c-text",
): ReactElement {
  const dx = anchor === "start" ? 6 : -6;
  return h("text", { key, className, x: `${at}%`, y, dx, textAnchor: anchor }, shownText(words));
}

/** Six marks below the enlarged bar. */
function axis(lens: Lens): ReactElement[] {
  const step = (lens.to - lens.from) / 5;
  return [0, 1, 2, 3, 4, 5].map((index) => {
    const percent = lens.from + index * step;
    const textAnchor = index === 0 ? "start" : index === 5 ? "end" : "middle";
    const y = barTop + barHeight + 20;
    const x = `${index * 20}%`;
    return h("text", { key: percent, className: "c-text-soft", x, y, textAnchor }, `${percent} %`);
  });
}
