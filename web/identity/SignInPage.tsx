import { type FormEvent, type ReactElement, useState } from "react";
import { Session } from "../../src/platform/identity/identity.contract.ts";
import { sendJson } from "../app/fetch-json.ts";
import { Shell } from "../app/Shell.tsx";
import { Refused } from "../ui/Refused.tsx";
import { Field, textOf } from "./Field.tsx";
import { linkSecret, returnPath } from "./link-secret.ts";
import { OneTimeLink } from "./OneTimeLink.tsx";
import { words } from "./words.ts";

/** Signing in by name and password, or by a one-time link. */
export function SignInPage(): ReactElement {
  const secret = linkSecret(globalThis.location);
  return (
    <Shell title={words.signIn}>
      {secret === "" ? <ByPassword /> : <OneTimeLink secret={secret} />}
    </Shell>
  );
}

function ByPassword(): ReactElement {
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function signIn(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setSending(true);
    setError(null);
    try {
      const body = { name: textOf(form, "name"), password: textOf(form, "password") };
      await sendJson(Session, "POST", "/api/sign-in", body);
      // The page is loaded anew: nothing that was read before signing in stays.
      globalThis.location.assign(returnPath(globalThis.location.search));
    } catch (problem) {
      setError(problem);
      setSending(false);
    }
  }
  return (
    <form className="form" onSubmit={(event) => void signIn(event)}>
      <h1 className="work">{words.signIn}</h1>
      <p className="note">{words.signInLede}</p>
      <Refused error={error} failed={words.failed} />
      <Field name="name" label={words.name} autoComplete="username" />
      <Field
        name="password"
        label={words.password}
        type="password"
        autoComplete="current-password"
      />
      <button type="submit" className="firm" disabled={sending}>
        {sending ? words.sending : words.go}
      </button>
    </form>
  );
}
