import type { ReactElement } from "react";
import { shownText } from "../../src/kit/shown-text.ts";
import { movedRow } from "./milestone-rows.ts";
import { words } from "./words.ts";

interface MilestoneFieldsProps {
  /** Rows as cells hold them: title, due, state, done on, then from, to, reason for each slip. */
  readonly rows: readonly (readonly string[])[];
  /** Those that the record has already. */
  readonly kept: readonly (readonly string[])[];
  readonly change: (rows: readonly (readonly string[])[]) => void;
  readonly refused: string;
}

const columns = [
  ["title", words.milestone, "text"],
  ["due", words.milestoneDue, "date"],
  ["state", words.milestoneState, "choice"],
  ["done", words.milestoneDone, "date"],
] as const;

/** The steps of an action. A date that moves asks why, and the earlier one is kept. */
export function MilestoneFields(props: MilestoneFieldsProps): ReactElement {
  const { rows, kept, change, refused } = props;
  const put = (at: number, row: readonly string[]): void =>
    change(rows.map((each, place) => (place === at ? row : each)));
  return (
    <fieldset className="field milestones-form" id="field-milestones" tabIndex={-1}>
      <legend>{words.fields["milestones"]?.label}</legend>
      <span className="note">{words.milestoneKept}</span>
      {refused === "" ? null : <span className="field-wrong">{shownText(refused)}</span>}
      {rows.map((row, at) => (
        // Rows are only ever added at the end.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className="milestone-row">
          {columns.map(([name, label, type], cell) => (
            <label key={name}>
              {label}
              {type === "choice" ? (
                <select
                  value={row[cell] ?? "open"}
                  onChange={(event) => put(at, row.with(cell, event.target.value))}
                >
                  {Object.entries(words.milestoneStates).map(([state, word]) => (
                    <option key={state} value={state}>
                      {word}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  type={type}
                  value={row[cell] ?? ""}
                  readOnly={cell === 0 && at < kept.length}
                  autoComplete="off"
                  onChange={(event) =>
                    put(
                      at,
                      name === "due"
                        ? movedRow(row, kept[at], event.target.value)
                        : row.with(cell, event.target.value),
                    )
                  }
                />
              )}
            </label>
          ))}
          {row.length > (kept[at]?.length ?? row.length) ? (
            <label className="why">
              {words.milestoneWhy}
              <input
                value={row.at(-1) ?? ""}
                required
                autoComplete="off"
                onChange={(event) => put(at, [...row.slice(0, -1), event.target.value])}
              />
            </label>
          ) : null}
        </div>
      ))}
      <button
        type="button"
        className="quiet"
        onClick={() => change([...rows, ["", "", "open", ""]])}
      >
        {words.addMilestone}
      </button>
    </fieldset>
  );
}
