import { createElement as h, type ReactElement, type ReactNode } from "react";

/** The colours of charts on paper: those of the light page (charts/tokens.css; a test compares). */
export const paper = {
  page: "#ffffff",
  ink: "#171a1d",
  soft: "#50575f",
  strong: "#8d949c",
  good: "#1b5e8c",
  bad: "#bf4d00",
  "bad-flat": "#d17e47",
  unknown: "#6b727a",
  "at-risk": "#7d5a00",
  "high-risk": "#b02a0c",
} as const;

const family = "Muster Sans, Public Sans";

/** What charts.css says, for a printer that knows neither variables nor the sizes of a window. */
const rules = [
  `text{font-family:${family};fill:${paper.ink}}`,
  `.c-good{fill:${paper.good}}`,
  `.c-bad{fill:${paper.bad}}`,
  `.c-bad-flat{fill:${paper["bad-flat"]}}`,
  `.c-unknown{fill:url(#muster-hatch);stroke:${paper.unknown};stroke-width:0.8}`,
  `.c-edge{fill:${paper.ink}}`,
  `.c-halo{fill:${paper.page}}`,
  `.c-threshold{stroke:${paper.strong};stroke-width:0.8;stroke-dasharray:2.5 2}`,
  `.c-threshold-over{stroke:${paper.page};stroke-width:2;stroke-dasharray:3 2}`,
  `.c-axis{stroke:${paper.ink};stroke-width:1}`,
  `.c-lens{fill:none;stroke:${paper.strong};stroke-width:0.8}`,
  `.c-frame{fill:none;stroke:${paper.ink};stroke-width:0.8}`,
  `.c-absent{fill:none;stroke:${paper.strong};stroke-width:0.8;stroke-dasharray:3 2}`,
  `.c-at-risk{fill:${paper["at-risk"]}}`,
  `.c-high-risk{fill:${paper["high-risk"]}}`,
  `.c-text-soft{fill:${paper.soft};font-size:13px}`,
  `.c-text-inside{fill:${paper.soft};font-size:7.5px}`,
  `.c-count{font-size:19px;font-weight:700}`,
  `.c-label{font-size:14px}`,
  `.c-small{font-size:8px}`,
  `.c-small-soft{font-size:8px;fill:${paper.soft}}`,
  `.c-firm{font-weight:700}`,
] as const;

/**
 * Takes what a drawing does not use out of its file. A report holds a thousand drawings, and whoever
 * sets it reads the rules of each of them.
 *
 * Given: the text of a `PrintedSvg`.
 */
export function leanSvg(svg: string): string {
  const from = svg.indexOf("</style>");
  const drawn = svg.slice(svg.indexOf("</defs>", from));
  const used = new Set(
    Array.from(drawn.matchAll(/class="([^"]*)"/g), ([, names = ""]) => names.split(" ")).flat(),
  );
  const own = drawn.includes("<text") ? [rules[0]] : [];
  const kept = rules.filter((rule) => used.has(rule.slice(1, rule.indexOf("{"))));
  const start = svg.slice(0, svg.indexOf("<style>"));
  const hatching = used.has("c-unknown")
    ? svg.slice(from + "</style>".length, -drawn.length)
    : "<defs>";
  return `${start}<style>${[...own, ...kept].join("")}</style>${hatching}${drawn}`;
}

/**
 * A chart as an SVG file of its own: with its colours, its hatching and its size, for printing.
 * Given: width and height of what `children` draw; both in the unit that it is printed in.
 */
export function PrintedSvg(props: {
  readonly width: number;
  readonly height: number;
  /** From line to line of the hatching: more where the drawing is made smaller. */
  readonly hatch?: number;
  readonly children?: ReactNode;
}): ReactElement {
  const { width, height } = props;
  const hatch = props.hatch ?? 4;
  return h(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}` },
    h("style", null, rules.join("")),
    h(
      "defs",
      null,
      h(
        "pattern",
        {
          id: "muster-hatch",
          width: hatch,
          height: hatch,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
        },
        h("rect", { width: hatch, height: hatch, fill: paper.page }),
        h("rect", { width: hatch * 0.28, height: hatch, fill: paper.unknown }),
      ),
    ),
    props.children,
  );
}
