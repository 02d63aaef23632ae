import type { ReactElement } from "react";
import { Delivered, Diamond } from "./RowTimeline.tsx";
import { words } from "./words.ts";

/** What the marks of the timeline mean. */
export function ClockLegend(): ReactElement {
  return (
    <div className="legend clock-legend" aria-label={words.legend} role="group">
      <Mark words={words.counts}>
        <Diamond at={50} />
      </Mark>
      <Mark words={words.printedMark}>
        <Diamond at={50} hollow />
      </Mark>
      <Mark words={words.delivered}>
        <Delivered at={50} />
      </Mark>
      <Mark words={words.late}>
        <rect className="late" x="0" y="14" width="100%" height="6" />
      </Mark>
      <Mark words={words.silence}>
        <rect className="c-unknown" x="1" y="11" width="92%" height="12" />
      </Mark>
      <Mark words={words.chained}>
        <line className="run chained" x1="0" x2="100%" y1="17" y2="17" />
      </Mark>
    </div>
  );
}

function Mark(props: { words: string; children: ReactElement }): ReactElement {
  return (
    <span>
      <svg className="chart" width="26" height="34" aria-hidden="true" focusable="false">
        {props.children}
      </svg>
      {props.words}
    </span>
  );
}
