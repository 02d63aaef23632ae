import { type ReactElement, useState } from "react";
import {
  type DecidedRisk,
  type DecisionKind,
  type DecisionList,
  DecisionsPrepared,
} from "../../src/decisions/decisions.contract.ts";
import { Problem } from "../../src/kit/problem.ts";
import { textIn, useAct } from "../app/use-act.ts";
import { words as appWords } from "../app/words.ts";
import { Refused } from "../ui/Refused.tsx";
import { moneyTyped } from "./sign-state.ts";
import { words } from "./words.ts";

interface DecisionFormProps {
  readonly risk: string;
  readonly list: DecisionList;
  /** What stands, as it is shown: another one meanwhile is refused, and nothing typed is lost. */
  readonly standing: DecidedRisk | undefined;
  readonly done: () => void;
}

const kinds = ["mitigate", "accept", "transfer", "avoid"] as const;

/** Decides about one risk: a further fact, which counts when the head has signed. */
export function DecisionForm(props: DecisionFormProps): ReactElement {
  const { risk, list, standing, done } = props;
  const now = standing?.decision ?? null;
  const [kind, setKind] = useState<DecisionKind>(now?.decision ?? "mitigate");
  const [leafThen] = useState(now?.leaf ?? null);
  const { error, said, busy, send } = useAct(DecisionsPrepared);
  // What stood when the form was opened; after a refusal, what is shown above it now.
  const expects = error === null ? leafThen : (now?.leaf ?? null);
  const path = `/api/reviews/${list.review}/organisations/${list.organisation}/decisions`;
  async function sendForm(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form);
    const body = () => ({
      decisions: [{ ...decisionIn(risk, given), ...(standing ? { expects } : {}) }],
    });
    if ((await send(path, body)) !== null) done();
  }
  return (
    // Its fields take the keys; Ctrl+Enter alone is taken here, for whichever has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className="decision-form"
      aria-label={words.decideRisk(risk)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.ctrlKey) event.currentTarget.requestSubmit();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void sendForm(event.currentTarget);
      }}
    >
      <label className="field">
        {words.kind}
        <select
          name="decision"
          value={kind}
          onChange={(event) => {
            const chosen = kinds.find((each) => each === event.target.value);
            if (chosen !== undefined) setKind(chosen);
          }}
        >
          {kinds.map((each) => (
            <option key={each} value={each}>
              {words.kinds[each]}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {words.dateLabel}
        <input name="date" type="date" required defaultValue={now?.date ?? ""} />
        <span className="note">{words.dateHint}</span>
      </label>
      {kind === "accept" ? (
        <label className="field">
          {words.expiresLabel}
          <input name="expires" type="date" required defaultValue={now?.expires ?? ""} />
        </label>
      ) : null}
      <label className="field">
        {words.costLabel}
        <input name="cost" inputMode="numeric" autoComplete="off" defaultValue={now?.cost ?? ""} />
        <span className="note">{words.costHint}</span>
      </label>
      <label className="field wide">
        {words.reason}
        <textarea name="reason" rows={3} required maxLength={2000} defaultValue={now?.reason} />
      </label>
      <label className="field">
        {words.ownerLabel}
        <input
          name="owner"
          required
          maxLength={200}
          autoComplete="off"
          defaultValue={now?.owner ?? ""}
        />
        <span className="note">{words.ownerHint}</span>
      </label>
      <div className="wide">
        <Refused error={error} failed={appWords.notSaved} />
        <button type="submit" className="quiet" disabled={busy}>
          {words.save}
        </button>{" "}
        <span role="status" className="note">
          {said}
        </span>
      </div>
    </form>
  );
}

/** The decision that a form says. Refuses (bad-input) a cost that is no whole number. */
function decisionIn(risk: string, form: FormData): Record<string, unknown> {
  const cost = moneyTyped(textIn(form, "cost"));
  if (cost === undefined) throw new Problem("bad-input", words.costWrong);
  const expires = textIn(form, "expires");
  return {
    risk,
    decision: textIn(form, "decision"),
    reason: textIn(form, "reason"),
    cost,
    date: textIn(form, "date"),
    owner: textIn(form, "owner"),
    ...(expires === "" ? {} : { expires }),
  };
}
