import type { ReactElement } from "react";
import { VerdictChanged, type Verdict } from "../../src/confirmations/verdicts.contract.ts";
import type { RiskPage } from "../../src/findings/risks.contract.ts";
import { textIn } from "../app/use-act.ts";
import { ActForm } from "../ui/ActForm.tsx";
import { UserText } from "../ui/UserText.tsx";
import { disputedIn } from "./verdict-state.ts";
import { words } from "./words.ts";

interface SayProps {
  readonly verdict: Verdict;
  readonly risks: RiskPage["records"];
}

const base = ({ review, organisation }: Verdict): string =>
  `/api/reviews/${review}/organisations/${organisation}`;

/** The reply of the organisation: in words, and on each risk. Closed risks are spoken of no more. */
export function ReplyForm(props: SayProps): ReactElement {
  const { verdict } = props;
  const { reply } = verdict;
  const risks = props.risks.filter(({ state }) => state === "open");
  const form = (
    <ActForm
      schema={VerdictChanged}
      path={`${base(verdict)}/reply`}
      button={words.doReply}
      firm
      bodyOf={(given) => ({
        draft: verdict.draft,
        text: textIn(given, "text"),
        points: risks.map(({ id }) => ({
          risk: id,
          position: textIn(given, `position-${id}`),
          text: textIn(given, `text-${id}`),
        })),
      })}
    >
      <label className="field">
        {words.replyText}
        <textarea name="text" rows={5} required maxLength={8000} defaultValue={reply?.text ?? ""} />
      </label>
      {risks.map(({ id, content }) => {
        const before = reply?.points.find(({ risk }) => risk === id);
        return (
          <fieldset key={id} className="field say">
            <legend>
              {words.position(id)}: <UserText>{content.title}</UserText>
            </legend>
            <div className="say-choices">
              {(["agree", "partly", "disagree"] as const).map((position) => (
                <label key={position} className="say-choice">
                  <input
                    type="radio"
                    name={`position-${id}`}
                    value={position}
                    required
                    defaultChecked={before?.position === position}
                  />
                  {words.positions[position]}
                </label>
              ))}
            </div>
            <label className="field">
              {words.positionText(id)}
              <textarea
                name={`text-${id}`}
                rows={2}
                maxLength={8000}
                defaultValue={before?.text ?? ""}
              />
            </label>
          </fieldset>
        );
      })}
    </ActForm>
  );
  return (
    <Part id="reply" title={words.reply} again={reply === null ? "" : words.replyAgain}>
      <p className="note">{words.replyNote}</p>
      {form}
    </Part>
  );
}

/** The office's final word: in words, and on each risk that is disputed or was spoken of. */
export function FinalWordForm(props: SayProps): ReactElement {
  const { verdict, risks } = props;
  const { final_word } = verdict;
  const disputed = disputedIn(verdict);
  return (
    <Part
      id="final-word"
      title={words.finalWord}
      again={final_word === null && disputed.size > 0 ? "" : words.finalWordAgain}
    >
      <p className="note">{words.finalWordNote}</p>
      <ActForm
        schema={VerdictChanged}
        path={`${base(verdict)}/final-word`}
        button={words.doFinalWord}
        firm
        bodyOf={(given) => ({
          draft: verdict.draft,
          text: textIn(given, "text"),
          points: risks.flatMap(({ id }) => {
            const word = textIn(given, `word-${id}`);
            return word === "" ? [] : [{ risk: id, word, text: textIn(given, `text-${id}`) }];
          }),
        })}
      >
        <label className="field">
          {words.finalWordText}
          <textarea
            name="text"
            rows={4}
            required
            maxLength={8000}
            defaultValue={final_word?.text ?? ""}
          />
        </label>
        {risks.map(({ id, content }) => {
          const before = final_word?.points.find(({ risk }) => risk === id);
          return (
            <fieldset key={id} className="field say">
              <legend>
                {id}: <UserText>{content.title}</UserText>
                {disputed.has(id) ? <span className="soft"> ({words.disputed})</span> : null}
              </legend>
              <label className="field">
                {words.word(id)}
                <select name={`word-${id}`} defaultValue={before?.word ?? ""}>
                  <option value="">{words.noWord}</option>
                  {(["upheld", "changed", "withdrawn"] as const).map((word) => (
                    <option key={word} value={word}>
                      {words.finals[word]}
                    </option>
                  ))}
                </select>
              </label>
              <label className="field">
                {words.wordText(id)}
                <textarea
                  name={`text-${id}`}
                  rows={2}
                  maxLength={8000}
                  defaultValue={before?.text ?? ""}
                />
              </label>
            </fieldset>
          );
        })}
      </ActForm>
    </Part>
  );
}

/** A later last day for the reply, with a reason. */
export function ExtensionForm(props: { readonly verdict: Verdict }): ReactElement {
  const { verdict } = props;
  return (
    <Part id="extension" title={words.extend} again={words.extend}>
      <ActForm
        schema={VerdictChanged}
        path={`${base(verdict)}/reply-extension`}
        button={words.doExtend}
        bodyOf={(given) => ({
          draft: verdict.draft,
          until: textIn(given, "until"),
          reason: textIn(given, "reason"),
        })}
      >
        <label className="field">
          {words.extendUntil}
          <input name="until" type="date" required />
        </label>
        <label className="field">
          {words.reason}
          <input name="reason" required maxLength={2000} autoComplete="off" />
        </label>
      </ActForm>
    </Part>
  );
}

/** A form under its heading, or folded behind words where it is not the next thing to do. */
function Part(props: {
  readonly id: string;
  readonly title: string;
  /** Empty: unfolded. */
  readonly again: string;
  readonly children: React.ReactNode;
}): ReactElement {
  const { id, title, again, children } = props;
  if (again !== "") {
    return (
      <details className="approve no-print">
        <summary>{again}</summary>
        {children}
      </details>
    );
  }
  return (
    <section className="verdict-part no-print" aria-labelledby={`form-${id}`}>
      <h2 id={`form-${id}`}>{title}</h2>
      {children}
    </section>
  );
}
