import { createElement as h, type ReactElement } from "react";

/**
 * The hatching that stands for "unknown" in every chart: 135 degrees, 1.4 wide, every 5. Put once
 * into a document, before its charts.
 */
export function ChartDefs(): ReactElement {
  return h(
    "svg",
    { className: "chart-defs", "aria-hidden": true, focusable: false },
    h(
      "defs",
      null,
      h(
        "pattern",
        {
          id: "muster-hatch",
          width: 5,
          height: 5,
          patternUnits: "userSpaceOnUse",
          patternTransform: "rotate(45)",
        },
        h("rect", { width: 5, height: 5, className: "c-unknown-ground" }),
        h("line", { x1: 1, y1: 0, x2: 1, y2: 5, className: "c-hatch" }),
      ),
    ),
  );
}
