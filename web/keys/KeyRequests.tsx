import type { ReactElement } from "react";
import { KeyChanged, type PersonKey } from "../../src/attestations/keys.contract.ts";
import { shortDigest } from "../app/days.ts";
import { textIn } from "../app/use-act.ts";
import { ActForm } from "../ui/ActForm.tsx";
import { UserText } from "../ui/UserText.tsx";
import { Fingerprint } from "./Fingerprint.tsx";
import { OldKeys } from "./OldKeys.tsx";
import { words } from "./words.ts";

interface KeyRequestsProps {
  /** Keys of others. */
  readonly keys: readonly PersonKey[];
  /** The officer's own account. */
  readonly account: string;
}

/** For officers: keys that wait for their approval or for their word that one ends. */
export function KeyRequests(props: KeyRequestsProps): ReactElement {
  const { keys, account } = props;
  const waiting = keys.filter(({ state }) => state === "requested" || state === "suspended");
  return (
    <section>
      <h2>{words.officersTitle}</h2>
      <p className="note">{words.officersLede}</p>
      {waiting.length === 0 ? <p className="after-table">{words.nothingWaits}</p> : null}
      <ul className="side-list key-requests">
        {waiting.map((key) => (
          <li key={key.fingerprint}>
            <KeyRequest of={key} account={account} />
          </li>
        ))}
      </ul>
      <OldKeys title={words.allKeys(keys.length)} keys={keys} />
    </section>
  );
}

function KeyRequest(props: { readonly of: PersonKey; readonly account: string }): ReactElement {
  const { of: key, account } = props;
  const wasDone = (kind: string) => key.acts.some(({ act, by }) => act === kind && by === account);
  const ends = key.state === "suspended";
  const spoke = wasDone(ends ? "revocation-asked" : "approved");
  return (
    <div className="key-request">
      <div>
        <p>
          <strong>
            <UserText>{words.asked(key.account_name, key.requested_at.slice(0, 10))}</UserText>
          </strong>
          <span className="below">
            <UserText>{key.office_title ?? key.office ?? words.noOffice}</UserText>
          </span>
        </p>
        <p>
          <Fingerprint of={key.fingerprint} />
        </p>
        {key.replaces === null ? null : (
          <p className="note">{words.replaces(shortDigest(key.replaces))}</p>
        )}
        <ul className="note" aria-label={words.history}>
          {key.acts.map((act) => (
            <li key={act.leaf}>
              <UserText>{`${act.by_name} ${words.acts[act.act]}`}</UserText>
              {act.reason === "" ? null : (
                <>
                  : <UserText>{act.reason}</UserText>
                </>
              )}
            </li>
          ))}
        </ul>
        {key.waits_for === "" ? null : <p className="note">{words.waitsFor(key.waits_for)}</p>}
      </div>
      <div className="no-print">
        {spoke ? <p className="note">{ends ? words.youAsked : words.youApproved}</p> : null}
        {spoke ? null : (
          <SayWhy
            path={`/api/keys/${key.fingerprint}/${ends ? "revoke" : "approve"}`}
            label={ends ? words.reason : words.howCompared}
            button={ends ? words.endIt : words.doApprove}
          />
        )}
        {ends ? null : (
          <details className="approve">
            <summary>{words.reject}</summary>
            <SayWhy
              path={`/api/keys/${key.fingerprint}/reject`}
              label={words.reason}
              button={words.doReject}
            />
          </details>
        )}
      </div>
    </div>
  );
}

function SayWhy(props: {
  readonly path: string;
  readonly label: string;
  readonly button: string;
}): ReactElement {
  return (
    <ActForm
      schema={KeyChanged}
      path={props.path}
      button={props.button}
      bodyOf={(form) => ({ reason: textIn(form, "reason") })}
    >
      <label className="field">
        {props.label}
        <input name="reason" required maxLength={2000} autoComplete="off" />
      </label>
    </ActForm>
  );
}
