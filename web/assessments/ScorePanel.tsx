import { type ReactElement, type RefObject, useState } from "react";
import type { ScoreKind, ScoreValue, ShownScore } from "../../src/assessments/scores.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { UserText } from "../ui/UserText.tsx";
import { EvidenceList } from "./EvidenceList.tsx";
import { History } from "./History.tsx";
import { ShareForm } from "./NotReported.tsx";
import { counts, differenceOf, type ScoreRow } from "./score-rows.ts";
import { cellOf } from "./score-saver.ts";
import type { Scores } from "./use-scores.ts";
import { words } from "./words.ts";

interface PanelProps {
  readonly review: string;
  readonly row: ScoreRow;
  readonly kind: ScoreKind;
  readonly sides: readonly ScoreKind[];
  readonly scores: Scores;
  readonly evidenceField: RefObject<HTMLInputElement | null>;
  readonly give: (value: ScoreValue) => void;
  readonly askWhy: () => void;
  /** Goes back to the grid. */
  readonly back: () => void;
  readonly link: { readonly to: string; readonly words: string };
}

/** What stands beside the table: the item's wording, both scores with their notes, and what they rest on. */
export function ScorePanel(props: PanelProps): ReactElement {
  const { row, kind, sides, scores, review } = props;
  const closed = counts(row) ? row.closed[kind] : row.withdrawn ? words.closedRow : row.because;
  return (
    // Esc alone is taken here, for whichever field has the focus; the fields take the other keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className="score-panel"
      aria-label={words.panel}
      onKeyDown={(event) => {
        if (event.key === "Escape") props.back();
      }}
    >
      <p className="note">
        <UserText>{row.code === "" ? row.item : row.code}</UserText>
      </p>
      <h2>
        <UserText>{row.title}</UserText>
      </h2>
      {row.name === row.title ? null : (
        <p>
          <UserText>{row.name}</UserText>
        </p>
      )}
      <Wording text={row.text} />
      {sides.map((side) => (
        <Side key={side} row={row} side={side} scores={scores} />
      ))}
      {row.measured ? (
        <>
          <h3>{words.measured}</h3>
          <p>
            {words.measuredElsewhere}{" "}
            <Go to={`${reviewPath(review)}/items/${row.item}`}>{words.openItem}</Go>
          </p>
        </>
      ) : null}
      {closed === "" && counts(row) ? (
        <Entry key={cellOf({ ...row, kind })} {...props} />
      ) : (
        <p className="closed-words">{shownText(closed)}</p>
      )}
      <History review={review} row={row} sides={sides} />
      <p className="panel-link">
        <Go to={props.link.to}>{props.link.words}</Go>
      </p>
    </aside>
  );
}

const foldedFrom = 420;

/** The wording of an item; a long one is folded, and opens where it stands. */
function Wording(props: { text: string }): ReactElement {
  const text = shownText(props.text);
  if (text.length <= foldedFrom) return <p className="wording">{text}</p>;
  return (
    <details className="wording">
      <summary>{`${text.slice(0, text.lastIndexOf(" ", 160))} …`}</summary>
      <p>{text}</p>
    </details>
  );
}

/** One of both scores: what it says, by whom, since when, with its note and evidence. */
function Side(props: { row: ScoreRow; side: ScoreKind; scores: Scores }): ReactElement {
  const { row, side, scores } = props;
  const entry = scores.entries.get(cellOf({ ...row, kind: side }));
  const shown = row[side];
  if (entry === undefined && shown === null) {
    return <p className="side-head">{words.nobody[side]}</p>;
  }
  const value = scores.standing(row, side);
  const { note, evidence } = scores.remarkOf(row, side);
  return (
    <div className="side-said">
      <p className="side-head">
        {entry === undefined && shown !== null
          ? shownText(words.said(side, row.people[shown.by] ?? shown.by, shown.day))
          : words.justNow(side)}
        {entry === undefined && side === "self" && shown?.on_behalf === true
          ? `, ${words.onBehalf}`
          : ""}
        {entry === undefined && shown !== null && shown.tool !== null
          ? `, ${shownText(words.byTool(shown.tool.name, shown.tool.version))}`
          : ""}
      </p>
      <p>
        <strong>{words.value(value)}</strong>
        {note === "" ? null : (
          <>
            {" "}
            “<UserText>{note}</UserText>”
          </>
        )}
      </p>
      {entry === undefined && shown !== null ? <Remarks shown={shown} /> : null}
      <EvidenceList evidence={evidence} />
    </div>
  );
}

function Remarks(props: { shown: ShownScore }): ReactElement | null {
  const { overrides, after_lock: afterLock } = props.shown;
  if (overrides === null && !afterLock) return null;
  return (
    <p className="note">
      {overrides === null ? "" : words.replaced} {afterLock ? words.afterLock : ""}
    </p>
  );
}

/** The same as the keys give, for whoever points; with note and evidence of the score. */
function Entry(props: PanelProps): ReactElement {
  const { row, kind, scores } = props;
  const value = scores.standing(row, kind);
  const remark = scores.remarkOf(row, kind);
  const [note, setNote] = useState(remark.note);
  const other = scores.standing(row, kind === "self" ? "independent" : "self");
  const apart = props.sides.length === 2 && differenceOf(row.scale, value, other).kind === "apart";
  function keepNote(): void {
    if (value !== undefined && note !== remark.note) scores.give(row, kind, { value, note });
  }
  return (
    <div className="score-entry no-print">
      <p className="side-head">{`${words.give} · ${words.sideHead[kind]}`}</p>
      <Pad row={row} value={value} give={props.give} askWhy={props.askWhy} />
      {row.scale === "share" ? (
        <ShareForm units={row.units ?? ""} given={value} give={props.give} />
      ) : null}
      {value === undefined ? (
        <p className="note">{words.first}</p>
      ) : (
        <>
          <label className="side-head" htmlFor="score-note">
            {apart ? words.why : words.note}
          </label>
          <textarea
            id="score-note"
            rows={3}
            maxLength={8000}
            value={note}
            aria-describedby="score-note-hint"
            onChange={(event) => setNote(event.target.value)}
            onBlur={keepNote}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keepNote();
            }}
          />
          <p className="note" id="score-note-hint">
            {words.noteHint(kind)}
          </p>
          <EvidenceList
            evidence={remark.evidence}
            field={props.evidenceField}
            change={(evidence) => scores.give(row, kind, { value, evidence })}
          />
        </>
      )}
    </div>
  );
}

/** Buttons that give what the keys give. */
export function Pad(props: {
  readonly row: ScoreRow;
  readonly value: ScoreValue | undefined;
  readonly give: (value: ScoreValue) => void;
  readonly askWhy: () => void;
}): ReactElement {
  const { row, value } = props;
  const choices: readonly ScoreValue[] =
    row.scale === "level"
      ? [1, 2, 3, 4, 5].map((level) => ({ level }))
      : row.scale === "yes-no"
        ? [{ answer: "yes" }, { answer: "no" }, { answer: "unknown" }]
        : [];
  const now = words.value(value);
  return (
    <div className="pad">
      {choices.map((choice) => (
        <button
          key={words.value(choice)}
          type="button"
          aria-pressed={words.value(choice) === now}
          onClick={() => props.give(choice)}
        >
          {words.value(choice)}
        </button>
      ))}
      <button type="button" onClick={props.askWhy}>
        {words.notReported}
      </button>
    </div>
  );
}
