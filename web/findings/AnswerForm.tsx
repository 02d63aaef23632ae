import type { ReactElement } from "react";
import { SmallForm } from "./SmallForm.tsx";
import { textIn } from "./use-change.ts";
import { words } from "./words.ts";

/** What the addressee says to a recommendation. An earlier answer stays in the history. */
export function AnswerForm(props: { readonly path: string }): ReactElement {
  return (
    <SmallForm
      title={words.answer}
      path={`${props.path}/respond`}
      button={words.doAnswer}
      bodyOf={(form) => ({ answer: textIn(form, "answer"), text: textIn(form, "text") })}
    >
      <label className="field">
        {words.answerLabel}
        <select name="answer">
          {["agree", "partly", "disagree"].map((answer) => (
            <option key={answer} value={answer}>
              {words.valueOf(answer)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {words.answerText}
        <span className="note">{words.answerTextHint}</span>
        <textarea name="text" maxLength={8000} rows={4} />
      </label>
    </SmallForm>
  );
}
