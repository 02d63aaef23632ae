import type { ReactElement } from "react";
import type { ClockRow, ClockView } from "../../src/orders/clock.contract.ts";
import type { Timeline } from "./timeline.ts";

interface RowTimelineProps {
  readonly row: ClockRow;
  readonly view: ClockView;
  readonly timeline: Timeline;
}

const percent = (at: number): string => `${at}%`;

/**
 * The clock of one task: from where it runs to its date, the silence after it, and what came.
 * Hidden from readers of the page by ear: the cells beside it say the same in words.
 */
export function RowTimeline({ row, view, timeline }: RowTimelineProps): ReactElement {
  const { place } = timeline;
  const now = place(view.on);
  const start = row.runs_from ?? view.signed;
  const due = row.due === null ? null : place(row.due);
  const chained = row.waits_for.length > 0;
  return (
    <svg className="chart clock-line" height="34" aria-hidden="true" focusable="false">
      {timeline.ticks.map((tick) => (
        <line
          key={tick.at}
          className="grid"
          x1={percent(tick.at)}
          x2={percent(tick.at)}
          y1="0"
          y2="34"
        />
      ))}
      {due === null || start === null ? null : (
        <line
          className={chained ? "run chained" : "run"}
          x1={percent(place(start))}
          x2={percent(due)}
          y1="17"
          y2="17"
        />
      )}
      {due === null ? null : <After row={row} due={due} now={now} timeline={timeline} />}
      {start === null ? null : <Start at={place(start)} chained={chained} />}
      <line className="today" x1={percent(now)} x2={percent(now)} y1="0" y2="34" />
      {row.moved_by_rule && row.printed !== null ? (
        <Diamond at={place(row.printed)} hollow />
      ) : null}
      {due === null ? null : <Diamond at={due} />}
      {row.delivered === null ? null : <Delivered at={place(row.delivered)} />}
    </svg>
  );
}

/** What lies behind a date: hatched silence until today, or how late it came. */
function After(props: {
  row: ClockRow;
  due: number;
  now: number;
  timeline: Timeline;
}): ReactElement | null {
  const { row, due, now } = props;
  if (row.state === "no-delivery-on-record" || row.state === "partly-delivered") {
    return (
      <rect
        className="c-unknown"
        x={percent(due)}
        y="11"
        height="12"
        width={percent(Math.max(0.4, now - due))}
      />
    );
  }
  if (row.state !== "delivered-late" || row.delivered === null) return null;
  const width = Math.max(0.4, props.timeline.place(row.delivered) - due);
  return <rect className="late" x={percent(due)} y="14" height="6" width={percent(width)} />;
}

function Start(props: { at: number; chained: boolean }): ReactElement {
  return props.chained ? (
    <circle className="anchor" cx={percent(props.at)} cy="17" r="3.5" />
  ) : (
    <line className="signing" x1={percent(props.at)} x2={percent(props.at)} y1="11" y2="23" />
  );
}

/** A diamond at a date; hollow for the printed date when another counts. */
export function Diamond(props: { at: number; hollow?: boolean }): ReactElement {
  return (
    <svg x={percent(props.at)} y="17" overflow="visible" width="1" height="1">
      <path
        className={props.hollow === true ? "diamond hollow" : "diamond"}
        d="M0-7 6 0 0 7-6 0z"
      />
    </svg>
  );
}

/** A tick in a disc at the day on which something came. */
export function Delivered(props: { at: number }): ReactElement {
  return (
    <svg x={percent(props.at)} y="17" overflow="visible" width="1" height="1">
      <circle className="came" r="8" />
      <path className="came-tick" d="M-3.5 0-1 3 4-3" />
    </svg>
  );
}
