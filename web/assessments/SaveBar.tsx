import type { ReactElement, ReactNode } from "react";
import { shownText } from "../../src/kit/shown-text.ts";
import type { Entry } from "./score-saver.ts";
import type { Scores } from "./use-scores.ts";
import { words } from "./words.ts";

interface SaveBarProps {
  readonly scores: Scores;
  /** What a key just did that saves nothing: "There is nothing to undo." */
  readonly said: string;
  readonly open: boolean;
  readonly compare: () => void;
  readonly keys: readonly (readonly [readonly string[], string])[];
  /** On a phone, where no keys are: the buttons of the cell in focus. */
  readonly children?: ReactNode;
}

/** What was saved last and under which leaf, what was not, and the keys of the page. */
export function SaveBar(props: SaveBarProps): ReactElement {
  return (
    <div className="save-bar no-print">
      <p role="status">
        <State {...props} />
      </p>
      {props.children}
      <ul className="key-list" aria-label={words.keysLabel}>
        {props.keys.map(([keys, meaning]) => (
          <li key={meaning}>
            {keys.map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}{" "}
            {meaning}
          </li>
        ))}
      </ul>
    </div>
  );
}

function State(props: SaveBarProps): ReactElement {
  const all = [...props.scores.entries.values()];
  const of = (state: Entry["state"]) => all.filter((entry) => entry.state === state);
  const conflicts = of("conflict");
  const failed = of("failed");
  const saving = of("saving");
  // What somebody else saved, and was left, has no time of this page.
  const last = of("saved")
    .filter(({ at }) => at !== "")
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))[0];
  if (conflicts.length > 0) {
    return (
      <>
        <strong className="not-saved">{words.conflicts(conflicts.length)}</strong>{" "}
        <button type="button" className="plain" onClick={props.compare}>
          {words.compare}
        </button>
      </>
    );
  }
  if (failed.length > 0) {
    const [{ problem } = { problem: null }] = failed;
    return (
      <>
        <strong className="not-saved">{words.notSaved(failed.length)}</strong>{" "}
        {problem === null ? "" : shownText(problem.message)}{" "}
        <button type="button" className="plain" onClick={() => props.scores.saver.retry()}>
          {words.retry}
        </button>
      </>
    );
  }
  if (saving.length > 0) return <>{words.saving(saving.length)}</>;
  if (last !== undefined) {
    return (
      <>
        <strong>{words.saved}</strong> {last.at}
        {last.leaf === null ? null : (
          <>
            {` · ${words.leaf} `}
            <code>{last.leaf.slice(0, 8)}</code>
            {` · ${words.follows}`}
          </>
        )}
        {props.said === "" ? "" : ` · ${props.said}`}
      </>
    );
  }
  return <>{props.said === "" ? (props.open ? words.ready : words.readOnly) : props.said}</>;
}
