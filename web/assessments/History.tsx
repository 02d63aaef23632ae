import { type ReactElement, useState } from "react";
import { ScoreHistory } from "../../src/assessments/score-views.contract.ts";
import type { ScoreKind } from "../../src/assessments/scores.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { useAnswer } from "../app/answers.ts";
import { shortDigest } from "../app/days.ts";
import { asProblem } from "../app/ProblemPage.tsx";
import type { ScoreRow } from "./score-rows.ts";
import { words } from "./words.ts";

interface HistoryProps {
  readonly review: string;
  readonly row: ScoreRow;
  readonly sides: readonly ScoreKind[];
}

/** Every score that an item ever had; read only when somebody asks for it. */
export function History(props: HistoryProps): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <div className="history-of no-print">
      <button type="button" className="plain" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? words.hideHistory : words.history}
      </button>
      {open ? <Shown key={`${props.row.organisation} ${props.row.item}`} {...props} /> : null}
    </div>
  );
}

function Shown(props: HistoryProps): ReactElement {
  const { review, row, sides } = props;
  const path = `/api/reviews/${review}/organisations/${row.organisation}/scores/${encodeURIComponent(row.item)}/history`;
  const [only] = sides;
  const answer = useAnswer(ScoreHistory, path, {
    limit: "50",
    kind: sides.length === 1 ? only : undefined,
  });
  if (answer.isError) return <p className="note">{shownText(asProblem(answer.error).message)}</p>;
  if (answer.data === undefined) return <p className="note">{words.readingHistory}</p>;
  const { scores, people } = answer.data;
  if (scores.length === 0) return <p className="note">{words.neverScored}</p>;
  return (
    <ol className="past-scores">
      {scores.map((score) => (
        <li key={`${score.leaf} ${score.kind} ${score.day}`}>
          {`${words.sideHead[score.kind]} `}
          <strong>{words.value(score.value)}</strong>
          {shownText(
            ` · ${words.said(score.kind, people[score.by] ?? score.by, score.day).split(" · ")[1] ?? ""}`,
          )}
          {score.after_lock ? ` · ${words.afterLock}` : ""}
          {score.note === "" ? "" : shownText(` · “${score.note}”`)}{" "}
          <code>{shortDigest(score.leaf)}</code>
        </li>
      ))}
    </ol>
  );
}
