import { createElement as h, type ReactElement } from "react";
import { type BarCounts, barInWords, barShares } from "./bar-geometry.ts";
import { shownText } from "../src/kit/shown-text.ts";

/** How high a bar is: in rows 12, in pairs 9, in compact rows 10, alone 26. */
export type BarHeight = 9 | 10 | 12 | 26;

interface IntervalBarProps {
  readonly counts: BarCounts;
  readonly height?: BarHeight;
  /** Percent at which the methodology draws a line. */
  readonly thresholds?: readonly number[];
  /** Said before the counts: the name of what the bar is about. */
  readonly name?: string;
  /** Said in place of the counts, where the value is no share of units. */
  readonly words?: string;
}

const beyond = 6;

/**
 * Draws a value as the interval that it is: solid and full high to what is proved good, hatched to
 * what is still possible, half high and solid for what is proved bad, with the hardest edge of the
 * page where the proof ends. The bar takes the width it is given.
 */
export function IntervalBar(props: IntervalBarProps): ReactElement {
  const height = props.height ?? 12;
  const label = props.words ?? barInWords(props.counts);
  return h(
    "svg",
    {
      className: "chart",
      role: "img",
      "aria-label": props.name === undefined ? label : shownText(`${props.name}: ${label}`),
      height: height + 2 * beyond,
    },
    ...barShapes(props.counts, beyond, height),
    ...(props.thresholds ?? []).map((percent) =>
      h("line", {
        key: `t${percent}`,
        className: "c-threshold",
        x1: `${percent}%`,
        x2: `${percent}%`,
        y1: 0,
        y2: height + 2 * beyond,
      }),
    ),
    h("g", { key: "edge" }, ...edgeShapes(barShares(props.counts).least, beyond, height)),
  );
}

/** Draws the three areas of a bar; widths have a floor so that one unit among thousands can be seen. */
export function barShapes(counts: BarCounts, top: number, height: number): ReactElement[] {
  const { least, most } = barShares(counts);
  const bad = most < 100 ? `max(3px, ${100 - most}%)` : "0px";
  const unknown = most > least ? `max(4px, ${most - least}%)` : "0px";
  const shapes = [
    h("rect", {
      key: "good",
      className: "c-good",
      x: 0,
      y: top,
      height,
      style: { width: `min(${least}%, calc(100% - ${bad} - ${unknown}))` },
    }),
  ];
  if (most > least) {
    const style = { x: `min(${least}%, calc(100% - ${bad} - ${unknown}))`, width: unknown };
    shapes.push(
      h("rect", { key: "u", className: "c-unknown", y: top + 0.5, height: height - 1, style }),
    );
  }
  if (most < 100) {
    const style = { x: `calc(100% - ${bad})`, width: bad };
    const half = height / 2;
    shapes.push(h("rect", { key: "b", className: "c-bad", y: top + half, height: half, style }));
  }
  return shapes;
}

/** Draws the edge of what is proved; always drawn, also at 0, and never outside of the bar. */
export function edgeShapes(least: number, top: number, height: number): ReactElement[] {
  const at = `clamp(0px, calc(${least}% - 1.5px), calc(100% - 3px))`;
  const tall = { y: top - 3, height: height + 6 };
  const halo = { x: `calc(${at} - 1px)`, width: "5px" };
  return [
    h("rect", { key: "halo", className: "c-halo", ...tall, style: halo }),
    h("rect", { key: "edge", className: "c-edge", ...tall, style: { x: at, width: "3px" } }),
  ];
}

/** A dashed box in place of a bar, with the reason in words: nothing was collected there. */
export function AbsentBar(props: {
  readonly because: string;
  readonly height?: number;
}): ReactElement {
  const height = props.height ?? 16;
  return h(
    "svg",
    { className: "chart", role: "img", "aria-label": props.because, height },
    h("rect", {
      className: "c-absent",
      x: 0.5,
      y: 0.5,
      height: height - 1,
      style: { width: "calc(100% - 1px)" },
    }),
    h("text", { className: "c-text-inside", x: 6, y: height - 4 }, shownText(props.because)),
  );
}
