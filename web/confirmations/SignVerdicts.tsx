import { type ReactElement, useState } from "react";
import { ConfirmationView } from "../../src/confirmations/confirmation-views.contract.ts";
import { type SignableConfirmation } from "../../src/confirmations/verdicts.contract.ts";
import type { Display } from "../../src/determination/determination.contract.ts";
import { canonicalJson } from "../../src/kit/canonical-json.ts";
import { shownText } from "../../src/kit/shown-text.ts";
import type { SealedKey } from "../../src/kit/sealed-key.ts";
import { useAnswer } from "../app/answers.ts";
import { shortDigest } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { Unanswered } from "../app/Unanswered.tsx";
import { useKeptKeys } from "../keys/kept-keys.ts";
import { RatingMark } from "../ui/RatingMark.tsx";
import { Refused } from "../ui/Refused.tsx";
import { UserText } from "../ui/UserText.tsx";
import { useConfirming } from "./use-confirming.ts";
import { departing, displayNamed } from "./verdict-state.ts";
import { Cannot } from "../ui/Cannot.tsx";
import { words } from "./words.ts";

interface SignVerdictsProps {
  readonly review: string;
  readonly displays: readonly Display[];
  /** Left out: all that wait for this officer. */
  readonly organisation?: string;
}

/** Where a determining officer signs: all verdicts that wait, or one, as computed or departing from it. */
export function SignVerdicts(props: SignVerdictsProps): ReactElement {
  const { review, organisation, displays } = props;
  const answer = useAnswer(ConfirmationView, `/api/reviews/${review}/confirmation`, {
    organisation,
  });
  const confirming = useConfirming(review);
  const [kept, setKept] = useState("");
  const count = answer.data?.statement?.predicate.verdicts.length ?? 0;
  return (
    <section className="sign-section" aria-labelledby="sign-verdicts">
      <h2 id="sign-verdicts">
        {organisation === undefined && count > 0 ? words.signAll(count) : words.sign}
      </h2>
      <p role="status" className="signed-now">
        {confirming.busy ? words.signing : kept === "" ? "" : `${kept} ${confirming.said}`}
      </p>
      {answer.data === undefined || answer.isError ? (
        <Unanswered answer={answer} reading={words.readingOne} />
      ) : answer.data.statement === null ? (
        <Cannot title={words.cannot}>{answer.data.because}</Cannot>
      ) : (
        <Statement
          key={answer.data.statement.predicate.draft}
          statement={answer.data.statement}
          view={answer.data}
          displays={displays}
          one={organisation !== undefined}
          confirming={confirming}
          done={setKept}
        />
      )}
    </section>
  );
}

interface StatementProps {
  readonly statement: SignableConfirmation;
  readonly view: ConfirmationView;
  readonly displays: readonly Display[];
  readonly one: boolean;
  readonly confirming: ReturnType<typeof useConfirming>;
  readonly done: (said: string) => void;
}

function Statement(props: StatementProps): ReactElement {
  const { view, displays, one } = props;
  const [only] = props.statement.predicate.verdicts;
  const [rating, setRating] = useState(only?.computed ?? "");
  const [reason, setReason] = useState("");
  const statement = one ? departing(props.statement, rating, reason) : props.statement;
  return (
    <>
      <p className="note">
        {words.signLede} {one ? "" : words.signOneToDepart}
      </p>
      {one ? null : <RatingList statement={statement} displays={displays} />}
      {one && only !== undefined ? (
        <div className="depart no-print">
          <label className="field">
            {words.determines}
            <select value={rating} onChange={(event) => setRating(event.target.value)}>
              {[
                only.computed,
                ...view.labels.map(({ label }) => label).filter((each) => each !== only.computed),
              ].map((label) => (
                <option key={label} value={label}>
                  {label === only.computed
                    ? words.asComputed(displayNamed(displays, label).name)
                    : displayNamed(displays, label).name}
                </option>
              ))}
            </select>
          </label>
          {rating === only.computed ? null : (
            <label className="field">
              {words.departReason}
              <textarea
                rows={3}
                maxLength={8000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
          )}
        </div>
      ) : null}
      <details className="statement-bytes">
        <summary>{words.bytes}</summary>
        <pre>{shownText(canonicalJson(statement))}</pre>
      </details>
      <SignForm {...props} statement={statement} />
    </>
  );
}

const unfolded = 12;

function RatingList(props: {
  readonly statement: SignableConfirmation;
  readonly displays: readonly Display[];
}): ReactElement {
  const { verdicts } = props.statement.predicate;
  const list = (
    <ul className="to-sign">
      {verdicts.map(({ organisation, name, computed }) => (
        <li key={organisation}>
          <UserText>{name}</UserText>
          <RatingMark rating={displayNamed(props.displays, computed)} also="" />
        </li>
      ))}
    </ul>
  );
  if (verdicts.length <= unfolded) return list;
  return (
    <details>
      <summary>{words.signList(verdicts.length)}</summary>
      {list}
    </details>
  );
}

function SignForm(props: StatementProps): ReactElement | null {
  const { view } = props;
  const kept = useKeptKeys();
  const toKeys = <Go to="/keys">{words.toKeys}</Go>;
  if (view.key === null) {
    return (
      <Cannot title={words.noKey}>
        {words.noKeyWhat} {toKeys}
      </Cannot>
    );
  }
  if (kept.data === undefined && !kept.isError) return null;
  const key = kept.data?.find(({ fingerprint }) => fingerprint === view.key);
  if (key !== undefined) return <KeyForm {...props} of={key} />;
  return (
    <Cannot title={words.otherBrowser(shortDigest(view.key))}>
      {words.otherBrowserWhat} {toKeys}
    </Cannot>
  );
}

/** The tick, the passphrase and the button. Enter in the passphrase signs; Ctrl+Enter does not. */
function KeyForm(props: StatementProps & { readonly of: SealedKey }): ReactElement {
  const { statement, confirming, done, of: key } = props;
  const [read, setRead] = useState(false);
  async function sign(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form).get("passphrase");
    const passphrase = typeof given === "string" ? given : "";
    const answer = await confirming.sign(statement, { key, passphrase, read });
    if (answer === null) return;
    done(words.kept(answer.verdicts, answer.confirmed));
    form.reset();
    setRead(false);
  }
  return (
    <form
      className="sign-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        void sign(event.currentTarget);
      }}
    >
      <label className="tick">
        <input type="checkbox" checked={read} onChange={(event) => setRead(event.target.checked)} />
        <UserText>{statement.predicate.consent}</UserText>
      </label>
      <label className="field">
        {words.passphrase}
        <input name="passphrase" type="password" autoComplete="off" required />
      </label>
      <Refused error={confirming.error} failed={words.notSigned} />
      <p className="sign-ways">
        <button type="submit" className="firm" disabled={confirming.busy}>
          {words.doSign}
        </button>
      </p>
      <p className="note">{words.keyNote(shortDigest(key.fingerprint))}</p>
    </form>
  );
}
