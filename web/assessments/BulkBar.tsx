import { type ReactElement, useState } from "react";
import { ManyGiven } from "../../src/assessments/score-views.contract.ts";
import type { ScoreKind, ScoreValue } from "../../src/assessments/scores.contract.ts";
import { sendJson } from "../app/fetch-json.ts";
import { Refused } from "../ui/Refused.tsx";
import { counts, type ScoreRow } from "./score-rows.ts";
import { cellOf } from "./score-saver.ts";
import type { Scores } from "./use-scores.ts";
import { words } from "./words.ts";

interface BulkBarProps {
  readonly review: string;
  readonly day: string;
  readonly rows: readonly ScoreRow[];
  readonly shown: readonly ScoreRow[];
  readonly sides: readonly ScoreKind[];
  readonly scores: Scores;
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
  readonly done: () => void;
}

/** Gives many organisations the same score of one item, by one act of the log. */
export function BulkBar(props: BulkBarProps): ReactElement | null {
  const { rows, chosen, setChosen, sides } = props;
  const picked = rows.filter(({ key }) => chosen.has(key));
  const open = sides.filter((kind) => rows.some((row) => row.closed[kind] === ""));
  const [side, setSide] = useState<ScoreKind>(open.at(-1) ?? "self");
  const [note, setNote] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  if (open.length === 0) return null;
  const able = picked.filter((row) => counts(row) && row.closed[side] === "");
  async function give(value: ScoreValue): Promise<void> {
    setBusy(true);
    setError(null);
    const scores = able.map((row) => ({
      organisation: row.organisation,
      item: row.item,
      kind: side,
      day: props.day,
      value,
      wording: row.wording,
      expects:
        props.scores.entries.get(cellOf({ ...row, kind: side }))?.leaf ?? row[side]?.leaf ?? null,
      ...(note.trim() === "" ? {} : { note: note.trim() }),
    }));
    try {
      const path = `/api/reviews/${props.review}/scores/many`;
      const { answer } = await sendJson(ManyGiven, "POST", path, { scores });
      setSaid(words.bulkDone(answer.given, answer.same));
      setChosen(new Set());
      setNote("");
      props.done();
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  }
  return (
    <section className="bulk-bar no-print" aria-label={words.bulk}>
      <p role="status">
        {picked.length === 0 && said !== "" ? said : words.chosen(picked.length)}{" "}
        <button
          type="button"
          className="plain"
          onClick={() => setChosen(new Set(props.shown.map(({ key }) => key)))}
        >
          {words.chooseAll}
        </button>{" "}
        {picked.length === 0 ? null : (
          <button type="button" className="plain" onClick={() => setChosen(new Set())}>
            {words.chooseNone}
          </button>
        )}
      </p>
      {picked.length === 0 ? null : (
        <>
          {open.length < 2 ? null : (
            <label className="choice">
              <span>{words.bulkSide}</span>
              <select
                value={side}
                onChange={(event) =>
                  setSide(event.target.value === "self" ? "self" : "independent")
                }
              >
                {open.map((kind) => (
                  <option key={kind} value={kind}>
                    {words.sideHead[kind]}
                  </option>
                ))}
              </select>
            </label>
          )}
          <label className="search-field">
            <span>{words.bulkNote}</span>
            <input
              value={note}
              maxLength={8000}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
          <div className="pad" role="group" aria-label={words.bulkGive(side)}>
            {choicesOf(rows[0]).map((value) => (
              <button
                key={words.value(value)}
                type="button"
                disabled={busy || able.length === 0}
                onClick={() => void give(value)}
              >
                {words.value(value)}
              </button>
            ))}
          </div>
          {able.length < picked.length ? (
            <p className="note">{words.bulkClosed(picked.length - able.length)}</p>
          ) : null}
        </>
      )}
      <Refused error={error} failed={words.notSavedShort} />
    </section>
  );
}

/** What may be given to many at once on a scale; a share is each organisation's own. */
function choicesOf(row: ScoreRow | undefined): readonly ScoreValue[] {
  const none: readonly ScoreValue[] = [{ missing: "not-reported" }, { missing: "not-examined" }];
  if (row?.scale === "level") return [...[1, 2, 3, 4, 5].map((level) => ({ level })), ...none];
  if (row?.scale === "yes-no") return [{ answer: "yes" }, { answer: "no" }, ...none];
  return none;
}
