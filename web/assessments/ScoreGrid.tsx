import { memo, type ReactElement, type RefObject } from "react";
import type { ScoreKind, ScoreValue } from "../../src/assessments/scores.contract.ts";
import { UserText } from "../ui/UserText.tsx";
import { differenceOf, type ScoreRow, type Standing, counts } from "./score-rows.ts";
import { cellOf, type Entries, type Entry } from "./score-saver.ts";
import { ScoreTrack } from "./ScoreTrack.tsx";
import type { Drawn } from "./use-window.ts";
import { words } from "./words.ts";

/** The cell in focus. */
export interface Focus {
  readonly row: number;
  readonly kind: ScoreKind;
}

interface GridProps {
  readonly grid: RefObject<HTMLTableElement | null>;
  /** "Item", or "Organisation". */
  readonly head: string;
  readonly label: string;
  readonly rows: readonly ScoreRow[];
  /** Which sides are to be seen; of two, the first is the organisation's own. */
  readonly sides: readonly ScoreKind[];
  readonly entries: Entries;
  readonly standing: Standing;
  readonly focus: Focus;
  readonly setFocus: (focus: Focus) => void;
  readonly rowHeight: number;
  /** Rows that are selected; left out where nothing can be. */
  readonly chosen?: ReadonlySet<string>;
  readonly choose?: (key: string) => void;
  /** Which rows are drawn, and the element that holds them. */
  readonly drawn: Drawn;
  readonly body: RefObject<HTMLTableSectionElement | null>;
}

/** Names the element of a cell, for whoever reads the page aloud. */
function cellId(row: number, kind: ScoreKind): string {
  return `cell-${row}-${kind}`;
}

/**
 * Pairs of scores in a grid with one place in the order of tabs: arrows and keys move inside of it
 * (the pattern "grid" of WAI-ARIA). Of a long list only what is near the screen is drawn.
 */
export function ScoreGrid({ grid, body, ...props }: GridProps): ReactElement {
  const { rows, sides, focus, chosen, rowHeight, drawn } = props;
  const inSight = focus.row >= drawn.first && focus.row < drawn.last;
  const both = sides.length === 2;
  const columns = (chosen === undefined ? 3 : 4) + sides.length;
  return (
    <table
      ref={grid}
      className={both ? "rows scores" : "rows scores one-side"}
      // One place in the order of tabs, with arrows inside: what a plain table does not have.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
      {...(inSight ? { "aria-activedescendant": cellId(focus.row, focus.kind) } : {})}
    >
      <thead>
        <tr aria-rowindex={1}>
          {chosen === undefined ? null : (
            <th scope="col" className="choose-head">
              <span className="visually-hidden">{words.selected}</span>
            </th>
          )}
          <th scope="col">{props.head}</th>
          {sides.map((side) => (
            <th key={side} scope="col" className="value-head">
              {words[side]}
            </th>
          ))}
          <th scope="col" className="track-head">
            <ScaleHead scale={rows[focus.row]?.scale ?? "level"} />
          </th>
          <th scope="col">
            {both ? words.difference : ""}
            {both ? null : <span className="visually-hidden">{words.difference}</span>}
          </th>
        </tr>
      </thead>
      <Space rows={drawn.first} height={rowHeight} columns={columns} />
      <tbody ref={body}>
        {rows.slice(drawn.first, drawn.last).map((row, index) => {
          const place = drawn.first + index;
          return (
            <GridRow
              key={row.key}
              row={row}
              place={place}
              sides={sides}
              focused={place === focus.row ? focus.kind : null}
              self={props.standing(row, "self")}
              independent={props.standing(row, "independent")}
              ownEntry={props.entries.get(cellOf({ ...row, kind: "self" }))}
              foundEntry={props.entries.get(cellOf({ ...row, kind: "independent" }))}
              setFocus={props.setFocus}
              {...(chosen === undefined ? {} : { chosen: chosen.has(row.key) })}
              {...(props.choose === undefined ? {} : { choose: props.choose })}
            />
          );
        })}
      </tbody>
      <Space rows={rows.length - drawn.last} height={rowHeight} columns={columns} />
    </table>
  );
}

/** The room of the rows that are not drawn. */
function Space(props: { rows: number; height: number; columns: number }): ReactElement | null {
  if (props.rows <= 0) return null;
  return (
    <tbody aria-hidden="true" className="space">
      <tr>
        {/* Empty room, and no control of the grid. */}
        {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label */}
        <td colSpan={props.columns} style={{ height: `${props.rows * props.height}px` }} />
      </tr>
    </tbody>
  );
}

function ScaleHead(props: { scale: string }): ReactElement {
  const ends = { level: ["1", "2", "3", "4", "5"], "yes-no": ["no", "yes"] };
  const names =
    props.scale === "level"
      ? ends.level
      : props.scale === "yes-no"
        ? ends["yes-no"]
        : ["0", "100\u00A0%"];
  return (
    <>
      <span className="visually-hidden">{words.scale}</span>
      <span className="scale-head" aria-hidden="true">
        {names.map((name) => (
          <span key={name}>{name}</span>
        ))}
      </span>
    </>
  );
}

interface RowProps {
  readonly row: ScoreRow;
  readonly place: number;
  readonly sides: readonly ScoreKind[];
  readonly focused: ScoreKind | null;
  readonly self: ScoreValue | undefined;
  readonly independent: ScoreValue | undefined;
  readonly ownEntry: Entry | undefined;
  readonly foundEntry: Entry | undefined;
  readonly setFocus: (focus: Focus) => void;
  readonly chosen?: boolean;
  readonly choose?: (key: string) => void;
}

/** One row; drawn again only when something of its own has changed. */
const GridRow = memo(function GridRow(props: RowProps): ReactElement {
  const { row, place, sides, focused, self, independent } = props;
  const difference = differenceOf(row.scale, self, independent);
  const values = { self, independent };
  const entries = { self: props.ownEntry, independent: props.foundEntry };
  const both = sides.length === 2;
  return (
    <tr
      aria-rowindex={place + 2}
      className={`${focused === null ? "" : "chosen"} ${counts(row) ? "" : "closed-row"}`.trim()}
      {...(props.chosen === undefined ? {} : { "aria-selected": props.chosen })}
      onClick={() => {
        if (focused === null) props.setFocus({ row: place, kind: sides.at(-1) ?? "self" });
      }}
    >
      {props.chosen === undefined ? null : (
        <td className="choose-cell">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={row.name}
            checked={props.chosen}
            onChange={() => props.choose?.(row.key)}
          />
        </td>
      )}
      <th scope="row" className="name">
        {row.code === "" ? null : (
          <span className="code soft">
            <UserText>{row.code}</UserText>{" "}
          </span>
        )}
        <UserText>{row.name}</UserText>
      </th>
      {sides.map((kind) => (
        <Cell
          key={kind}
          row={row}
          place={place}
          kind={kind}
          value={values[kind]}
          entry={entries[kind]}
          focused={focused === kind}
          setFocus={props.setFocus}
        />
      ))}
      <td className="track-cell">
        <ScoreTrack scale={row.scale} self={self} independent={independent} sides={sides} />
      </td>
      <td className={both && difference.wide ? "difference wide" : "difference"}>
        <Marks own={props.ownEntry} found={props.foundEntry}>
          {row.withdrawn
            ? words.withdrawn
            : !row.applicable
              ? words.notApplicable
              : both
                ? words.apartBy(difference, row.scale, self, independent)
                : oneSide(values[sides[0] ?? "independent"])}
        </Marks>
      </td>
    </tr>
  );
});

/** What is said of a row where one side alone is to be seen. */
function oneSide(value: ScoreValue | undefined): string {
  if (value === undefined) return words.legend.blindHatch;
  return "missing" in value ? words.value(value) : "";
}

/** What is said of a row; in its place, what of it is not saved. */
function Marks(props: {
  own: Entry | undefined;
  found: Entry | undefined;
  children: string;
}): ReactElement {
  const open = [props.own, props.found].filter(
    (entry) => entry !== undefined && (entry.state === "failed" || entry.state === "conflict"),
  );
  const [first] = open;
  if (first === undefined) return <>{props.children}</>;
  return <strong className="row-mark">{words.state[first.state]}</strong>;
}

interface CellProps {
  readonly row: ScoreRow;
  readonly place: number;
  readonly kind: ScoreKind;
  readonly value: ScoreValue | undefined;
  readonly entry: Entry | undefined;
  readonly focused: boolean;
  readonly setFocus: (focus: Focus) => void;
}

function Cell(props: CellProps): ReactElement {
  const { row, place, kind, value, entry, focused } = props;
  const nothing = value === undefined || "missing" in value;
  const closed = row.closed[kind] !== "" || !counts(row);
  const classes = [
    "box",
    nothing ? "nothing" : "",
    focused ? "focused" : "",
    closed ? "locked" : "",
    entry === undefined ? "" : entry.state,
  ];
  return (
    <td
      id={cellId(place, kind)}
      className="value-cell"
      onClick={(event) => {
        event.stopPropagation();
        props.setFocus({ row: place, kind });
      }}
    >
      <span className="side-name" aria-hidden="true">
        {words[kind]}
      </span>
      <span className={classes.filter((name) => name !== "").join(" ")}>
        {nothing ? words.none : words.value(value)}
      </span>
      {value !== undefined && nothing ? (
        <span className="visually-hidden"> {words.value(value)}</span>
      ) : null}
      {entry === undefined || entry.state === "saved" ? null : (
        <span className="visually-hidden"> {words.state[entry.state]}</span>
      )}
    </td>
  );
}
