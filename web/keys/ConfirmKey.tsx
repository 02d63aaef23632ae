import type { ReactElement } from "react";
import { KeyChanged, type PersonKey } from "../../src/attestations/keys.contract.ts";
import type { SealedKey } from "../../src/kit/sealed-key.ts";
import { textIn } from "../app/use-act.ts";
import { ActForm } from "../ui/ActForm.tsx";
import { Fingerprint } from "./Fingerprint.tsx";
import { words } from "./words.ts";

/**
 * The person's own word on a fingerprint. What is sent is that of the key in this browser, never what
 * the server showed, so that a key that was put in the place of another is refused.
 */
export function ConfirmKey(props: {
  readonly of: PersonKey;
  readonly kept: SealedKey | null;
}): ReactElement {
  const { of: key, kept } = props;
  return (
    <div className="confirm-key">
      <h3>{words.confirmTitle}</h3>
      <ActForm
        schema={KeyChanged}
        path={`/api/keys/${key.fingerprint}/confirm`}
        button={words.doConfirm}
        firm
        bodyOf={(form) => ({
          fingerprint:
            kept?.fingerprint ?? textIn(form, "typed").replaceAll(/\s/gu, "").toLowerCase(),
        })}
      >
        {kept === null ? (
          <>
            <p className="refused">{words.confirmAway}</p>
            <label className="field">
              {words.confirmTyped}
              <span className="note">{words.confirmTypedHint}</span>
              <input name="typed" required autoComplete="off" spellCheck={false} />
            </label>
          </>
        ) : (
          <>
            <p>{words.confirmHere}</p>
            <p>
              <Fingerprint of={kept.fingerprint} />
            </p>
            <label className="tick">
              <input type="checkbox" required /> {words.confirmTick}
            </label>
          </>
        )}
      </ActForm>
    </div>
  );
}
