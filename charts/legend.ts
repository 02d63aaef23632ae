import { createElement as h, Fragment, type ReactElement } from "react";

/** Words of a legend, in the order good, edge, unknown, bad. */
export interface LegendWords {
  readonly good: string;
  readonly edge: string;
  readonly unknown: string;
  readonly bad: string;
}

const swatch = { className: "chart", style: { width: 20, height: 12 }, "aria-hidden": true };

/** The four signs of an interval bar with their words, as inline parts for a `.legend` line. */
export function LegendParts(props: { readonly words: LegendWords }): ReactElement {
  const { good, edge, unknown, bad } = props.words;
  return h(
    Fragment,
    null,
    sign(good, h("rect", { className: "c-good", width: 20, height: 12, y: 0 })),
    sign(edge, h("rect", { className: "c-edge", x: 8, width: 3, height: 16, y: -2 })),
    sign(unknown, h("rect", { className: "c-unknown", x: 0.5, y: 0.5, width: 19, height: 11 })),
    sign(bad, h("rect", { className: "c-bad", width: 20, height: 6, y: 6 })),
  );
}

function sign(words: string, shape: ReactElement): ReactElement | null {
  return words === "" ? null : h("span", null, h("svg", swatch, shape), words);
}
