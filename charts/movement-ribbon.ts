import { createElement as h, type ReactElement } from "react";

/** How something moved, in the order in which a ribbon shows it. */
export const ribbonOrder = [
  "improved",
  "declined",
  "lost-sight",
  "now-seen",
  "unchanged",
  "not-comparable",
] as const;
export type RibbonKind = (typeof ribbonOrder)[number];

/** One part of a ribbon: a kind, its count, and the word behind the count. */
export interface RibbonPart {
  readonly kind: RibbonKind;
  readonly count: number;
  readonly word: string;
}

/** A part with its place; `row` 0 just above, 1 high above, 2 below; null where no label fits. */
interface PlacedPart extends RibbonPart {
  readonly x: number;
  readonly width: number;
  readonly row: 0 | 1 | 2 | null;
}

const narrow = 600;
const tall = 26;
const gap = 2;
const look: Readonly<Record<RibbonKind, string>> = {
  improved: "c-good",
  declined: "c-high-risk",
  "lost-sight": "c-unknown",
  "now-seen": "c-strong",
  unchanged: "c-line",
  "not-comparable": "c-absent",
};

/**
 * Every name that appears on either day, one unit of width each, by how it moved. Declined and lost
 * sight stand as prominent as improved. Below 600 pixels the labels are left to the list beside it.
 */
export function MovementRibbon(props: {
  readonly parts: readonly RibbonPart[];
  readonly width?: number;
}): ReactElement {
  const width = props.width ?? 1200;
  const placed = placeRibbon(props.parts, width);
  const top = width < narrow ? 0 : 44;
  const below = width < narrow ? 0 : 22;
  const said = props.parts.map((part) => `${part.count} ${part.word}`).join(", ");
  return h(
    "svg",
    {
      className: "chart",
      role: "img",
      "aria-label": said,
      viewBox: `0 0 ${width} ${top + tall + below}`,
    },
    ...placed.flatMap((part) => partShapes(part, top)),
  );
}

/** Places parts and labels: wide parts carry theirs just above, narrow ones high above or below. */
export function placeRibbon(parts: readonly RibbonPart[], width: number): readonly PlacedPart[] {
  const filled = parts.filter((part) => part.count > 0);
  const total = filled.reduce((sum, part) => sum + part.count, 0);
  const room = width - gap * Math.max(0, filled.length - 1);
  const ends: [number, number, number] = [-1, -1, -1];
  let x = 0;
  return filled.map((part) => {
    const wide = (room * part.count) / total;
    const needs = String(part.count).length * 11.5 + part.word.length * 7.6 + 10;
    const rows: readonly (0 | 1 | 2)[] = wide >= needs - 16 ? [0, 1, 2] : [1, 2, 0];
    const row =
      width < narrow ? null : (rows.find((row) => ends[row] <= x && x + needs <= width) ?? null);
    if (row !== null) ends[row] = x + needs;
    const placed = { ...part, x, width: wide, row };
    x += wide + gap;
    return placed;
  });
}

function partShapes(part: PlacedPart, top: number): ReactElement[] {
  const inset = part.kind === "lost-sight" || part.kind === "not-comparable" ? 0.5 : 0;
  const shapes = [
    h("rect", {
      key: part.kind,
      className: look[part.kind],
      x: part.x + inset,
      y: top + inset,
      width: Math.max(1, part.width - 2 * inset),
      height: tall - 2 * inset,
    }),
  ];
  if (part.row === null) return shapes;
  const y = [top - 8, top - 28, top + tall + 18][part.row];
  const x1 = part.x + 0.5;
  const lead = { key: `${part.kind}l`, className: "c-lens", x1, x2: x1 };
  if (part.row === 1) shapes.push(h("line", { ...lead, y1: top - 24, y2: top }));
  if (part.row === 2) shapes.push(h("line", { ...lead, y1: top + tall, y2: top + tall + 8 }));
  shapes.push(
    h(
      "text",
      { key: `${part.kind}t`, x: part.x, y },
      h("tspan", { className: "c-count" }, String(part.count)),
      h("tspan", { className: "c-label", dx: 5 }, part.word),
    ),
  );
  return shapes;
}
