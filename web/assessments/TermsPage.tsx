import "./scores.css";
import type { ReactElement } from "react";
import { Extended, ReviewTerms, type SideTerms } from "../../src/assessments/stages.contract.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import { usePart } from "../app/address.ts";
import { useAnswer } from "../app/answers.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { textIn } from "../app/use-act.ts";
import { useMay } from "../app/use-may.ts";
import { reviewPath } from "../review/review.ts";
import { ActForm } from "../ui/ActForm.tsx";
import { termWords as words } from "./form-words.ts";
import { kinds } from "./score-rows.ts";

/** Under which terms a review is scored: who is blind, and by when each side is due. */
export function TermsPage(): ReactElement {
  const review = usePart("review");
  const path = `/api/reviews/${review}/terms`;
  const answer = useAnswer(ReviewTerms, path);
  const may = useMay("assessment.write");
  if (answer.isError || answer.data === undefined) {
    return <Unanswered answer={answer} reading={words.reading} />;
  }
  const terms = answer.data;
  return (
    <>
      <h1 className="work">{words.title}</h1>
      <p className="lede">{!terms.set ? words.none : terms.blind ? words.blind : words.open}</p>
      <ul className="side-list">
        {kinds.map((kind) => (
          <li key={kind}>
            <strong>{words.side[kind]}</strong>: {dueWords(terms[kind])}
          </li>
        ))}
      </ul>
      {terms.known_at === null ? null : (
        <p className="note">
          {shownText(words.setBy(terms.by_name, terms.known_at))} “{shownText(terms.reason)}”
        </p>
      )}
      {may ? (
        <div className="no-print">
          <SetTerms key={terms.leaf} terms={terms} path={path} />
          <Extend path={`/api/reviews/${review}/extensions`} />
        </div>
      ) : (
        <p className="note">{words.noRole}</p>
      )}
      <nav className="other-views no-print">
        <Go to={`${reviewPath(review)}/scores`}>{words.toScores}</Go>
      </nav>
    </>
  );
}

function dueWords({ task, due_day: day }: SideTerms): string {
  if (task !== undefined) return shownText(words.dueTask(task));
  return day === undefined ? words.neverDue : words.dueDay(day);
}

function SetTerms(props: { terms: ReviewTerms; path: string }): ReactElement {
  const { terms, path } = props;
  return (
    <section aria-labelledby="set-terms">
      <h2 id="set-terms" className="section-head">
        {words.set}
      </h2>
      <p className="note">{words.setNote}</p>
      <ActForm
        schema={ReviewTerms}
        path={path}
        button={words.set}
        firm
        bodyOf={(form) => ({
          blind: form.get("blind") === "on",
          self: sideIn(form, "self"),
          independent: sideIn(form, "independent"),
          reason: textIn(form, "reason"),
        })}
      >
        <label className="tick">
          <input type="checkbox" name="blind" defaultChecked={terms.blind} />
          {words.blindBox}
        </label>
        {kinds.map((kind) => (
          <div key={kind} className="due-fields">
            <label className="field">
              {words.day[kind]}
              <input type="date" name={`${kind}-day`} defaultValue={terms[kind].due_day ?? ""} />
            </label>
            <label className="field">
              {words.task[kind]}
              <input name={`${kind}-task`} defaultValue={terms[kind].task ?? ""} maxLength={120} />
            </label>
          </div>
        ))}
        <Reason />
      </ActForm>
    </section>
  );
}

/** What a side is due by; what was left empty is left out. */
function sideIn(form: FormData, kind: string): SideTerms {
  const [task, day] = [textIn(form, `${kind}-task`), textIn(form, `${kind}-day`)];
  return { ...(task === "" ? {} : { task }), ...(day === "" ? {} : { due_day: day }) };
}

function Extend(props: { path: string }): ReactElement {
  return (
    <section aria-labelledby="extend">
      <h2 id="extend" className="section-head">
        {words.extend}
      </h2>
      <p className="note">{words.extendNote}</p>
      <ActForm
        schema={Extended}
        path={props.path}
        button={words.extend}
        bodyOf={(form) => ({
          organisations: textIn(form, "organisations")
            .split(/\r?\n/u)
            .map((line) => line.trim())
            .filter((line) => line !== ""),
          side: textIn(form, "side"),
          until: textIn(form, "until"),
          officer: textIn(form, "officer"),
          reason: textIn(form, "reason"),
        })}
      >
        <label className="field">
          {words.organisations}
          <textarea name="organisations" rows={3} required maxLength={100_000} />
        </label>
        <label className="field">
          {words.whichSide}
          <select name="side">
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {words.side[kind]}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          {words.until}
          <input type="date" name="until" required />
        </label>
        <label className="field">
          {words.officer}
          <input name="officer" required maxLength={300} autoComplete="off" />
        </label>
        <Reason />
      </ActForm>
    </section>
  );
}

function Reason(): ReactElement {
  return (
    <label className="field">
      {words.reason}
      <input name="reason" required maxLength={2000} autoComplete="off" />
    </label>
  );
}
