import type { ReactElement } from "react";
import type { ClockRow, ClockView } from "../../src/orders/clock.contract.ts";
import { Go } from "../app/Go.tsx";
import { useAddress } from "../app/address.ts";
import { RowTimeline } from "./RowTimeline.tsx";
import { layTimeline, shortDay, type Timeline } from "./timeline.ts";
import { UserText } from "../ui/UserText.tsx";
import { words } from "./words.ts";

interface ClockTableProps {
  readonly view: ClockView;
  readonly rows: readonly ClockRow[];
  readonly label: string;
  /** The task whose counting is shown. */
  readonly chosen: string;
}

/** The days a table spans: signing, dates and deliveries; today only while it is near them. */
function timelineOf(view: ClockView, rows: readonly ClockRow[]): Timeline {
  const days = [
    view.signed,
    ...rows.flatMap((row) => [row.runs_from, row.printed, row.due, row.delivered]),
  ];
  const known = days.filter((day) => day !== null).toSorted();
  const last = known.at(-1);
  const near = last === undefined || view.on <= `${Number(last.slice(0, 4)) + 1}${last.slice(4)}`;
  return layTimeline(near ? [...known, view.on] : known);
}

/** Dates as a table, with one common time axis in its middle column. */
export function ClockTable({ view, rows, label, chosen }: ClockTableProps): ReactElement {
  if (rows.length === 0) return <p className="note after-table">{words.noRows}</p>;
  // Before signing there is nothing to place on an axis: the rules stand in words alone.
  const dated = rows.some((row) => row.due !== null);
  const timeline = dated ? timelineOf(view, rows) : null;
  return (
    <table className="rows clock" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{words.clause}</th>
          <th scope="col">{words.product}</th>
          {timeline === null ? null : (
            <th scope="col" className="bar-head">
              <Axis view={view} timeline={timeline} />
            </th>
          )}
          <th scope="col">{words.due}</th>
          <th scope="col">{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.task}
            row={row}
            view={view}
            timeline={timeline}
            chosen={row.task === chosen}
          />
        ))}
      </tbody>
    </table>
  );
}

function Axis({ view, timeline }: { view: ClockView; timeline: Timeline }): ReactElement {
  const left = (day: string): { left: string } => ({ left: `${timeline.place(day)}%` });
  // Two labels side by side need room; the day of signing also stands above the headline.
  const apart = (day: string): boolean =>
    Math.abs(timeline.place(view.on) - timeline.place(day)) >= 40;
  return (
    <div className="axis">
      <span className="visually-hidden">{words.timeline}</span>
      {view.signed === null || !apart(view.signed) ? null : (
        <span className="mark-signed" style={left(view.signed)} aria-hidden="true">
          {words.signedOn(view.signed)}
        </span>
      )}
      <span
        className={timeline.place(view.on) > 80 ? "mark-on end" : "mark-on"}
        style={left(view.on)}
        aria-hidden="true"
      >
        {words.onDay(view.on)}
        {view.on > timeline.until ? " →" : ""}
      </span>
      {timeline.ticks.map((tick, at) => (
        <span
          key={tick.at}
          className={tickClass(tick.words, at)}
          style={{ left: `${tick.at}%` }}
          aria-hidden="true"
        >
          {tick.words}
        </span>
      ))}
    </div>
  );
}

/** Every second tick goes where there is little room, then those that do not name their year. */
function tickClass(words: string, at: number): string {
  return `tick${at % 2 === 0 ? "" : " minor"}${/\d{4}$/u.test(words) ? "" : " no-year"}`;
}

interface RowProps {
  readonly row: ClockRow;
  readonly view: ClockView;
  readonly timeline: Timeline | null;
  readonly chosen: boolean;
}

function Row({ row, view, timeline, chosen }: RowProps): ReactElement {
  const address = useAddress();
  return (
    <tr data-row className={chosen ? "chosen" : ""}>
      <td className="clause rare">
        <UserText>{row.clause}</UserText>
      </td>
      <th scope="row" className="name">
        <Go to={address.path} search={{ ...address.search, task: row.task }} open>
          <UserText>{row.short}</UserText>
        </Go>
        <span className="below">
          <UserText>{row.lead_words}</UserText>
          {row.empty_offices.map((office) => (
            <span key={office.office}>
              {" · "}
              <span className="empty-seat">
                <UserText>{office.words}</UserText>
              </span>
            </span>
          ))}
        </span>
      </th>
      {timeline === null ? null : (
        <td className="bar-cell">
          <RowTimeline row={row} view={view} timeline={timeline} />
        </td>
      )}
      <td className="due">
        <Due row={row} />
      </td>
      <td className="state">
        <strong
          className={
            row.state.startsWith("no-delivery") || row.state.startsWith("delivered") ? "" : "calm"
          }
        >
          {row.state_words}
        </strong>
        <span className="below">
          <UserText>{stateNote(row)}</UserText>
        </span>
      </td>
    </tr>
  );
}

function stateNote(row: ClockRow): string {
  const { parts } = row;
  const handed = parts === null ? 0 : parts.submitted + parts.received + parts.accepted;
  const counted =
    parts === null || parts.expected < 2 ? [] : [words.partsOf(handed, parts.expected)];
  return [row.state_note, ...counted].filter((note) => note !== "").join(" · ");
}

function Due({ row }: { row: ClockRow }): ReactElement {
  if (row.due === null) return <span>{row.rule_words}</span>;
  const below =
    row.moved_by_rule && row.printed !== null ? words.printed(row.printed) : row.rule_words;
  return (
    <>
      {row.projected ? words.forecast(row.due) : shortDay(row.due)}
      <span className="below">
        {below}
        {row.closes_at === null ? "" : ` · ${words.closes(row.closes_at)}`}
      </span>
    </>
  );
}
