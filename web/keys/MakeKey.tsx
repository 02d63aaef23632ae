import type { ReactElement } from "react";
import { KeyChanged } from "../../src/attestations/keys.contract.ts";
import { textIn } from "../app/use-act.ts";
import { ActForm } from "../ui/ActForm.tsx";
import { keepKey } from "./kept-keys.ts";
import { makeKey } from "./make-key.ts";
import { words } from "./words.ts";
import { shownText } from "../../src/kit/shown-text.ts";

interface MakeKeyProps {
  readonly account: string;
  readonly office: { readonly id: string; readonly title: string } | null;
  /** Fingerprint of the key that the new one is to replace. */
  readonly replaces: string | null;
}

/** Makes a key here, keeps it sealed in this browser, and asks two officers for it. */
export function MakeKey(props: MakeKeyProps): ReactElement {
  const { account, office, replaces } = props;
  async function bodyOf(form: FormData): Promise<unknown> {
    // A passphrase is taken as it was typed: blanks count.
    const given = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    const made = await makeKey(account, given("passphrase"), given("again"));
    // Kept first: a key that officers approve and that nobody has would be of no use.
    await keepKey(made.sealed);
    return {
      public_key: made.sealed.public_key,
      proof: made.proof,
      ...(textIn(form, "office") === "" ? {} : { office: textIn(form, "office") }),
      ...(replaces === null ? {} : { replaces }),
    };
  }
  return (
    <div className="form">
      <ActForm
        schema={KeyChanged}
        path="/api/keys"
        button={words.doMake}
        bodyOf={bodyOf}
        firm={replaces === null}
      >
        <input type="hidden" name="office" value={office?.id ?? ""} />
        <label className="field">
          {words.passphrase}
          <span className="note">{words.passphraseHint}</span>
          <input name="passphrase" type="password" autoComplete="new-password" required />
        </label>
        <label className="field">
          {words.again}
          <input name="again" type="password" autoComplete="new-password" required />
        </label>
        {office === null ? null : (
          <p className="note">{shownText(words.office(office.title || office.id))}</p>
        )}
      </ActForm>
    </div>
  );
}
