import { type ReactElement, useState } from "react";
import { Popup } from "../ui/Popup.tsx";
import { useAddress } from "./address.ts";
import { dayInWords } from "./days.ts";
import { useKeys } from "../ui/keys.ts";
import { words } from "./words.ts";

interface OnControlProps {
  /** Days with evidence, newest first. */
  readonly days: readonly string[];
  /** The day shown. */
  readonly day: string;
}

/** The day spoken of, which changes every number; and, rarer, the instant as known at. */
export function OnControl(props: OnControlProps): ReactElement {
  const address = useAddress();
  const shown = address.on === "" ? props.day : address.on;
  const past = props.days[0] !== undefined && shown < props.days[0];
  useKeys({
    "[": () => step(props.days.findIndex((day) => day < shown)),
    "]": () => step(props.days.findLastIndex((day) => day > shown)),
  });
  function step(index: number): void {
    const day = props.days[index];
    if (day !== undefined) address.change({ on: day });
  }
  return (
    <Popup
      label={words.onTitle}
      className={past ? "on past" : "on"}
      button={
        <>
          {words.on} <strong>{dayInWords(shown)}</strong>
        </>
      }
    >
      {(close) => <OnPanel {...props} shown={shown} close={close} />}
    </Popup>
  );
}

function OnPanel(props: OnControlProps & { shown: string; close: () => void }): ReactElement {
  const address = useAddress();
  const [day, setDay] = useState(props.shown);
  const [instant, setInstant] = useState(address.asOf);
  function choose(on: string): void {
    props.close();
    address.change({ on });
  }
  return (
    <>
      <p className="note">{words.onHint}</p>
      <h2 className="small">{words.onDays}</h2>
      <ul className="choices">
        {props.days.map((choice, index) => (
          <li key={choice}>
            <button
              type="button"
              aria-pressed={choice === props.shown}
              onClick={() => choose(choice)}
            >
              {dayInWords(choice)}
              {index === 0 ? <span className="soft"> {words.onNewest}</span> : null}
            </button>
          </li>
        ))}
      </ul>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.close();
          address.change({ on: day, as_of: instant.trim() });
        }}
      >
        <label>
          {words.onOther}
          <input type="date" value={day} onChange={(event) => setDay(event.target.value)} />
        </label>
        <label>
          {words.asOf}
          <input
            type="text"
            className="mono"
            value={instant}
            placeholder="2026-11-22T10:00:00Z"
            pattern="\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z"
            onChange={(event) => setInstant(event.target.value)}
          />
        </label>
        <p className="note">{words.asOfHint}</p>
        <button type="submit" className="firm">
          {words.show}
        </button>
      </form>
    </>
  );
}
