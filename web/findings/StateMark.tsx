import type { ReactElement } from "react";
import type { RecordState } from "../../src/findings/records.contract.ts";
import { words } from "./words.ts";

/** How a record stands: a sign and a word. What is open is filled, what is behind us has a tick. */
export function StateMark(props: { readonly state: RecordState }): ReactElement {
  const { state } = props;
  const open = state === "open" || state === "in-progress";
  return (
    <span className="record-state">
      <svg viewBox="0 0 16 16" width={16} height={16} className="glyph" aria-hidden>
        <rect
          x={1.5}
          y={1.5}
          width={13}
          height={13}
          className={state === "open" ? "state-filled" : "state-empty"}
          strokeDasharray={state === "dropped" ? "2 2" : undefined}
        />
        {state === "in-progress" ? (
          <rect x={1.5} y={8} width={13} height={6.5} className="state-filled" />
        ) : null}
        {open || state === "dropped" ? null : (
          <path d="M4 8.5 7 11.5 12 5" className="state-tick" />
        )}
      </svg>
      {words.states[state]}
    </span>
  );
}
