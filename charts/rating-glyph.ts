import { createElement as h, type ReactElement } from "react";

/** The five shapes of a rating; always beside its word, never alone. */
export type GlyphShape = "tick" | "half" | "cross" | "hatched" | "empty";

/**
 * Chooses the shape of a display: a tick for the best label, a cross for the worst, half-filled in
 * between; hatched where evidence is too thin, empty and dashed where nothing was reported.
 */
export function glyphShape(label: string, rank: number | null, best = 2): GlyphShape {
  if (rank === null) return label === "not-reported" ? "empty" : "hatched";
  if (rank >= best) return "tick";
  return rank <= 0 ? "cross" : "half";
}

/** Draws a rating's shape, 16 by 16 unless told otherwise. */
export function RatingGlyph(props: {
  readonly shape: GlyphShape;
  readonly size?: number;
}): ReactElement {
  const size = props.size ?? 16;
  return h(
    "svg",
    { className: "glyph", viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": true },
    ...shapes[props.shape](),
  );
}

const box = { x: 1.5, y: 1.5, width: 13, height: 13 };
const line = { fill: "none", strokeWidth: 2 };

const shapes: Readonly<Record<GlyphShape, () => ReactElement[]>> = {
  tick: () => [
    h("rect", { key: 1, className: "c-good", x: 0.5, y: 0.5, width: 15, height: 15 }),
    h("path", { key: 2, d: "M4 8.2l2.7 2.8L12 5.4", stroke: "var(--page)", ...line }),
  ],
  half: () => [
    h("rect", { key: 1, ...box, stroke: "var(--at-risk)", ...line }),
    h("rect", { key: 2, className: "c-at-risk", x: 1, y: 8, width: 14, height: 7 }),
  ],
  cross: () => [
    h("rect", { key: 1, ...box, stroke: "var(--high-risk)", ...line }),
    h("path", { key: 2, d: "M5 5l6 6M11 5l-6 6", stroke: "var(--high-risk)", ...line }),
  ],
  hatched: () => [h("rect", { key: 1, className: "c-unknown", ...box })],
  empty: () => [h("rect", { key: 1, className: "c-absent", ...box })],
};
