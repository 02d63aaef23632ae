import type { ReactElement } from "react";
import { KeyChanged, type PersonKey } from "../../src/attestations/keys.contract.ts";
import type { SealedKey } from "../../src/kit/sealed-key.ts";
import { instantInWords, shortDigest } from "../app/days.ts";
import { textIn } from "../app/use-act.ts";
import { ActForm } from "../ui/ActForm.tsx";
import { UserText } from "../ui/UserText.tsx";
import { ConfirmKey } from "./ConfirmKey.tsx";
import { Fingerprint } from "./Fingerprint.tsx";
import { KeyCopy } from "./KeyCopy.tsx";
import { KeyState } from "./KeyState.tsx";
import { KeySteps } from "./KeySteps.tsx";
import { words } from "./words.ts";

/** One key of whoever is signed in: where it stands, and what they can do about it. */
export function OwnKey(props: {
  readonly of: PersonKey;
  /** The key as this browser keeps it; null where it does not. */
  readonly kept: SealedKey | null;
}): ReactElement {
  const { of: key, kept } = props;
  const waits = key.state === "requested" || key.state === "approved";
  return (
    <section className="own-key">
      <h2>{words.keyOf(shortDigest(key.fingerprint))}</h2>
      <div className="columns">
        <div>
          <KeyState state={key.state} />
          {key.waits_for === "" || key.state === "approved" ? null : (
            <p className="note">{words.waitsFor(key.waits_for)}</p>
          )}
          <dl className="key-facts">
            <Fact name={words.fingerprint}>
              <Fingerprint of={key.fingerprint} />
            </Fact>
            <Fact name={words.heldFor}>
              <UserText>{key.office_title ?? key.office ?? words.noOffice}</UserText>
            </Fact>
            {key.active_from === null ? null : (
              <Fact name={words.signsSince}>{instantInWords(key.active_from)}</Fact>
            )}
            <Fact name={words.here}>{kept === null ? words.isNotHere : words.isHere}</Fact>
          </dl>
          {key.state === "approved" ? <ConfirmKey of={key} kept={kept} /> : null}
          {kept === null ? null : <KeyCopy of={kept} />}
          <EndKey of={key} waits={waits} />
        </div>
        <KeySteps of={key} />
      </div>
    </section>
  );
}

function Fact(props: { readonly name: string; readonly children: React.ReactNode }): ReactElement {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

/** The way out of a key: one that waits is given up, one that signs is revoked. */
function EndKey(props: { readonly of: PersonKey; readonly waits: boolean }): ReactElement | null {
  const { of: key, waits } = props;
  const asked = key.acts.some(({ act, by }) => act === "revocation-asked" && by === key.account);
  if (key.state === "suspended" && asked) return null;
  return (
    <details className="approve no-print">
      <summary>{waits ? words.giveUpTitle : words.revokeTitle}</summary>
      {waits ? null : (
        <p className="note">{key.state === "suspended" ? words.revokeAlso : words.revokeNote}</p>
      )}
      <ActForm
        schema={KeyChanged}
        path={`/api/keys/${key.fingerprint}/${waits ? "reject" : "revoke"}`}
        button={waits ? words.doGiveUp : words.doRevoke}
        bodyOf={(form) => ({ reason: textIn(form, "reason") })}
      >
        <label className="field">
          {words.reason}
          <input name="reason" required maxLength={2000} autoComplete="off" />
        </label>
      </ActForm>
    </details>
  );
}
