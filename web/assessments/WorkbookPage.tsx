import "./scores.css";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useRef, useState } from "react";
import { WorkbookImport } from "../../src/assessments/score-workbook.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { usePart } from "../app/address.ts";
import { shortDigest } from "../app/days.ts";
import { sendFiles } from "../app/fetch-json.ts";
import { Go } from "../app/Go.tsx";
import { reviewPath } from "../review/review.ts";
import { Refused } from "../ui/Refused.tsx";
import { UserText } from "../ui/UserText.tsx";
import { bookWords as words } from "./form-words.ts";
import { textOf } from "./text-of.ts";
import { words as scoreWords } from "./words.ts";

const drawn = 500;

/** Brings a filled workbook in: first the difference it makes, then, when no row is wrong, all of it. */
export function WorkbookPage(): ReactElement {
  const review = usePart("review");
  const form = useRef<HTMLFormElement>(null);
  const client = useQueryClient();
  const [preview, setPreview] = useState<WorkbookImport | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  async function send(difference: string | undefined): Promise<void> {
    if (form.current === null) return;
    const given = new FormData(form.current);
    const file = given.get("file");
    setError(null);
    setSaid("");
    setBusy(true);
    try {
      const { answer, leaves } = await sendFiles(
        WorkbookImport,
        `/api/reviews/${review}/scores/workbook`,
        { file: file instanceof File ? file : undefined },
        {
          day: textOf(given, "day"),
          ...(difference === undefined ? { dry_run: "true" } : { difference }),
        },
      );
      setPreview(answer);
      if (difference === undefined || answer.unchanged) return;
      setSaid(words.saved(answer.given, shortDigest(leaves[0] ?? "")));
      await client.invalidateQueries();
    } catch (problem) {
      setPreview(null);
      setError(problem);
    } finally {
      setBusy(false);
    }
  }
  const ready = preview !== null && preview.wrong === 0 && preview.given > 0 && said === "";
  return (
    <>
      <h1 className="work">{words.title}</h1>
      <p className="lede">{words.lede}</p>
      <form
        ref={form}
        className="act-form"
        onChange={() => {
          setPreview(null);
          setSaid("");
        }}
        onSubmit={(event) => {
          event.preventDefault();
          void send(undefined);
        }}
      >
        <label className="field">
          {words.file}
          <input type="file" name="file" required accept=".xlsx" />
        </label>
        <label className="field">
          {words.day}
          <input type="date" name="day" />
        </label>
        <Refused error={error} failed={words.failed} />
        <button type="submit" className="quiet" disabled={busy}>
          {words.show}
        </button>
      </form>
      <div role="status">
        {said === "" ? null : <p className="note">{said}</p>}
        {preview === null ? null : <Difference found={preview} />}
      </div>
      {ready ? (
        <p className="actions">
          <button
            type="button"
            className="firm"
            disabled={busy}
            onClick={() => void send(preview.difference)}
          >
            {words.save(preview.given)}
          </button>
        </p>
      ) : null}
      <nav className="other-views no-print">
        {preview === null ? null : (
          <Go to={`${reviewPath(review)}/organisations/${preview.organisation}/scores`}>
            {words.toSheet}
          </Go>
        )}
        <Go to={`${reviewPath(review)}/scores`}>{scoreWords.toOverview}</Go>
      </nav>
    </>
  );
}

/** What a workbook would change, or which of its rows are wrong. */
function Difference(props: { found: WorkbookImport }): ReactElement {
  const { found } = props;
  return (
    <section className="workbook-difference">
      <h2 className="section-head">{words.table}</h2>
      <p>
        <UserText>{words.about(found.organisation, found.kind, found.day)}</UserText>{" "}
        {found.given === 0 && found.wrong === 0
          ? words.nothing
          : words.found(found.given, found.same, found.left_out)}{" "}
        <span className="soft">{words.madeAsOf(found.made_as_of)}</span>
      </p>
      {found.wrong === 0 ? null : <Problems found={found} />}
      {found.changes.length === 0 ? null : <Changes found={found} />}
    </section>
  );
}

function Problems(props: { found: WorkbookImport }): ReactElement {
  const { wrong, problems } = props.found;
  return (
    <>
      <p>
        <strong>{words.wrong(wrong)}</strong>
      </p>
      <ul className="side-list">
        {problems.slice(0, drawn).map(({ sheet, row, column, sentence }) => (
          <li key={`${sheet} ${row} ${column} ${sentence}`}>
            <strong>{shownText(words.place(sheet, row, column))}:</strong>{" "}
            <UserText>{sentence}</UserText>
          </li>
        ))}
      </ul>
    </>
  );
}

function Changes(props: { found: WorkbookImport }): ReactElement {
  const { changes, given } = props.found;
  const shown = changes.slice(0, drawn);
  return (
    <>
      <table className="rows compact plain-table" aria-label={words.table}>
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            <th scope="col">{words.where}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((change) => (
            <tr key={`${change.sheet} ${change.row}`}>
              <th scope="row" className="name">
                <UserText>{change.item}</UserText>
              </th>
              <td data-head={words.where}>
                <UserText>{words.place(change.sheet, change.row, "")}</UserText>
              </td>
              <td data-head={words.before}>
                {change.before === null ? (
                  <span className="soft">{scoreWords.neverScored}</span>
                ) : (
                  scoreWords.value(change.before)
                )}
                {change.changed_since ? <strong className="late"> {words.since}</strong> : null}
              </td>
              <td data-head={words.after}>
                <strong>{scoreWords.value(change.after)}</strong>
                {change.remark ? <span className="soft"> {words.remark}</span> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {given > shown.length ? <p className="note">{words.more(given - shown.length)}</p> : null}
    </>
  );
}
