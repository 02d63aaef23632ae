import { createElement as h, type ReactElement } from "react";

/** One band of a methodology: from which percent on it holds. */
export interface Band {
  readonly name: string;
  readonly from: number;
}

const tall = 26;
const axis = 22;

/**
 * Bands over 0 to 100 per cent, a dashed line where each begins; every second one is raised, so that
 * neighbours are told apart without colour. Names stand in the list beside it: bands may be narrow.
 */
export function BandAxis(props: {
  /** Best or worst first; the order means nothing here. */
  readonly bands: readonly Band[];
}): ReactElement {
  const bands = props.bands.toSorted((one, other) => one.from - other.from);
  const said = bands.map(({ name, from }) => `${name} from ${from} per cent`).join(", ");
  const ends = [...bands.slice(1).map(({ from }) => from), 100];
  return h(
    "svg",
    { className: "chart band-axis", role: "img", "aria-label": said, height: tall + axis },
    ...bands.map(({ name, from }, at) =>
      h("rect", {
        key: `${name} ${from}`,
        className: at % 2 === 0 ? "c-band" : "c-band c-band-raised",
        x: `${from}%`,
        y: 0.5,
        width: `${Math.max(0, (ends[at] ?? 100) - from)}%`,
        height: tall - 1,
      }),
    ),
    ...bands.slice(1).map(({ from }) =>
      h("line", {
        key: `line ${from}`,
        className: "c-threshold",
        x1: `${from}%`,
        x2: `${from}%`,
        y1: 0,
        y2: tall + 6,
      }),
    ),
    h("text", { key: "0", className: "c-text-soft", x: 0, y: tall + 18 }, "0\u00A0%"),
    ...labelled(bands).map((from) =>
      h(
        "text",
        {
          key: `at ${from}`,
          className: "c-text-soft",
          x: `${from}%`,
          y: tall + 18,
          textAnchor: "middle",
        },
        `${from}\u00A0%`,
      ),
    ),
  );
}

/** The lines that have room for their number: twelve hundredths from the one before, and from the start. */
function labelled(bands: readonly Band[]): readonly number[] {
  const shown: number[] = [];
  for (const { from } of bands) {
    if (from - (shown.at(-1) ?? 0) >= 12 && from <= 96) shown.push(from);
  }
  return shown;
}
