import type { ReactElement, RefObject } from "react";
import { instantInWords } from "../app/days.ts";
import { UserText } from "../ui/UserText.tsx";
import { shownText } from "../../src/kit/shown-text.ts";
import { cellOf, type Entry } from "./score-saver.ts";
import type { Scores } from "./use-scores.ts";
import { words } from "./words.ts";

/** Shows what two people gave for the same item; the second of them sees both and chooses. */
export function Conflict({
  dialog,
  scores,
  titleOf,
}: {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly scores: Scores;
  readonly titleOf: (entry: Entry) => string;
}): ReactElement {
  const open = [...scores.entries.values()].filter(({ state }) => state === "conflict");
  const [entry] = open;
  function choose(which: "mine" | "theirs"): void {
    if (entry === undefined) return;
    scores.saver.choose(cellOf(entry.given), which);
    if (open.length <= 1) dialog.current?.close();
  }
  return (
    <dialog ref={dialog} className="small-dialog conflict" aria-labelledby="conflict-title">
      <h2 id="conflict-title">{words.conflictTitle}</h2>
      {entry === undefined ? null : (
        <>
          <p>
            {shownText(
              words.conflictWhat(
                titleOf(entry),
                entry.theirs === null ? "" : instantInWords(entry.theirs.known_at),
              ),
            )}
          </p>
          <div className="both-scores">
            <Given
              head={words.theirs}
              by={entry.theirs === null ? "" : words.by(entry.theirs.by)}
              value={words.value(entry.theirs?.value)}
              note={entry.theirs?.note ?? ""}
            />
            <Given
              head={words.yours}
              by=""
              value={words.value(entry.given.value)}
              note={entry.given.note}
            />
          </div>
          <p className="actions">
            <button type="button" className="quiet" onClick={() => choose("theirs")}>
              {words.keepTheirs}
            </button>
            <button type="button" className="firm" onClick={() => choose("mine")}>
              {words.keepMine}
            </button>
          </p>
        </>
      )}
      <form method="dialog">
        <button type="submit" className="plain">
          {words.cancel}
        </button>
      </form>
    </dialog>
  );
}

function Given(props: { head: string; by: string; value: string; note: string }): ReactElement {
  return (
    <div>
      <h3>
        {props.head} <span className="soft">{shownText(props.by)}</span>
      </h3>
      <p>
        <strong>{props.value}</strong>
        {props.note === "" ? null : (
          <>
            {" "}
            “<UserText>{props.note}</UserText>”
          </>
        )}
      </p>
    </div>
  );
}
