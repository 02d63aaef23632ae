import { type ReactElement, useState } from "react";
import type { StatementView } from "../../src/attestations/attestations.contract.ts";
import type { SealedKey } from "../../src/kit/sealed-key.ts";
import { shortDigest } from "../app/days.ts";
import { Go } from "../app/Go.tsx";
import { useKeptKeys } from "../keys/kept-keys.ts";
import { reviewPath } from "../review/review.ts";
import { Refused } from "../ui/Refused.tsx";
import { UserText } from "../ui/UserText.tsx";
import { missingOf } from "./sign-state.ts";
import type { Standing } from "./standing.ts";
import { useSigning } from "./use-signing.ts";
import { Cannot } from "../ui/Cannot.tsx";
import { words } from "./words.ts";

interface SignSectionProps {
  readonly view: StatementView;
  readonly standing: Standing;
}

/** Signing: where it stands, what is missing, and the form; or, in one sentence, why not. */
export function SignSection(props: SignSectionProps): ReactElement {
  const { view, standing } = props;
  const { predicate: statement } = view.statement;
  const missing = missingOf(statement);
  const { review, organisation } = statement;
  const signing = useSigning(
    `/api/reviews/${review.id}/organisations/${organisation.id}/attestations`,
  );
  const form = <SignForm view={view} signing={signing} />;
  const folded = missing.length > 0 ? words.signAnyway : words.signAgain;
  return (
    <section className={standing === "signed" ? "again" : "sign-section"}>
      {standing === "signed" ? null : <h2>{words.sign}</h2>}
      {standing === "unsigned" ? <p className="standing">{words.standing.unsigned}</p> : null}
      {missing.length === 0 ? null : (
        <div className="not-ready">
          <h3>{words.notReady}</h3>
          <ul>
            {missing.map(({ risk, words: what }) => (
              <li key={risk}>
                <UserText>{what}</UserText>
              </li>
            ))}
          </ul>
          <p className="note">{words.notReadyMeans}</p>
        </div>
      )}
      <span role="status" className="signed-now">
        {signing.busy ? words.signing : signing.said}
      </span>
      {!view.may_sign ? (
        <Cannot title={words.cannot}>{view.because}</Cannot>
      ) : missing.length > 0 || standing === "signed" ? (
        <details className="approve no-print">
          <summary>{folded}</summary>
          {form}
        </details>
      ) : (
        form
      )}
    </section>
  );
}

interface SignFormProps {
  readonly view: StatementView;
  readonly signing: ReturnType<typeof useSigning>;
}

function SignForm(props: SignFormProps): ReactElement | null {
  const { view, signing } = props;
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
  if (key === undefined) {
    return (
      <Cannot title={words.otherBrowser(shortDigest(view.key))}>
        {words.otherBrowserWhat} {toKeys}
      </Cannot>
    );
  }
  return (
    <KeyForm
      key={view.statement.subject[0]?.digest.sha256}
      of={key}
      view={view}
      signing={signing}
    />
  );
}

/** The tick, the passphrase and the button. Enter in the passphrase signs; Ctrl+Enter does not. */
function KeyForm(props: SignFormProps & { readonly of: SealedKey }): ReactElement {
  const { view, signing, of: key } = props;
  const { statement } = view;
  const [read, setRead] = useState(false);
  async function sign(form: HTMLFormElement): Promise<void> {
    const given = new FormData(form).get("passphrase");
    const passphrase = typeof given === "string" ? given : "";
    if (await signing.sign(statement, { key, passphrase, read })) {
      form.reset();
      setRead(false);
    }
  }
  const { signer, head, review } = statement.predicate;
  return (
    <form
      className="sign-form no-print"
      onSubmit={(event) => {
        event.preventDefault();
        void sign(event.currentTarget);
      }}
    >
      {signer.capacity === "acting" ? <p className="busy">{words.acting(head.until)}</p> : null}
      {signer.capacity === "delegate" ? <p className="busy">{words.delegate}</p> : null}
      <label className="tick">
        <input type="checkbox" checked={read} onChange={(event) => setRead(event.target.checked)} />
        <UserText>{statement.predicate.consent}</UserText>
      </label>
      <label className="field">
        {words.passphrase}
        <input name="passphrase" type="password" autoComplete="off" required />
      </label>
      <Refused error={signing.error} failed={words.notSigned} />
      <p className="sign-ways">
        <button type="submit" className="firm" disabled={signing.busy}>
          {words.doSign}
        </button>
        <Go to={`${reviewPath(review.id)}/decisions`}>{words.notNow}</Go>
      </p>
      <p className="note">{words.keyNote(shortDigest(key.fingerprint))}</p>
    </form>
  );
}
