import { createElement as h, type ReactElement } from "react";
import { type BarCounts, barInWords, barShares } from "./bar-geometry.ts";
import { shownText } from "../src/kit/shown-text.ts";

/** One day of a history: a value, or nothing comparable. */
export interface HistoryDay {
  readonly key: string;
  /** What stands below the column: "2017". */
  readonly name: string;
  readonly counts: BarCounts | null;
  /** Cut percentage beside the edge: "49.3". */
  readonly percent: string;
}

const size = { width: 168, height: 128, top: 14, tall: 88, column: 24, step: 64 };

/**
 * Upright bars of one item on the days for which evidence was collected. A day without comparable
 * evidence is a dashed box; no line joins two days, because nothing was collected between them.
 */
export function HistoryColumns(props: {
  readonly days: readonly HistoryDay[];
  readonly name: string;
}): ReactElement {
  const said = props.days.map(
    (day) => `${day.name}: ${day.counts === null ? "nothing comparable" : barInWords(day.counts)}`,
  );
  const width = Math.max(size.width, props.days.length * size.step + 40);
  const foot = size.top + size.tall;
  return h(
    "svg",
    {
      className: "chart",
      role: "img",
      "aria-label": shownText(`${props.name}. ${said.join("; ")}`),
      viewBox: `0 0 ${width} ${size.height}`,
      style: { maxWidth: width },
    },
    ...props.days.flatMap((day, index) => dayShapes(day, 12 + index * size.step)),
    h("line", { key: "axis", className: "c-axis", x1: 0, x2: width - 44, y1: foot, y2: foot }),
  );
}

function dayShapes(day: HistoryDay, x: number): ReactElement[] {
  const foot = size.top + size.tall;
  const middle = x + size.column / 2;
  const name = h(
    "text",
    { key: `${day.key}n`, className: "c-text-soft", x: middle, y: foot + 18, textAnchor: "middle" },
    day.name,
  );
  if (day.counts === null) {
    const place = { x: x + 0.5, y: size.top, width: size.column - 1, height: size.tall };
    return [h("rect", { key: `${day.key}a`, className: "c-absent", ...place }), name];
  }
  return [...columnShapes(day, day.counts, x), name];
}

function columnShapes(day: HistoryDay, counts: BarCounts, x: number): ReactElement[] {
  const { least, most } = barShares(counts);
  const foot = size.top + size.tall;
  const high = (percent: number) => (size.tall * percent) / 100;
  const edge = Math.max(size.top, foot - high(least));
  const unknown = most > least ? Math.max(4, high(most - least)) : 0;
  const bad = most < 100 ? Math.max(3, high(100 - most)) : 0;
  const full = { x, width: size.column };
  const half = { x: x + size.column / 2, width: size.column / 2 };
  const shapes = [
    h("rect", { key: "g", className: "c-good", ...full, y: edge, height: foot - edge }),
  ];
  if (unknown > 0) {
    const place = { x: x + 0.5, width: size.column - 1, y: edge - unknown, height: unknown };
    shapes.push(h("rect", { key: "u", className: "c-unknown", ...place }));
  }
  if (bad > 0) {
    shapes.push(h("rect", { key: "b", className: "c-bad", ...half, y: size.top, height: bad }));
  }
  const wide = { x: x - 3, width: size.column + 6 };
  shapes.push(
    h("rect", { key: "h", className: "c-halo", ...wide, y: edge - 2.5, height: 5 }),
    h("rect", { key: "e", className: "c-edge", ...wide, y: edge - 1.5, height: 3 }),
    h("text", { key: "p", className: "c-text", x: x + size.column + 6, y: edge + 4 }, day.percent),
  );
  return [h("g", { key: day.key }, ...shapes)];
}
